"""Passages of a report's own words are covered by a rule; the original is nowhere to be read."""

import pytest
from django.urls import reverse

from oversight.models import LogEntry
from reports import covering, openings
from reports.models import Covering, Removal, Report
from reports.removals import appeals, erasure
from reports.workflow import NotAllowed, State
from tests import factories
from tests.oversight.log import seal

SECRET = "8 701 555 12 34"
TEXT = f"Құбыр ашық жатыр. Көршім айтты: {SECRET}."
COVERED = "Құбыр ашық жатыр. Көршім айтты: █████."


@pytest.fixture
def held(project):
    return factories.make_misuse_report(project, text=TEXT)


@pytest.fixture
def masked(held, madina):
    """Published by Madina with the number covered."""
    covering.publish_covered(
        held, moderator=madina, reason="fits", passages=[SECRET], rule="private_data"
    )
    return held


def address(report, page="report-words"):
    return reverse(f"moderation:{page}", args=[report.public_id])


def publish(browser, report, **sent):
    said = {"action": "publish", "reason": "fits", "passages": SECRET, "rule": "private_data"}
    return browser.post(address(report, "decide"), {**said, **sent})


def test_madina_publishes_with_a_part_covered(signed_in, madina, held, logged):
    publish(signed_in(madina), held)

    held.refresh_from_db()
    assert (held.state, held.text, held.masked_because) == (State.OPEN, COVERED, "private_data")
    assert logged()[-3:] == [
        ("report.published", "moderator"),
        ("part.hidden", "moderator"),
        ("note.operator", "moderator"),
    ]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"passages": "8 702"}, "The report does not say: 8 702"),
        ({"passages": "█"}, "The report does not say: █"),
        ({"rule": ""}, "Name the rule by which the words are covered."),
        ({"passages": ""}, "Say which words are to be covered."),
        ({"action": "refuse", "reason": "insult"}, "Only in a report that is published"),
    ],
)
def test_what_cannot_be_covered_is_said_and_nothing_is_lost(
    signed_in, madina, held, sent, sentence
):
    answer = publish(signed_in(madina), held, note="Рақмет.", **sent)

    held.refresh_from_db()
    assert (answer.status_code, held.state, held.text) == (400, State.HELD, TEXT)
    assert sentence in answer.content.decode()
    assert "Рақмет." in answer.content.decode()


def test_the_entry_names_the_wording_it_hides(masked):
    hidden = LogEntry.objects.get(kind="part.hidden")
    filed = LogEntry.objects.get(kind="report.filed")

    assert [line for line in hidden.text.splitlines() if line.startswith("part ")] == [
        line for line in filed.text.splitlines() if line.startswith("part text ")
    ]
    assert "reason private_data" in hidden.text


def test_nothing_opens_the_words_that_are_covered(masked):
    seal()
    opened = [line.split(" ")[:2] for line in openings.lines(LogEntry.objects.all())]

    filed = LogEntry.objects.get(kind="report.filed").index
    noted = LogEntry.objects.get(kind="note.operator").index
    assert [str(filed), "text"] not in opened
    assert [str(noted), "text"] in opened


