"""The public log: as text for programs, as a page for a villager."""

import base64
import gzip
import hashlib
import re

import pytest

from oversight.log import keyring, notes
from oversight.models import Checkpoint, LogEntry
from oversight.outside import audit
from reports import services
from reports.removals import erasure
from tests import factories
from tests.oversight.log import seal, write


def lines(response):
    return response.content.decode().splitlines()


def test_entries_come_in_order_each_with_an_empty_line(db, client):
    write(3)
    seal()

    response = client.get("/log/entries?start=1&count=2")

    texts = LogEntry.objects.filter(index__gte=1).order_by("index").values_list("text", flat=True)
    assert response.content.decode() == "".join(f"{text}\n" for text in texts)
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_whole_piece_may_be_kept_for_ever(db, client):
    write(1025)
    seal()

    whole = client.get("/log/entries?start=0&count=1024")
    rest = client.get("/log/entries?start=1024&count=1024")

    assert "immutable" in whole["Cache-Control"]
    assert "immutable" not in rest["Cache-Control"]
    assert rest.content.decode().count("oversight-entry/1") == 1


def test_what_was_not_sealed_is_not_told(db, client):
    write(3)

    assert client.get("/log/entries").content == b""


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("start=0&count=1025", 400, "count is a number from 1 to 1024."),
        ("start=0&count=99999999999999999999999", 400, "start and count are whole numbers."),
        ("start=0&count=0", 400, "count is a number from 1 to 1024."),
        ("start=-1", 400, "start and count are whole numbers."),
        ("start=²", 400, "start and count are whole numbers."),
        ("start=6", 404, "The log has 5 entries so far."),
    ],
)
def test_a_question_that_makes_no_sense_gets_a_clear_answer(db, client, query, status, says):
    write(5)
    seal()

    for address in ("/log/entries", "/log/openings"):
        response = client.get(f"{address}?{query}", headers={"accept-language": "en"})
        assert (response.status_code, lines(response)) == (status, [says])


def test_every_checkpoint_stands_in_one_file_and_opens_with_the_key(db, client):
    for count in (5, 6):
        write(count)
        seal()

    found = notes.notes_in(client.get("/log/checkpoints.txt").content.decode())
    keys = dict(line.split(" ") for line in lines(client.get("/log/key.txt")))

    assert [notes.head(notes.opened(note, keys["head"])).size for note in found] == [5, 11]
    assert keys["receipt"] == keyring.receipt().public
    assert keys["receipt"] != keys["head"]


def test_the_feed_tells_each_checkpoint_with_its_day_alone(db, client):
    write(5)
    checkpoint = seal()

    feed = client.get("/log/checkpoints.atom").content.decode()

    assert checkpoint.root_text in feed
    assert f"<updated>{checkpoint.sealed_on}T00:00:00+05:00</updated>" in feed


def test_the_auditor_can_be_taken_home(db, client):
    response = client.get("/log/audit.py")

    assert response["Content-Disposition"] == 'attachment; filename="audit.py"'
    with open(audit.__file__, "rb") as file:
        assert response.content == file.read()


def test_only_what_everybody_may_see_is_opened(project, daniyar, client):
    shown = factories.make_stopped_report(project)
    factories.make_reply(shown, daniyar)
    factories.make_misuse_report(project)
    gone = factories.make_report(project, text="Ұмытылатын сөз.")
    erasure.erase_own(gone)
    seal()

    opened = {tuple(line.split(" ")[:2]) for line in lines(client.get("/log/openings"))}

    names = ["due", "kind", "office", "place", "project", "seen", "stage", "text"]
    replied = ["office", "reason", "text"]
    work = {("0", "state")}
    assert opened == work | {("1", name) for name in names} | {("2", name) for name in replied}


def test_openings_ask_the_database_as_often_for_many_entries_as_for_one(
    project, client, django_assert_max_num_queries
):
    for _number in range(5):
        factories.make_stopped_report(project)
    seal()

    with django_assert_max_num_queries(40):
        client.get("/log/openings")


def test_the_page_counts_what_was_hidden_by_reason_and_by_whom(project, madina, client):
    for _number in range(2):
        erasure.erase_report(factories.make_report(project), role="moderator", ground="court")
    services.refuse_report(factories.make_misuse_report(project), moderator=madina, reason="insult")
    seal()

    response = client.get("/en/log/")

    assert response.context["removals"] == [
        {"action": "erased", "reason": "A court ordered it.", "role": "moderator", "count": 2}
    ]
    assert response.context["refusals"] == [{"reason": "It insults somebody.", "count": 1}]
    assert Checkpoint.objects.get().root_text in response.content.decode()


def test_the_page_of_the_audit_is_whole_and_its_policy_names_what_it_carries(site, client):
    response = client.get("/en/log/audit.html")

    page, policy = response.content.decode(), response["Content-Security-Policy"]
    parts = re.search(r'<style>(.*?)</style>.*<script type="module">(.*?)</script>', page, re.S)
    for part in parts.groups():
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert re.findall(r'<(?:link|img|script)[^>]*(?:src|href)="(?!data:)', page) == []
    assert re.findall(r"^(?:import|export) ", page, re.M) == []
    assert len(gzip.compress(response.content)) < 25_000


def test_an_empty_log_says_so(site, client):
    page = client.get("/en/log/").content.decode()

    assert "Nothing was sealed yet." in page
    assert client.get("/en/log/sheet/").status_code == 404


def test_the_sheet_carries_the_whole_note(site, client):
    write(5)
    checkpoint = seal()

    page = client.get("/en/log/sheet/").content.decode()

    assert f"<pre>{checkpoint.note}</pre>" in page
    assert "data:image/svg+xml" in page


def test_the_page_sets_no_cookie_and_asks_little(site, client, django_assert_max_num_queries):
    write(5)
    seal()

    with django_assert_max_num_queries(8):
        response = client.get("/kk/log/")

    assert response.cookies == {}
