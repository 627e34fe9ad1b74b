"""Which office is told what, when: each letter once a period, however many clocks strike."""

from datetime import date, timedelta

import pytest
import time_machine

from oversight.calendar import as_of
from oversight.models import Job, Office
from reports import services
from reports.letters import issues
from reports.models import DigestIssue, Report
from tests import factories
from tests.oversight.log import seal

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def due_in(report, days, at=TUESDAY):
    Report.objects.filter(pk=report.pk).update(
        answer_due_on=at + timedelta(days=days), public_on=MONDAY
    )


def kinds(office):
    return sorted(office.digests.values_list("kind", flat=True))


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture(autouse=True)
def _told(request):
    """Letters in English, so that a test can read them."""
    if "office" in request.fixturenames or "report" in request.fixturenames:
        request.getfixturevalue("office")
        Office.objects.update(language="en")


@pytest.mark.parametrize(("days", "made"), [(-1, 1), (0, 1), (3, 1), (4, 0)])
def test_an_urgent_letter_comes_when_three_working_days_remain(report, days, made):
    due_in(report, days)

    assert issues.make_urgent(TUESDAY) == made


def test_an_urgent_letter_comes_once_a_day(report, office):
    due_in(report, -1)

    made = [issues.make_urgent(TUESDAY + timedelta(days=n)) for n in (0, 0, 1)]

    assert made == [1, 0, 1]


def test_the_weekly_letter_says_it_all_on_its_day(report, office):
    due_in(report, -1)

    issues.make_all(MONDAY)

    assert kinds(office) == ["weekly"]


def test_a_beat_that_slept_since_monday_makes_one_weekly_and_nothing_twice(report, office):
    due_in(report, -1)

    thursday = MONDAY + timedelta(days=3)
    for _ in range(2):
        issues.make_all(thursday)

    assert kinds(office) == ["weekly"]
    assert office.digests.get().period_start == MONDAY


def test_a_new_report_is_told_of_once(report, office, project):
    made = [issues.make_first(TUESDAY), issues.make_first(TUESDAY)]
    factories.make_stopped_report(project)
    made += [issues.make_first(TUESDAY), issues.make_first(TUESDAY + timedelta(days=1))]

    assert made == [1, 0, 0, 1]
    assert office.digests.last().subject == "1 new report: Water pipe"


def test_what_the_weekly_letter_told_is_no_news(report, office):
    issues.make_weekly(MONDAY)

    assert issues.make_first(TUESDAY) == 0


def test_a_held_report_is_no_news_until_it_is_published(project, office, madina):
    held = factories.make_misuse_report(project)

    before = issues.make_first(TUESDAY)
    services.publish_report(held, moderator=madina, reason="fits")

    assert (before, issues.make_first(TUESDAY)) == (0, 1)


def test_a_report_handed_on_is_news_for_the_other_office(report, daniyar, other_office):
    issues.make_first(TUESDAY)
    Report.objects.update(office=other_office, office_told=False)

    issues.make_first(TUESDAY)

    assert kinds(other_office) == ["first"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_text_is_plain_and_no_wider_than_a_page(report, office, aksu, language):
    work = factories.make_project(aksu, title_kk="Ұзын " * 20, title_ru="Длинно " * 14)
    factories.make_stopped_report(work)
    factories.make_asking(work)
    seal()
    Office.objects.update(language=language)

    issues.make_weekly(TUESDAY)

    text = office.digests.get().text
    wide = [line for line in text.split("\n") if len(line) > 76 and " " in line.strip()]
    assert "<" not in text
    assert [line[:2] for line in wide] == ["— "]


def test_the_supervisor_is_told_what_is_overdue_below(report, district_office, office):
    due_in(report, -12)

    made = [issues.make_escalations(TUESDAY) for _ in range(2)]

    letter = district_office.digests.get()
    assert made == [1, 0]
    assert letter.subject == "1 answer below you is overdue"
    assert f"/offices/{office.pk}/" in letter.text
    assert "The oldest has been due for 12 days" in letter.text
    assert report.text not in letter.text + letter.html


@pytest.mark.parametrize(
    ("contact", "phone", "says"),
    [
        ("confirmed", "+7 72431 2 11 11", ""),
        ("unconfirmed", "+7 72431 2 11 11", "No letter reaches it: call +7 72431 2 11 11"),
        ("failing", "", "No letter reaches it, and no telephone is known"),
    ],
)
def test_whom_no_letter_reaches_is_to_be_called(
    report, district_office, office, contact, phone, says
):
    Office.objects.filter(pk=office.pk).update(contact=contact, phone=phone)
    due_in(report, -2)

    issues.make_escalations(TUESDAY)

    letter = district_office.digests.get()
    assert ("No letter reaches it" in letter.text) is bool(says)
    assert says in letter.text
    assert says in letter.html


def test_the_region_is_told_of_offices_two_steps_below(report, district_office, aksu):
    region = factories.make_office(
        aksu.parent.parent.parent, kind="region_akim", language="en", contact="confirmed"
    )
    Office.objects.filter(pk=district_office.pk).update(supervisor=region)
    due_in(report, -1)

    issues.make_escalations(TUESDAY)

    assert kinds(region) == ["escalation"]


def test_nothing_overdue_below_is_no_letter(report, district_office):
    due_in(report, 0)

    assert issues.make_escalations(TUESDAY) == 0


@pytest.mark.parametrize("contact", ["unconfirmed", "failing"])
def test_an_office_without_a_confirmed_address_gets_none(report, contact):
    Office.objects.update(contact=contact)
    due_in(report, -1)

    assert issues.make_all(TUESDAY) == 0
    assert Job.objects.filter(kind="send_issue").count() == 0


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        ("2026-11-22T20:00:00Z", "2026-11-23"),  # already Monday in Kazakhstan
        ("2027-01-02T06:00:00Z", "2026-12-28"),  # week 53
        ("2028-02-29T06:00:00Z", "2028-02-28"),
    ],
)
def test_periods_are_weeks_of_kazakhstan(office, moment, period):
    with time_machine.travel(moment, tick=False):
        issues.make_weekly(issues.calendar.today())

    assert office.digests.get().period_start == date.fromisoformat(period)


def test_a_clock_set_back_makes_no_letter_twice(report, office):
    due_in(report, -1)

    for moment in (TUESDAY, TUESDAY - timedelta(days=1), TUESDAY):
        with as_of(moment):
            issues.make_urgent(moment)

    days = list(DigestIssue.objects.values_list("period_start", flat=True))
    assert sorted(days) == sorted(set(days))


@pytest.mark.parametrize("count", [1, 4])
def test_a_batch_of_any_letter_costs_the_same(report, office, django_assert_num_queries, count):
    for number in range(1, count):
        place = factories.make_place(f"43360{number}000", "rural_district", f"А{number}", "Село")
        other = factories.make_office(place, supervisor=office.supervisor)
        copy = factories.make_report(place=place, stage="stopped")
        Report.objects.filter(pk=copy.pk).update(office=other)
    Report.objects.update(answer_due_on=TUESDAY - timedelta(days=1))

    with django_assert_num_queries(17):
        issues.make_urgent(TUESDAY)