PUBLIC = [
    "/en/reports/{report}/",
    "/en/projects/{project}/",
    "/en/places/{place}/",
    "/en/reports/{report}/too/",
    "/api/v1/reports/",
    "/api/v1/reports/?q=701",
    "/api/v1/reports/{report}/",
    "/api/v1/reports.csv",
    "/api/v1/reports.geojson",
    "/api/v1/removals/",
    "/open311/v2/requests.json",
    "/open311/v2/requests.xml",
    "/log/entries?start=0",
    "/log/openings?start=0",
    "/en/reports/atom.xml",
    "/en/projects/{project}/news/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_nobody_reads_them_in_public(client, masked, path):
    seal()

    page = _path(client, masked, path)

    assert page.status_code == 200, path
    assert SECRET not in _body(page)


def _path(client, report, path):
    ids = {"report": report.public_id, "project": report.project.identifier}
    return client.get(path.format(**ids, place=report.place.code), follow=True)


def _body(page):
    return b"".join(page).decode() if page.streaming else page.content.decode()


def test_the_office_reads_what_everybody_reads(signed_in, daniyar, masked):
    page = signed_in(daniyar).get(reverse("desk:report", args=[masked.public_id]))

    told = page.content.decode()
    assert COVERED in told
    assert "A moderator covered words here:" in told
    assert SECRET not in told


def test_everybody_reads_that_words_are_covered_and_why(client, masked):
    told = client.get(f"/en/reports/{masked.public_id}/").content.decode()

    assert COVERED in told
    assert "It tells a private person" in told


def test_the_author_reads_what_was_covered_and_appeals(client, masked, baurzhan):
    page = client.post(reverse("receipt"), {"receipt_code": masked.code}).content.decode()
    assert SECRET in page
    assert "Words covered" in page

    client.post(reverse("receipt"), {"receipt_code": masked.code, "action": "appeal"})
    appeals.decide(masked.removals.get(), moderator=baurzhan, is_granted=True)

    masked.refresh_from_db()
    assert (masked.text, masked.masked_because) == (TEXT, "")


def test_the_api_tells_the_author_alone(client, masked):
    sent = {"receipt_code": masked.code}
    told = client.post("/api/v1/receipt/", sent, content_type="application/json").json()

    assert told["covered"] == [SECRET]
    assert (told["report"]["text"], told["removals"][0]["is_of_words"]) == (COVERED, True)
    assert told["can"]["appeal"] is True


def test_whoever_covered_words_decides_on_no_appeal(masked, madina, baurzhan, signed_in):
    covering.cover(masked, passages=["Көршім"], reason="insult", by=baurzhan)
    appeals.appeal(masked)
    removal = masked.removals.get(appealed_on__isnull=False)

    for moderator in (madina, baurzhan):
        with pytest.raises(NotAllowed):
            appeals.decide(removal, moderator=moderator, is_granted=True)


def test_words_are_shown_again_with_a_reason(signed_in, baurzhan, masked, logged):
    page = signed_in(baurzhan).get(address(masked)).content.decode()
    assert SECRET in page

    signed_in(baurzhan).post(address(masked), {"step": "uncover", "reason": "mistake"})

    masked.refresh_from_db()
    assert (masked.text, masked.masked_because) == (TEXT, "")
    assert logged()[-2:] == [("part.shown", "moderator"), ("note.operator", "moderator")]
    assert Covering.objects.get().original == ""


def test_a_public_report_is_covered_too(signed_in, madina, project):
    report = factories.make_report(project, text="Құбыр ашық. Ақымақтар!")

    browser = signed_in(madina)
    browser.post(address(report), {"passages": "Ақымақтар!", "rule": "insult"})
    browser.post(address(report), {"passages": "ашық\nҚұбыр", "rule": "accusation"})

    report.refresh_from_db()
    assert (report.text, report.masked_because) == ("█████ █████. █████", "accusation")
    assert covering.passages_of(report) == ["Ақымақтар!", "ашық", "Құбыр"]
    assert Covering.objects.get().original == "Құбыр ашық. Ақымақтар!"


def test_of_two_that_overlap_the_longer_is_covered_whole():
    assert covering.covered("Асқар Асқаров", ["Асқар", "Асқаров"]) == "█████ █████"


@pytest.mark.parametrize("passages", [[], ["  "], ["жоқ сөз"], ["█████"]])
def test_what_is_not_said_cannot_be_covered(masked, baurzhan, passages):
    with pytest.raises(NotAllowed):
        covering.cover(masked, passages=passages, reason="insult", by=baurzhan)


def test_a_held_report_is_covered_only_as_it_is_published(held, madina):
    with pytest.raises(NotAllowed):
        covering.cover(held, passages=[SECRET], reason="insult", by=madina)

    assert not Removal.objects.exists()
    assert not Covering.objects.exists()


def test_what_is_not_covered_cannot_be_shown_again(project, madina):
    with pytest.raises(NotAllowed):
        covering.uncover(factories.make_report(project), reason="mistake", by=madina)


def test_an_erasure_takes_the_covered_words_along(masked):
    erasure.erase_own(masked)

    assert not Covering.objects.exists()
    assert Report.objects.get().text == ""


def test_the_log_page_counts_it_by_itself(client, masked):
    page = client.get("/en/log/").content.decode()

    assert "Words covered" in page


def test_the_page_of_words_leads_to_it(signed_in, madina, masked):
    assert address(masked) in signed_in(madina).get("/moderation/words/").content.decode()


def test_a_held_report_has_no_page_of_words(signed_in, madina, held):
    assert signed_in(madina).get(address(held)).status_code == 404
