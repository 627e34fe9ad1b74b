"""Everything that changes a report, each with its refusals and its trace in the public log."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
import time_machine

from oversight.calendar import as_of, today
from oversight.models import Job
from reports import services
from reports.models import Report
from reports.workflow import NotAllowed, State
from tests import factories


def test_publishing_starts_the_offices_clock(project, madina, logged):
    report = factories.make_misuse_report(project)

    services.publish_report(report, moderator=madina, reason="fits")

    report.refresh_from_db()
    assert report.state == State.OPEN
    assert report.answer_due_on is not None
    assert logged() == [("report.filed", "citizen"), ("report.published", "moderator")]
    assert project.reports.public().count() == 1


def test_refusing_gives_a_reason_and_shows_nothing(project, madina, logged):
    report = factories.make_misuse_report(project)

    services.refuse_report(report, moderator=madina, reason="accusation", note="Не көрдіңіз?")

    assert Report.objects.public().count() == 0
    assert report.decisions.get().reason == "accusation"
    assert logged()[-1] == ("report.refused", "moderator")


def test_a_public_report_cannot_be_refused(project, madina):
    report = factories.make_report(project)

    with pytest.raises(NotAllowed):
        services.refuse_report(report, moderator=madina, reason="insult")

    assert Report.objects.public().count() == 1
    assert report.decisions.count() == 0


def test_one_appeal_and_no_second(project, madina, baurzhan, logged):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")

    services.appeal_refusal(report)
    services.refuse_report(report, moderator=baurzhan, reason="insult")

    with pytest.raises(NotAllowed):
        services.appeal_refusal(report)
    assert [kind for kind, _role in logged()].count("appeal.filed") == 1


@pytest.mark.parametrize(("days", "state"), [(14, State.HELD), (15, State.REFUSED)])
def test_an_appeal_comes_within_a_fortnight(project, madina, days, state):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")

    with as_of(today() + timedelta(days=days)), suppress(NotAllowed):
        services.appeal_refusal(report)

    report.refresh_from_db()
    assert report.state == state


def test_the_office_answers(project, daniyar, logged):
    report = factories.make_stopped_report(project)

    reply = factories.make_reply(report, daniyar)

    report.refresh_from_db()
    assert (report.state, report.answered_on) == (State.ANSWERED, reply.replied_on)
    assert logged() == [("report.filed", "citizen"), ("reply.added", "office")]


def test_a_second_answer_adds_to_the_first(project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)

    factories.make_reply(report, daniyar, text="Құбыр келді.")

    assert report.state == State.ANSWERED
    assert report.replies.count() == 2


def test_done_is_a_claim_and_needs_a_picture(project, daniyar):
    report = factories.make_stopped_report(project)

    with pytest.raises(services.NoProof):
        factories.make_reply(report, daniyar, is_claim=True, reason="done")
    factories.make_claim(report, daniyar)

    assert report.state == State.CLAIMED
    assert Job.objects.filter(kind="develop_photo").count() == 1


def test_only_the_reporter_confirms(project, daniyar, logged):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    services.give_verdict(report, is_done=True)

    assert report.state == State.RESOLVED
    assert logged()[-1] == ("verdict.given", "citizen")


@time_machine.travel("2026-11-23T08:00:00Z", tick=False)
def test_a_no_starts_the_clock_again(project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    services.give_verdict(report, is_done=False, text="Су жоқ.")

    assert (report.state, report.answer_due_on) == (State.DISPUTED, date(2026, 12, 14))
    assert report.is_owed


def test_a_group_confirms_on_site(project, daniyar, dostyk, logged):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    services.give_verdict(report, is_done=True, group=dostyk)

    assert logged()[-1] == ("verdict.given", "group")


def test_a_claim_nobody_opposed_is_closed_and_a_late_no_reopens_it(project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    services.close_unopposed(report)
    services.give_verdict(report, is_done=False)

    assert report.state == State.DISPUTED


def test_an_unanswered_report_gets_no_verdict(project):
    report = factories.make_stopped_report(project)

    with pytest.raises(NotAllowed):
        services.give_verdict(report, is_done=True)

    assert report.verdicts.count() == 0


def test_a_withdrawn_report_stays_visible_and_counts_no_more(project):
    report = factories.make_stopped_report(project)

    services.withdraw_report(report)

    project.refresh_from_db()
    assert list(Report.objects.public()) == [report]
    assert project.observed_stage == ""
    assert list(Report.objects.owed()) == []


def test_a_held_report_that_is_withdrawn_was_never_public(project):
    report = factories.make_misuse_report(project)

    services.withdraw_report(report)

    assert list(Report.objects.public()) == []


def test_of_two_moderators_at_once_the_second_is_refused(project, madina, baurzhan):
    report = factories.make_misuse_report(project)
    stale = Report.objects.get(pk=report.pk)
    services.publish_report(report, moderator=madina, reason="fits")

    with pytest.raises(NotAllowed):
        services.refuse_report(stale, moderator=baurzhan, reason="insult")

    assert Report.objects.get().state == State.OPEN


def test_a_reporter_who_left_an_address_is_told(project, daniyar):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")

    reply = factories.make_reply(report, daniyar)

    assert [job.key for job in Job.objects.all()] == [f"tell_reporter:{reply.pk}"]
