"""Filing: once however often it is sent, and public or held as the rules say."""

import dataclasses
import threading
from base64 import b64encode
from datetime import date

import pytest
import time_machine
from django.db import connection

from oversight.log import hashing
from oversight.models import DayTransfer, LogEntry, Place
from reports import filing
from reports.models import Report
from reports.workflow import State
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
    assert "state held\n" in LogEntry.objects.get(kind="report.filed").text


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


def test_the_same_submission_twice_is_one_report(project, logged):
    sent = factories.make_submission(project)

    first, second = filing.submit_report(sent), filing.submit_report(sent)

    assert (first[0], first[1], second[1]) == (second[0], True, False)
    assert (Report.objects.count(), logged()) == (1, [("report.filed", "citizen")])


@pytest.mark.parametrize("change", [{"text": "Басқа сөз."}, {"code": "0" * 24}])
def test_the_same_draft_with_other_content_is_a_conflict(project, change):
    sent = factories.make_submission(project)
    filing.submit_report(sent)

    with pytest.raises(filing.DraftConflict):
        filing.submit_report(dataclasses.replace(sent, **change))

    assert Report.objects.get().text == sent.text


@pytest.mark.django_db(transaction=True)
def test_five_copies_at_once_are_one_report(site, logged):
    place = factories.make_aksu()
    sent = factories.make_submission(factories.make_project(place))
    answers = []

    def submit():
        try:
            answers.append(filing.submit_report(sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(new for _report, new in answers) == [False] * 4 + [True]
    assert (Report.objects.count(), logged()) == (1, [("report.filed", "citizen")])
    assert Place.objects.get(pk=place.pk).report_count == 1


def test_the_reporter_can_prove_the_words_with_the_code_alone(project):
    report = factories.make_report(project)

    salt = hashing.citizen_salt(report.code, report.public_id, "text")
    commitment = hashing.commitment(salt, "text", report.text.encode())

    filed = LogEntry.objects.get(kind="report.filed")
    assert f"part text {b64encode(commitment).decode()}\n" in filed.text


def test_the_code_is_stored_nowhere(project):
    report = factories.make_report(project, contact_email="aigul@example.test")

    stored = [str(row) for row in Report.objects.values()]
    stored += [str(row) for row in LogEntry.objects.values()]
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
