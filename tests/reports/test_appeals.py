"""One appeal against a hiding or an erasure: within a fortnight, decided by somebody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight import calendar
from oversight.models import LogEntry
from reports.models import Removal, Report
from reports.photos import uploads
from reports.removals import appeals, erasure, erasure_requests, hiding
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


def test_where_nothing_was_hidden_there_is_no_appeal(project):
    report = factories.make_report(project)

    with pytest.raises(NotAllowed):
        appeals.appeal(report)


@pytest.fixture
def photo(project):
    report = factories.make_report(project)
    factories.add_photo(report)
    factories.develop_all()
    photo = report.photos.get()
    photo.report = report  # the one that knows its code
    return photo


def test_a_hidden_photo_is_shown_again_on_appeal(photo, client, madina, baurzhan, signed_in):
    asked = {"receipt_code": photo.report.code, "action": "appeal"}
    hiding.hide_photo(photo, reason="person_shown", by=madina)
    page = client.post(reverse("receipt"), asked).content.decode()
    assert "Another moderator will decide anew." in page

    decide(signed_in(baurzhan), f"/moderation/removals/{photo.report.public_id}/", "grant")

    photo.refresh_from_db()
    assert photo.is_ready
    assert entries(photo) == [
        ("appeal.filed", "citizen", "hidden"),
        ("appeal.decided", "moderator", "shown"),
    ]


def test_two_hidden_photos_are_appealed_one_after_the_other(photo, madina):
    uploads.add(photo.report, [factories.picture(colour=(200, 30, 30))], photo.report.code)
    factories.develop_all()
    for one in photo.report.photos.all():
        hiding.hide_photo(one, reason="person_shown", by=madina)

    appeals.appeal(photo.report)
    appeals.appeal(photo.report)

    assert appeals.waiting().count() == 2
    with pytest.raises(NotAllowed):
        appeals.appeal(photo.report)


def test_the_office_s_own_photo_is_not_the_reporter_s_to_appeal(project, daniyar, madina):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    factories.develop_all()
    hiding.hide_photo(report.replies.get().photos.get(), reason="person_shown", by=madina)

    with pytest.raises(NotAllowed):
        appeals.appeal(report)


@pytest.fixture
def erased(project, madina, olzhas):
    """Olzhas asked for it, and Madina agreed."""
    report = factories.make_report(project)
    asked = erasure_requests.ask(report, user=olzhas, ground="court", note="2-1234")
    erasure_requests.decide(asked, user=madina, is_granted=True)
    report.refresh_from_db()
    return report


def test_an_erasure_by_others_can_be_found_wrong(erased, client, baurzhan, signed_in):
    code = {"receipt_code": erased.code}
    assert "Ask another moderator" in client.post(reverse("receipt"), code).content.decode()
    page = client.post(reverse("receipt"), code | {"action": "appeal"}).content.decode()
    assert "Its author asked another moderator to look at it." in page

    url = f"/moderation/removals/{erased.public_id}/"
    assert "It was wrong to erase it" in signed_in(baurzhan).get(url).content.decode()
    decide(signed_in(baurzhan), url, "grant")

    assert entries(erased) == [
        ("appeal.filed", "citizen", "erased"),
        ("appeal.decided", "moderator", "was_wrong"),
    ]
    page = client.get(reverse("report-detail", args=[erased.public_id]))
    assert (page.status_code, Report.objects.get().visibility) == (410, "erased")
    assert "found that it was wrong to erase it" in page.content.decode()


def test_who_decided_an_erasure_does_not_decide_the_appeal(erased, madina, olzhas, signed_in):
    appeals.appeal(erased)
    url = f"/moderation/removals/{erased.public_id}/"

    assert decide(signed_in(madina), url, "grant").status_code == 404
    assert decide(signed_in(olzhas), url, "grant").status_code == 404
    assert appeals.waiting().exists()


def test_an_appeal_brings_no_form_to_erase_or_hide_again(erased, baurzhan, signed_in):
    appeals.appeal(erased)

    url = f"/moderation/removals/{erased.public_id}/"
    page = signed_in(baurzhan).get(url).content.decode()

    assert "Ask that it be erased" not in page
    assert "Hide, or show again" not in page


def test_the_api_takes_the_appeal_against_an_erasure(erased, client):
    code = {"receipt_code": erased.code}

    response = client.post(RECEIPT + "appeal/", code, content_type="application/json")

    told = response.json()
    assert (response.status_code, told["code"]) == (410, "erased")
    assert told["removal"]["appealed_on"] == TODAY.isoformat()


def test_an_own_erasure_is_nobody_s_to_appeal(project):
    report = factories.make_report(project)
    erasure.erase_own(report)

    with pytest.raises(NotAllowed):
        appeals.appeal(report)


def test_another_moderator_shows_it_again(report, url, baurzhan, signed_in):
    appeals.appeal(report)
    assert report.subject in signed_in(baurzhan).get("/moderation/removals/").content.decode()

    decide(signed_in(baurzhan), url, "grant")

    assert Report.objects.get().visibility == "public"
    assert entries(report)[1:] == [("appeal.decided", "moderator", "shown")]
    assert not appeals.waiting().exists()


def test_another_moderator_lets_it_stay_hidden(report, url, baurzhan, signed_in):
    appeals.appeal(report)

    decide(signed_in(baurzhan), url, "stay")

    assert Report.objects.get().visibility == "hidden"
    assert entries(report)[1:] == [("appeal.decided", "moderator", "stays_hidden")]
    assert decide(signed_in(baurzhan), url, "grant").status_code == 404


def test_whoever_hid_it_does_not_decide(report, url, madina, olzhas, signed_in):
    appeals.appeal(report)

    assert decide(signed_in(madina), url, "grant").status_code == 404
    assert decide(signed_in(olzhas), url, "grant").status_code == 404
    with pytest.raises(NotAllowed):
        appeals.decide(Removal.objects.get(), moderator=madina, is_granted=True)
    assert Report.objects.get().visibility == "hidden"


def test_what_nobody_appealed_against_is_not_decided(report, url, baurzhan, signed_in):
    assert decide(signed_in(baurzhan), url, "grant").status_code == 404


def test_after_an_erasure_by_others_the_code_opens_a_tombstone(client, project):
    report = factories.make_report(project)
    erasure.erase_report(report, role=Role.OPERATOR, ground="court")

    response = client.post(RECEIPT, {"receipt_code": report.code}, content_type="application/json")

    told = response.json()
    assert (response.status_code, told["code"]) == (410, "erased")
    assert (told["removal"]["reason"], told["removal"]["role"]) == ("court", "operator")
