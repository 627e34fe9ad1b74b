"""Reports that wait for tomorrow or for their author's word: nobody sees them before."""

from datetime import timedelta

import pytest
from django.core import mail

from oversight import calendar
from oversight.calendar import today
from oversight.models import Installation, Job, Place
from reports import access, nightly, services, waiting
from reports.letters import mailing
from reports.models import Report
from reports.removals import erasure
from reports.workflow import NotAllowed
from tests import factories

TOMORROW = today() + timedelta(days=1)


def unconfirmed(project, **fields):
    return factories.make_report(
        project, must_confirm=True, contact_email="aigul@example.test", **fields
    )


def how(report):
    report.refresh_from_db()
    return report.state, report.waits_for, report.is_public


def token(report):
    return access.confirmation_token(report)


# Tomorrow


def test_a_report_appears_tomorrow_and_not_today(client, project, logged):
    report = factories.make_report(project, later=True)
    before = how(report), client.get(f"/en/reports/{report.public_id}/").status_code

    nightly.run(today())
    still = how(report)
    with calendar.as_of(TOMORROW):
        nightly.run(TOMORROW)
        report.refresh_from_db()

    assert before == (("held", "tomorrow", False), 404)
    assert still == ("held", "tomorrow", False)
    assert (report.state, report.public_on, report.decide_by) == ("open", TOMORROW, None)
    assert logged() == [("report.filed", "citizen"), ("report.published", "system")]


def test_its_clock_runs_from_the_day_it_appears(project):
    report = factories.make_stopped_report(project, later=True)
    plain = factories.make_stopped_report(project)

    with calendar.as_of(TOMORROW + timedelta(days=7)):
        waiting.release_due(today())

    report.refresh_from_db()
    assert report.answer_due_on > plain.answer_due_on


def test_one_that_trips_a_check_comes_before_moderators_tomorrow(project):
    report = factories.make_misuse_report(project, later=True)
    before = list(Report.objects.held())

    with calendar.as_of(TOMORROW):
        waiting.release_due(TOMORROW)
        after = list(Report.objects.held())

    report.refresh_from_db()
    assert (before, after) == ([], [report])
    assert (report.state, report.decide_by > TOMORROW) == ("held", True)


def test_no_moderator_sees_what_waits_for_tomorrow(signed_in, madina, project):
    report = factories.make_report(project, later=True)

    page = signed_in(madina).get(f"/moderation/reports/{report.public_id}/")

    assert page.status_code == 404


def test_a_report_taken_back_before_its_day_never_appears(project):
    report = factories.make_report(project, later=True)
    services.withdraw_report(report)

    waiting.release_due(TOMORROW)

    assert how(report)[0] == "withdrawn"


@pytest.mark.parametrize("make", [factories.make_report, factories.make_misuse_report])
def test_a_report_erased_before_its_day_never_appears(project, make, logged):
    report = make(project, later=True)
    erasure.erase_own(report)

    with calendar.as_of(TOMORROW):
        nightly.run(TOMORROW)

    report.refresh_from_db()
    assert (report.state, report.visibility, report.public_on) == ("held", "erased", None)
    assert Place.objects.get(pk=report.place_id).report_count == 0
    assert logged() == [("report.filed", "citizen"), ("part.erased", "citizen")]


def test_only_the_site_and_moderators_open_a_report(project):
    report = factories.make_report(project)

    with pytest.raises(NotAllowed):
        services.open_by_itself(report)


# The author's word


def test_a_letter_asks_and_holds_neither_words_nor_code(project, settings):
    report = unconfirmed(project, text="Құбыр тоттанып тұр.")

    mailing.send_waiting()

    [letter] = mail.outbox
    assert letter.to == ["aigul@example.test"]
    assert f"{settings.SITE_URL}/kk/confirm/{report.public_id}/{token(report)}/" in letter.body
    assert "тоттанып" not in letter.body
    assert report.code not in letter.body


def test_nobody_sees_it_until_the_link_is_answered(client, project, logged):
    report = unconfirmed(project)
    page = f"/en/confirm/{report.public_id}/{token(report)}/"
    before = how(report), list(Report.objects.held())

    opened = client.get(page)
    unchanged = how(report)
    answered = client.post(page)

    assert before == (("held", "confirmation", False), [])
    assert (opened.status_code, unchanged[1]) == (200, "confirmation")
    assert "Your address is confirmed" in answered.content.decode()
    assert how(report) == ("open", "", True)
    assert logged() == [("report.filed", "citizen"), ("report.published", "system")]
    assert dict(client.cookies) == {}


def test_the_address_goes_when_its_owner_says_so(client, project):
    report = unconfirmed(project)

    client.post(f"/en/confirm/{report.public_id}/{token(report)}/", {"erase_address": "on"})

    report.refresh_from_db()
    assert (report.contact_email, report.is_confirmed) == ("", True)


def test_a_link_answered_twice_does_no_harm(client, project):
    report = unconfirmed(project)
    page = f"/en/confirm/{report.public_id}/{token(report)}/"

    answers = [client.post(page).status_code for _time in range(2)]

    assert answers == [200, 200]
    assert how(report)[0] == "open"


@pytest.mark.parametrize("wrong", ["0" * 32, "x"])
def test_a_wrong_link_opens_nothing(client, project, wrong):
    report = unconfirmed(project)

    assert client.post(f"/en/confirm/{report.public_id}/{wrong}/").status_code == 404
    assert how(report)[1] == "confirmation"


def test_the_link_of_one_report_opens_no_other(client, project):
    first, second = unconfirmed(project), unconfirmed(project)

    assert client.post(f"/en/confirm/{second.public_id}/{token(first)}/").status_code == 404


def test_a_confirmed_misuse_report_goes_before_a_moderator(project):
    report = unconfirmed(project, kind="misuse", text="Трактор жеке егістікте жүр.")

    waiting.confirm(report, erase_address=False)

    assert list(Report.objects.held()) == [report]
    assert Report.objects.get().decide_by is not None


def test_confirmed_and_for_tomorrow_still_waits_for_tomorrow(project):
    report = unconfirmed(project, later=True)

    waiting.confirm(report, erase_address=False)

    assert how(report) == ("held", "tomorrow", False)


def test_what_nobody_confirmed_is_erased_after_a_week(project):
    report = unconfirmed(project)

    kept = waiting.drop_unconfirmed(today() + timedelta(days=7))
    dropped = waiting.drop_unconfirmed(today() + timedelta(days=8))

    report.refresh_from_db()
    assert (kept, dropped) == (0, 1)
    assert (report.visibility, report.text, report.contact_email) == ("erased", "", "")


def test_the_author_reads_with_the_code_what_it_waits_for(client, project):
    report = unconfirmed(project)

    page = client.post("/en/receipt/", {"receipt_code": report.code}).content.decode()

    assert "until you open the link in the letter" in page


def test_a_report_that_need_not_be_confirmed_sends_no_letter(project):
    factories.make_report(project, contact_email="aigul@example.test")

    assert Job.objects.filter(kind="ask_to_confirm").count() == 0
    assert Installation.current().reporting == "open"
