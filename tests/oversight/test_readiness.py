"""Ready to open? What is missing is named; two moderators are never dispensable."""

import pytest

from oversight import readiness
from oversight.calendar import today
from oversight.models import Installation, Office, User
from tests import factories


@pytest.fixture
def complete(settings, tmp_path, aksu, office, madina, baurzhan, olzhas, enrolled):
    """An installation on which everything is done, and which is not open yet."""
    for person in (madina, baurzhan, olzhas):
        enrolled(person)
    settings.RECEIPT_KEY_FILE = tmp_path / "receipt.key"
    settings.RECEIPT_KEY_FILE.write_bytes(b"k" * 32)
    settings.RECEIPT_KEY_FILE.chmod(0o600)
    fields = {"opened_on": None, "mail_tested_on": today(), "backup_checked_on": today()}
    fields["lawyer_answered_on"] = today()
    Installation.objects.update(**fields)


def failing():
    return [check.name for check in readiness.checks() if not check.holds]


def test_an_empty_installation_lacks_everything_but_its_keys(db):
    assert failing() == [
        *("operator", "moderators", "places", "office"),
        *("identification", "mail", "backup"),
    ]


def test_a_complete_installation_opens(complete):
    assert failing() == []

    readiness.open_site()

    assert Installation.current().opened_on == today()
    assert Installation.current().takes_reports


def unconfirm(settings):
    Office.objects.update(contact=Office.Contact.UNCONFIRMED)


def lose_a_moderator(settings):
    User.objects.filter(name="Baurzhan").update(is_active=False)


def lose_the_phone_of_a_moderator(settings):
    User.objects.get(name="Madina").authenticator_set.all().delete()


def lose_the_operator(settings):
    User.objects.filter(name="Olzhas").update(is_active=False)


def ask_no_lawyer(settings):
    Installation.objects.update(lawyer_answered_on=None)


def forget_mail(settings):
    Installation.objects.update(mail_tested_on=None)


def show_the_key(settings):
    settings.RECEIPT_KEY_FILE.chmod(0o644)


def lose_the_key(settings):
    settings.RECEIPT_KEY_FILE.unlink()


def be_a_demonstration(settings):
    Installation.objects.update(demonstration=True)


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (unconfirm, "office"),
        (lose_a_moderator, "moderators"),
        (lose_the_phone_of_a_moderator, "moderators"),
        (lose_the_operator, "operator"),
        (ask_no_lawyer, "identification"),
        (forget_mail, "mail"),
        (show_the_key, "secrets"),
        (lose_the_key, "secrets"),
        (be_a_demonstration, "real"),
    ],
)
def test_one_thing_missing_keeps_the_site_closed(complete, settings, harm, name):
    harm(settings)

    with pytest.raises(readiness.NotReady):
        readiness.open_site()

    assert failing() == [name]
    assert Installation.current().opened_on is None


def test_a_backup_nobody_tried_is_said_and_does_not_close(complete):
    Installation.objects.update(backup_checked_on=None)

    readiness.open_site()

    assert failing() == ["backup"]
    assert Installation.current().opened_on == today()


def test_two_factors_of_one_moderator_are_not_two_moderators(complete, enrolled, baurzhan, madina):
    lose_a_moderator(None)
    madina.authenticator_set.create(type="webauthn", data={})

    assert readiness.enrolled("moderator") == 1


def test_the_page_names_what_is_missing_and_offers_no_button(signed_in, olzhas):
    Installation.objects.update(opened_on=None)

    page = signed_in(olzhas).get("/admin/ready/")

    words = page.content.decode()
    assert page.status_code == 200
    assert [check.name for check in page.context["checks"] if not check.holds][-1] == "backup"
    assert "Run manage.py invite with --moderator for each" in words
    assert "Open the site</button>" not in words


def test_the_operator_opens_the_site_with_one_button(complete, signed_in, olzhas):
    browser = signed_in(olzhas)
    assert "Open the site</button>" in browser.get("/admin/ready/").content.decode()

    answer = browser.post("/admin/ready/")

    assert answer.url == "/admin/ready/"
    assert Installation.current().opened_on == today()
    assert "Open the site</button>" not in browser.get("/admin/ready/").content.decode()


def test_a_forged_button_does_not_open_an_incomplete_site(signed_in, olzhas):
    Installation.objects.update(opened_on=None)

    page = signed_in(olzhas).post("/admin/ready/", follow=True)

    assert Installation.current().opened_on is None
    assert [str(message) for message in page.context["messages"]] == [
        "The site cannot be opened yet: see what is missing."
    ]


@pytest.mark.parametrize("who", ["daniyar", "madina"])
def test_to_others_the_page_is_not_there(complete, signed_in, request, who):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get("/admin/ready/").status_code == 404
    assert browser.post("/admin/ready/").status_code == 404
    assert Installation.current().opened_on is None


def test_the_demonstration_cannot_be_opened(site, signed_in, olzhas):
    factories.open_site(demonstration=True)
    Installation.objects.update(opened_on=None)

    signed_in(olzhas).post("/admin/ready/")

    assert Installation.current().opened_on is None
