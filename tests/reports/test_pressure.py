"""Whoever takes Aigul's phone or paper cannot silence her report."""

from datetime import timedelta

import pytest

from oversight.calendar import today
from reports import own, pressure, services
from reports.models import Report
from reports.workflow import NotAllowed, State
from tests import factories


@pytest.fixture
def stopped(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def confirmed(stopped, daniyar):
    """A report whose author said yes to the office's claim."""
    factories.make_claim(stopped, daniyar)
    services.give_verdict(stopped, is_done=True)
    return stopped


def fresh(report):
    return Report.objects.get(pk=report.pk)


def days_ago(report, count):
    """As if the author had said yes that many days ago."""
    report.verdicts.update(given_on=today() - timedelta(days=count))
    return fresh(report)


@pytest.mark.parametrize("state", ["held", "open", "answered"])
def test_a_withdrawn_report_comes_back_as_it_stood(project, daniyar, state):
    make = factories.make_misuse_report if state == "held" else factories.make_stopped_report
    report = make(project)
    if state == "answered":
        factories.make_reply(report, daniyar)
    services.withdraw_report(report)

    pressure.take_back(fresh(report))

    assert (fresh(report).state, fresh(report).withdrawn_on) == (state, None)


def test_a_yes_taken_back_leaves_the_claim_to_be_judged_again(confirmed):
    pressure.take_back(fresh(confirmed))

    now = fresh(confirmed)
    assert (now.state, now.decided_on) == (State.CLAIMED, None)
    assert now.verdicts.get().taken_back_on == today()
    assert own.view(now).can_confirm is True


def test_for_seventy_two_hours_at_least(confirmed):
    report = days_ago(confirmed, 3)

    pressure.take_back(report)

    assert fresh(confirmed).state == State.CLAIMED


def test_and_no_longer(confirmed):
    report = days_ago(confirmed, 4)

    with pytest.raises(NotAllowed):
        pressure.take_back(report)

    assert own.view(report).can_take_back is False


def test_there_must_be_something_to_take_back(stopped):
    with pytest.raises(NotAllowed):
        pressure.take_back(stopped)


def test_a_groups_yes_is_not_the_reporters_to_take_back(stopped, daniyar, dostyk):
    factories.make_claim(stopped, daniyar)
    services.give_verdict(stopped, is_done=True, group=dostyk)

    with pytest.raises(NotAllowed):
        pressure.take_back(fresh(stopped))


def test_who_was_pressed_says_so_however_late_and_the_report_stands(confirmed):
    report = days_ago(confirmed, 40)

    pressure.note_pressure(report)

    assert fresh(report).state == State.CLAIMED


def test_after_that_no_withdrawal_counts(stopped):
    services.withdraw_report(stopped)
    pressure.note_pressure(fresh(stopped))

    with pytest.raises(NotAllowed):
        services.withdraw_report(fresh(stopped))

    assert fresh(stopped).state == State.OPEN


def test_nor_a_yes_but_a_no_does(stopped, daniyar):
    pressure.note_pressure(stopped)
    factories.make_claim(stopped, daniyar)
    with pytest.raises(NotAllowed):
        services.give_verdict(fresh(stopped), is_done=True)

    services.give_verdict(fresh(stopped), is_done=False)

    assert fresh(stopped).state == State.DISPUTED


def test_nobody_else_learns_of_the_pressure(stopped, logged, client):
    pressure.note_pressure(stopped)

    told = client.get(f"/api/v1/reports/{stopped.public_id}/").json()
    assert logged() == [("report.filed", "citizen")]
    assert [name for name in told if "press" in name] == []


def test_the_log_tells_what_was_taken_back(stopped, logged):
    services.withdraw_report(stopped)
    pressure.take_back(fresh(stopped))

    assert logged() == [
        ("report.filed", "citizen"),
        ("report.withdrawn", "citizen"),
        ("report.withdrawn", "citizen"),
    ]
