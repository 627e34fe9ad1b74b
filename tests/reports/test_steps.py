"""A step of a report's life changes what it is about, and nothing that others did meanwhile."""

import threading
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from oversight.calendar import today
from reports import confirming, covering, nightly, pressure, questions, receipts, services
from reports.deadlines import OPPOSE
from reports.models import Question, Report, Visibility
from reports.removals import erasure, hiding
from tests import factories

WORDS = "Құбыр көшеде жатыр, Серік жауап бермейді."


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project, text=WORDS, contact_email="aigul@example.test")


def hide(report, moderator):
    hiding.hide_report(report, reason="insult", by=moderator)


def cover(report, moderator):
    covering.cover(report, passages=["Серік"], reason="private_data", by=moderator)


def erase(report, moderator):
    erasure.erase_own(report)


def confirm(report, moderator):
    code = receipts.make_code()
    confirming.confirm(report, draft_id=uuid.uuid4(), code=code)


def press(report, moderator):
    pressure.note_pressure(report)


@pytest.mark.parametrize("meanwhile", [hide, cover, erase, confirm, press])
def test_an_answer_brings_back_nothing_that_went_meanwhile(report, daniyar, madina, meanwhile):
    read_before = Report.objects.get(pk=report.pk)
    meanwhile(Report.objects.get(pk=report.pk), madina)
    names = ("visibility", "text", "masked_because", "contact_email", "receipt")
    names += ("confirmation_count", "pressed_on")
    kept = Report.objects.values(*names).get(pk=report.pk)

    factories.make_reply(read_before, daniyar)

    assert Report.objects.values(*names).get(pk=report.pk) == kept
    assert Report.objects.get(pk=report.pk).state == "answered"


def test_a_step_of_the_table_still_writes_all_its_days(report, daniyar, madina):
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False)

    kept = Report.objects.get(pk=report.pk)
    for name in ("answered_on", "claimed_on", "decided_on", "answer_due_on", "clock_started_on"):
        assert getattr(kept, name) == getattr(report, name) is not None
    assert kept.visibility == Visibility.PUBLIC


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_question_asked_at_the_same_moment_ends_with_the_decision(project, madina):
    """Who publishes waits for who asks, and then the question is over: else no office could ask."""
    held = factories.make_misuse_report(project)
    read_before = Report.objects.get(pk=held.pk)

    def publish():
        services.publish_report(read_before, moderator=madina, reason="fits")
        connection.close()

    publisher = threading.Thread(target=publish)
    with transaction.atomic():
        questions.ask_held(held, author=madina, about="still_so", language="kk")
        publisher.start()
        wait_for_a_lock()
    publisher.join()

    assert Question.objects.get().state == Question.State.CLOSED


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_no_in_the_moment_of_closing_wins_and_the_others_are_closed(project, daniyar):
    asked, other = (factories.make_stopped_report(project) for _number in range(2))
    for report in (asked, other):
        factories.make_claim(report, daniyar)
    day = today() + timedelta(days=OPPOSE + 1)
    closed = []

    def close():
        closed.append(nightly.close_unopposed(day))
        connection.close()

    closer = threading.Thread(target=close)
    with transaction.atomic():
        services.give_verdict(asked, is_done=False)
        closer.start()
        wait_for_a_lock()
    closer.join()

    assert closed == [1]
    assert {*Report.objects.values_list("pk", "state")} == {
        (asked.pk, "disputed"),
        (other.pk, "closed_unopposed"),
    }


def wait_for_a_lock():
    for _look in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
