"""Everything that changes a report, each with its refusals and its trace in the public log."""

import dataclasses
import threading
from datetime import date

import pytest
import time_machine
from django.db import connection

from oversight import hashing
from oversight.models import DayTransfer, Job, LogEntry, LogPart, Place
from reports import services
from reports.models import Report
from reports.workflow import NotAllowed, State
from tests import factories


def test_a_progress_report_is_public_at_once(project, logged):
    report = factories.make_report(project)

    assert report.state == State.OPEN
    assert list(Report.objects.public()) == [report]
    assert logged() == [("report.filed", "citizen")]


def test_a_misuse_report_waits_for_a_moderator(project, logged):
    report = factories.make_misuse_report(project)

    assert report.state == State.HELD
    assert list(Report.objects.public()) == []
    assert report.answer_due_on is None
    assert "state held\n" in LogEntry.objects.get().text


def test_a_text_with_a_phone_number_waits_for_a_moderator(project):
    report = factories.make_report(project, text="Прораб: 8 701 123 45 67")

    assert (report.state, report.held_because) == (State.HELD, ["phone"])


@time_machine.travel("2026-11-23T08:00:00Z", tick=False)
def test_the_answer_is_due_in_fifteen_working_days(project):
    report = factories.make_stopped_report(project)

    assert report.answer_due_on == date(2026, 12, 14)
    assert report.calendar_version != ""


@time_machine.travel("2026-11-23T08:00:00Z", tick=False)
def test_a_moved_day_off_moves_the_answer(project):
    DayTransfer.objects.create(day=date(2026, 12, 11), is_working=False)

    report = factories.make_stopped_report(project)

    assert report.answer_due_on == date(2026, 12, 15)


@time_machine.travel("2026-11-23T08:00:00Z", tick=False)
def test_a_moderator_has_three_working_days(project):
    assert factories.make_misuse_report(project).decide_by == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("stage", "needed"),
    [
        ("not_started", True),
        ("under_way", False),
        ("stopped", True),
        ("finished", False),
        ("finished_not_working", True),
        ("cannot_tell", False),
    ],
)
def test_which_stages_need_an_answer(project, stage, needed):
    assert factories.make_report(project, stage=stage).needs_answer is needed


def test_not_begun_before_its_day_needs_no_answer(aksu, office):
    project = factories.make_project(aksu, planned_start=date(2027, 1, 1))

    assert factories.make_report(project, stage="not_started").needs_answer is False


def test_a_report_without_a_project_goes_to_the_nearest_akims_office(office, aksu):
    assert factories.make_report(place=aksu).office == office


def test_the_same_submission_twice_is_one_report(project):
    sent = factories.make_submission(project)

    first, second = services.submit_report(sent), services.submit_report(sent)

    assert (first[0], first[1], second[1]) == (second[0], True, False)
    assert Report.objects.count() == LogEntry.objects.count() == 1


@pytest.mark.parametrize("change", [{"text": "Басқа сөз."}, {"code": "0" * 24}])
def test_the_same_draft_with_other_content_is_a_conflict(project, change):
    sent = factories.make_submission(project)
    services.submit_report(sent)

    with pytest.raises(services.DraftConflict):
        services.submit_report(dataclasses.replace(sent, **change))

    assert Report.objects.get().text == sent.text


@pytest.mark.django_db(transaction=True)
def test_five_copies_at_once_are_one_report(site):
    place = factories.make_aksu()
    sent = factories.make_submission(factories.make_project(place))
    answers = []

    def submit():
        try:
            answers.append(services.submit_report(sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(new for _report, new in answers) == [False] * 4 + [True]
    assert Report.objects.count() == LogEntry.objects.count() == 1
    assert Place.objects.get(pk=place.pk).report_count == 1


def test_the_reporter_can_prove_the_words_with_the_code_alone(project):
    report = factories.make_report(project)

    part = LogPart.objects.get(name="text")
    salt = hashing.citizen_salt(report.code, report.public_id, "text")

    assert bytes(part.commitment) == hashing.commitment(salt, "text", report.text.encode())


def test_the_code_is_stored_nowhere(project):
    report = factories.make_report(project, contact_email="aigul@example.test")

    stored = [str(row) for row in Report.objects.values()]
    stored += [str(row) for row in LogEntry.objects.values()]
    stored += [str(row) for row in LogPart.objects.values()]
    assert not any(report.code in row for row in stored)
    assert not any("aigul@example.test" in entry.text for entry in LogEntry.objects.all())


def test_a_public_report_is_summed_up(project, aksu):
    factories.make_report(project, stage="stopped", observed_on=date(2026, 11, 1))

    project.refresh_from_db()
    assert (project.observed_stage, project.report_count) == ("stopped", 1)
    assert project.last_seen_on == date(2026, 11, 1)
    above = Place.objects.above(aksu).values_list("report_count", flat=True)
    assert list(above) == [1, 1, 1, 1]


def test_a_held_report_is_summed_up_nowhere(project, aksu):
    factories.make_misuse_report(project)

    project.refresh_from_db()
    assert (project.observed_stage, project.report_count, project.last_seen_on) == ("", 0, None)
    assert set(Place.objects.values_list("report_count", flat=True)) == {0}


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
