"""A document came for which the law has days of its own: said in public, and never more days."""

from datetime import date

import pytest
import time_machine

from oversight.calendar import today
from oversight.models import DayTransfer
from reports import casework, services
from reports.models import ClockRule, DueChange, Report
from reports.workflow import NotAllowed
from tests import factories

TEXT = "№ 7 қорытынды құжат, 24 қараша, «Достық» тобы."


def day(text):
    return date.fromisoformat(text)


def at(text):
    return time_machine.travel(f"{text}T06:00:00Z", tick=False)


@pytest.fixture
def rule(db):
    return ClockRule.objects.get(code="public-control")


@pytest.fixture
def report(project):
    """Due on 14 December by the rule of the site."""
    with at("2026-11-23"):
        return factories.make_stopped_report(project)


def mark(report, rule, arrived_on="2026-11-24", **fields):
    return casework.set_regime(
        report, **{"rule": rule, "arrived_on": day(arrived_on), "role": "moderator", **fields}
    )


@at("2026-11-25")
def test_the_days_of_the_law_run_from_the_day_the_document_came(report, rule, logged):
    change = mark(report, rule, text=TEXT)

    report.refresh_from_db()
    assert (report.regime, report.answer_due_on) == (rule, day("2026-12-08"))
    assert (change.old_due_on, change.new_due_on) == (day("2026-12-14"), day("2026-12-08"))
    assert logged()[-1] == ("report.extended", "moderator")


@at("2026-12-10")
def test_it_never_gives_more_days(report, rule):
    mark(report, rule, "2026-12-10")
    DayTransfer.objects.create(day=day("2026-12-11"), is_working=False)
    casework.recompute(today())

    report.refresh_from_db()
    assert (report.legal_status, report.answer_due_on) == ("public-control", day("2026-12-14"))


@at("2026-12-11")
def test_nothing_becomes_late_by_the_step_itself(report, rule):
    mark(report, rule, "2026-11-24")

    report.refresh_from_db()
    assert report.answer_due_on == day("2026-12-11")


@at("2026-11-25")
def test_an_answer_to_a_dispute_has_the_days_of_the_law_too(report, rule, daniyar):
    mark(report, rule)
    report.refresh_from_db()
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False)

    assert report.answer_due_on == day("2026-12-09")


@at("2026-11-25")
def test_it_is_refused_twice_and_for_a_day_to_come(report, rule):
    with pytest.raises(NotAllowed):
        mark(report, rule, "2026-11-26")
    mark(report, rule)
    report.refresh_from_db()
    with pytest.raises(NotAllowed):
        mark(report, rule)

    assert DueChange.objects.count() == 1


def test_an_answered_report_has_no_clock_to_change(report, rule, daniyar):
    factories.make_reply(report, daniyar)

    with pytest.raises(NotAllowed):
        mark(report, rule)


def test_madina_says_it_and_everybody_reads_it(client, signed_in, madina, project, rule):
    report = factories.make_stopped_report(project)
    sent = {"rule": rule.pk, "arrived_on": today().isoformat(), "text": TEXT}

    answer = signed_in(madina).post(f"/moderation/reports/{report.public_id}/clock/", sent)

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()
    told = client.get(f"/api/v1/reports/{report.public_id}/").json()
    assert answer.status_code == 302
    assert TEXT in page
    assert "Final document of public control" in page
    assert told["legal_status"] == told["due_changes"][0]["regime"] == "public-control"


@pytest.mark.parametrize("arrived_on", ["2020-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_asked_again(signed_in, madina, project, rule, arrived_on):
    report = factories.make_stopped_report(project)
    sent = {"rule": rule.pk, "arrived_on": arrived_on, "text": TEXT}

    answer = signed_in(madina).post(f"/moderation/reports/{report.public_id}/clock/", sent)

    assert answer.status_code == 400
    assert Report.objects.get().regime is None


def test_a_report_without_any_document_is_no_official_appeal(client, project):
    report = factories.make_stopped_report(project)

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()

    assert "A report on this site, not an official appeal" in page
