"""More time once, and handing on: each with its refusals and its trace in the public log."""

from datetime import date, timedelta

import pytest
import time_machine

from oversight.calendar import today
from reports import casework, services
from reports.models import DueChange, Forwarding, Report
from reports.workflow import NotAllowed
from tests import factories

WHY = "Маман барып көруі керек."


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


def extend(report, author, until, **fields):
    return casework.extend_term(
        report,
        author=author,
        office=report.office,
        **{"reason": "visit", "text": WHY, "until": until, **fields},
    )


def forward(report, author, to_office):
    return casework.forward_report(
        report, author=author, office=report.office, to_office=to_office, text=WHY
    )


@time_machine.travel("2026-11-23T08:00:00Z", tick=False)
def test_more_time_moves_the_day_openly(project, daniyar, logged):
    report = factories.make_stopped_report(project)

    change = extend(report, daniyar, date(2027, 1, 11))

    report.refresh_from_db()
    assert report.answer_due_on == date(2027, 1, 11)
    assert (change.old_due_on, change.new_due_on) == (date(2026, 12, 14), date(2027, 1, 11))
    assert logged() == [("report.filed", "citizen"), ("report.extended", "office")]


def test_more_time_is_given_once(report, daniyar):
    extend(report, daniyar, report.answer_due_on + timedelta(days=7))

    with pytest.raises(NotAllowed):
        extend(report, daniyar, report.answer_due_on + timedelta(days=14))

    assert DueChange.objects.count() == 1


@pytest.mark.parametrize("days", [0, -1, 62])
def test_more_time_is_after_the_day_and_two_months_at_most(report, daniyar, days):
    with pytest.raises(NotAllowed):
        extend(report, daniyar, report.answer_due_on + timedelta(days=days))

    assert DueChange.objects.count() == 0


def test_a_late_answer_is_not_made_timely(report, daniyar):
    Report.objects.update(answer_due_on=today() - timedelta(days=1))
    report.refresh_from_db()

    with pytest.raises(NotAllowed):
        extend(report, daniyar, today() + timedelta(days=7))

    assert not casework.may_extend(report)


def test_an_answered_report_needs_no_more_time(report, daniyar):
    factories.make_reply(report, daniyar)

    with pytest.raises(NotAllowed):
        extend(report, daniyar, report.answer_due_on + timedelta(days=7))

    assert DueChange.objects.count() == 0


def test_handing_on_leaves_a_trail_and_the_clock_running(report, daniyar, other_office, logged):
    due = report.answer_due_on

    step = forward(report, daniyar, other_office)

    report.refresh_from_db()
    assert (report.office, report.forward_count) == (other_office, 1)
    assert report.answer_due_on == due
    assert (step.from_office, step.to_office) == (daniyar.appointment.offices.get(), other_office)
    assert logged()[-1] == ("report.forwarded", "office")


def test_a_report_never_comes_back_to_an_office_that_had_it(
    report, office, daniyar, serik, gulnar, other_office, district_office
):
    forward(report, daniyar, other_office)
    forward(report, serik, district_office)

    with pytest.raises(NotAllowed):
        forward(report, gulnar, office)

    assert Forwarding.objects.count() == 2


def test_only_offices_near_enough_are_offered(report, other_office, district_office, aksu):
    far = factories.make_place("110000000", "region", "Ақмола", "Акмолинская")
    factories.make_office(far, kind="region_akim")

    offered = casework.offices_to_forward_to(report)

    assert set(offered) == {other_office, district_office}


def test_an_answered_report_is_handed_on_no_more(report, daniyar, other_office):
    factories.make_reply(report, daniyar)

    with pytest.raises(NotAllowed):
        forward(report, daniyar, other_office)

    assert Forwarding.objects.count() == 0


def test_of_two_clerks_at_once_the_second_is_refused(report, daniyar, other_office):
    stale = Report.objects.get(pk=report.pk)
    services.withdraw_report(report)

    with pytest.raises(NotAllowed):
        forward(stale, daniyar, other_office)

    assert Forwarding.objects.count() == 0
