"""Clocks: a rule for each regime, and moved days that move open deadlines in public."""

from datetime import date

import pytest
import time_machine

from oversight.models import DayTransfer, Job
from reports import casework
from reports.deadlines import Deadlines
from reports.models import ClockRule, DueChange, Report
from tests import factories


def day(text):
    return date.fromisoformat(text)


@pytest.fixture
def report(project):
    """Filed on Friday, 5 March 2027: due on 2 April, after Women's Day and Nauryz."""
    with time_machine.travel("2027-03-05T06:00:00Z", tick=False):
        return factories.make_stopped_report(project)


@pytest.mark.parametrize(
    ("code", "start", "due"),
    [
        ("platform", "2026-11-23", "2026-12-14"),
        ("public-control", "2026-11-23", "2026-12-07"),
        ("platform", "2026-12-31", "2027-01-26"),  # over New Year, in week 53
        ("platform", "2028-02-29", "2028-03-28"),  # leap day, then Women's Day and Nauryz
    ],
)
def test_each_regime_has_its_days(db, code, start, due):
    rule = ClockRule.objects.get(code=code)

    assert Deadlines(day(start)).due(rule, day(start)) == day(due)


def test_a_rule_may_count_calendar_days(db):
    rule = ClockRule(days=10, unit=ClockRule.Unit.CALENDAR)

    assert Deadlines(day("2026-12-28")).due(rule, day("2026-12-28")) == day("2027-01-07")


def test_the_row_of_the_site_is_what_counts(project):
    ClockRule.objects.filter(code="platform").update(days=1, unit="calendar")

    report = factories.make_stopped_report(project)

    assert (report.answer_due_on - report.public_on).days == 1


def test_moved_days_move_open_deadlines_in_public(report, logged):
    assert report.answer_due_on == day("2027-04-02")
    DayTransfer.objects.create(day=day("2027-03-26"), is_working=False)

    assert casework.recompute(day("2027-03-10")) == 1

    report.refresh_from_db()
    change = report.due_changes.get()
    assert report.answer_due_on == change.new_due_on == day("2027-04-05")
    assert (change.cause, change.office) == (DueChange.Cause.CALENDAR, None)
    assert logged()[-1] == ("report.extended", "operator")
    assert casework.recompute(day("2027-03-10")) == 0


def test_a_correction_makes_no_answer_late(report):
    DayTransfer.objects.create(day=day("2027-03-27"), is_working=True)

    casework.recompute(day("2027-04-02"))

    report.refresh_from_db()
    assert report.answer_due_on == day("2027-04-02")


def test_a_day_the_office_chose_stays(report, daniyar):
    with time_machine.travel("2027-03-10T06:00:00Z", tick=False):
        casework.extend_term(
            report,
            author=daniyar,
            office=report.office,
            reason="visit",
            text="Барып көреміз.",
            until=day("2027-04-20"),
        )
    DayTransfer.objects.create(day=day("2027-03-26"), is_working=False)

    assert casework.recompute(day("2027-03-11")) == 0


def test_an_answered_report_is_reckoned_no_more(report, daniyar):
    factories.make_reply(report, daniyar)
    DayTransfer.objects.create(day=day("2027-03-26"), is_working=False)

    assert casework.recompute(day("2027-03-11")) == 0
    assert Report.objects.get().answer_due_on == day("2027-04-02")


def test_an_operator_who_moves_a_day_sets_the_reckoning_going(signed_in, olzhas):
    browser = signed_in(olzhas)

    browser.post("/admin/oversight/daytransfer/add/", {"day": "2027-03-26", "source": "№ 1"})
    waiting = Job.objects.get(kind="recompute_deadlines")
    casework.recompute_asked(day("2027-03-11"))
    waiting.refresh_from_db()

    assert DayTransfer.objects.count() == 1
    assert waiting.done_at is not None
