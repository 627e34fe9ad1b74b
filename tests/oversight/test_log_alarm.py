"""A log that does not fit what was signed: every page says so, readyz too, and the operators get
a letter."""

from django.core import mail

from oversight import letters
from oversight.log import sealing
from oversight.models import Installation, Job

BANNER = "The public log does not fit what was signed before."


def test_every_page_says_that_the_log_is_frozen(site, client):
    assert BANNER not in client.get("/en/").content.decode()

    Installation.note(log_alarm="rewritten")

    assert BANNER in client.get("/en/").content.decode()
    assert BANNER in client.get("/en/projects/").content.decode()


def test_a_missing_key_is_no_banner_but_an_alarm(site, client):
    Installation.note(log_alarm="no_key")

    assert BANNER not in client.get("/en/").content.decode()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["log"]) == (503, False)
    assert answer.json()["log_alarm"] == "no_key"


def test_readyz_is_content_while_the_log_is_sealed_in_time(site, client):
    assert client.get("/readyz").json()["checks"]["log"] is True


def test_each_operator_gets_one_letter(olzhas, madina):
    sealing.raise_alarm("rewritten")
    sealing.raise_alarm("rewritten")

    letters.send_waiting()

    assert Job.objects.filter(kind="tell_log_alarm").count() == 1
    assert [letter.to for letter in mail.outbox] == [[olzhas.email]]
    assert mail.outbox[0].subject == "The public log is not sealed"
    assert "no longer fits its last signed checkpoint" in mail.outbox[0].body
