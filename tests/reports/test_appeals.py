"""One appeal against a hiding: within a fortnight, decided by a moderator who did not hide it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight import calendar
from oversight.models import LogEntry
from reports.models import Removal, Report
from reports.removals import appeals, erasure, hiding
from reports.workflow import NotAllowed, Role
from tests import factories

TODAY = date(2026, 11, 23)
RECEIPT = "/api/v1/receipt/"


@pytest.fixture(autouse=True)
def _today():
    with calendar.as_of(TODAY):
        yield


@pytest.fixture
def report(project, madina):
    """Hidden by Madina."""
    report = factories.make_report(project)
    hiding.hide_report(report, reason="insult", by=madina)
    return report


@pytest.fixture
def url(report):
    return f"/moderation/removals/{report.public_id}/"


def decide(browser, url, decision):
    return browser.post(url, {"step": "appeal", "decision": decision})


def entries(report):
    kept = LogEntry.objects.filter(object_id=report.public_id, kind__startswith="appeal.")
    return [(one.kind, one.word("role"), one.word("reason")) for one in kept.order_by("pk")]


def test_the_receipt_tells_reason_and_role_and_takes_the_appeal(client, report):
    code = {"receipt_code": report.code}
    told = client.post(RECEIPT, code, content_type="application/json").json()
    assert (told["removal"]["reason"], told["removal"]["role"]) == ("insult", "moderator")
    assert told["can"]["appeal"] is True

    told = client.post(RECEIPT + "appeal/", code, content_type="application/json").json()

    assert (told["removal"]["appealed_on"], told["can"]["appeal"]) == (TODAY.isoformat(), False)
    assert entries(report) == [("appeal.filed", "citizen", "hidden")]


def test_the_page_of_the_receipt_takes_the_appeal(client, report):
    page = client.post(reverse("receipt"), {"receipt_code": report.code}).content.decode()
    assert "A moderator hid it. The reason stands below." in page
    assert "It insults somebody." in page

    page = client.post(reverse("receipt"), {"receipt_code": report.code, "action": "appeal"})

    assert "You asked another moderator to look at it." in page.content.decode()


def test_it_is_asked_once(report):
    appeals.appeal(report)

    with pytest.raises(NotAllowed):
        appeals.appeal(report)


@pytest.mark.parametrize(("days", "may"), [(14, True), (15, False)])
def test_it_is_asked_within_a_fortnight(report, days, may):
    removal = Removal.objects.get()

    assert removal.may_be_appealed(TODAY + timedelta(days=days)) is may


def test_a_photo_hidden_alone_is_not_appealed(project):
    report = factories.make_report(project)

    with pytest.raises(NotAllowed):
        appeals.appeal(report)


def test_another_moderator_shows_it_again(report, url, baurzhan, signed_in):
    appeals.appeal(report)
    assert report.subject in signed_in(baurzhan).get("/moderation/removals/").content.decode()

    decide(signed_in(baurzhan), url, "show")

    assert Report.objects.get().visibility == "public"
    assert entries(report)[1:] == [("appeal.decided", "moderator", "shown")]
    assert not appeals.waiting().exists()


def test_another_moderator_lets_it_stay_hidden(report, url, baurzhan, signed_in):
    appeals.appeal(report)

    decide(signed_in(baurzhan), url, "stay")

    assert Report.objects.get().visibility == "hidden"
    assert entries(report)[1:] == [("appeal.decided", "moderator", "stays_hidden")]
    assert decide(signed_in(baurzhan), url, "show").status_code == 404


def test_whoever_hid_it_does_not_decide(report, url, madina, olzhas, signed_in):
    appeals.appeal(report)

    assert decide(signed_in(madina), url, "show").status_code == 404
    assert decide(signed_in(olzhas), url, "show").status_code == 404
    with pytest.raises(NotAllowed):
        appeals.decide(Removal.objects.get(), moderator=madina, is_shown=True)
    assert Report.objects.get().visibility == "hidden"


def test_what_nobody_appealed_against_is_not_decided(report, url, baurzhan, signed_in):
    assert decide(signed_in(baurzhan), url, "show").status_code == 404


def test_after_an_erasure_by_others_the_code_opens_a_tombstone(client, project):
    report = factories.make_report(project)
    erasure.erase_report(report, role=Role.OPERATOR, ground="court")

    response = client.post(RECEIPT, {"receipt_code": report.code}, content_type="application/json")

    told = response.json()
    assert (response.status_code, told["code"]) == (410, "erased")
    assert (told["removal"]["reason"], told["removal"]["role"]) == ("court", "operator")
