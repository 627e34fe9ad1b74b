"""A worker dies between making a digest, sending it, and noting that it was sent."""

import email
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from oversight.calendar import today
from oversight.models import Job
from reports.letters import issues, mailing
from reports.models import DigestIssue
from tests import factories
from tests.faults.sink import sink
from tests.faults.stack import crash, end_leases, locked, until

MAKE, SEND = "reports.make_digests", "reports.send_letters"
SLOW = 4_000_000  # letters: putting so many into a mail takes seconds

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def offices(office, other_office, district_office):
    return [office, other_office, district_office]


@pytest.fixture
def mail():
    with sink() as server:
        yield server


def files(settings):
    return list(settings.LETTERS_DIR.glob("*.eml"))


def recipients(letters):
    return sorted(email.message_from_bytes(letter)["To"] for letter in letters)


def addresses(offices):
    return sorted(office.email for office in offices)


def states():
    return list(DigestIssue.objects.values_list("state", flat=True))


def all_done():
    return not Job.objects.filter(done_at=None).exists()


def test_digests_of_a_worker_killed_before_sending_are_sent_once(stack, offices, settings):
    worker = stack.start_worker()
    stack.wake(MAKE)
    until(DigestIssue.objects.exists)
    crash(worker)
    made = (states(), files(settings))

    stack.start_worker()
    stack.wake(MAKE)
    stack.wake(SEND)
    until(lambda: Job.objects.exists() and all_done())

    assert made == (["waiting"] * 3, [])
    assert states() == ["sent"] * 3
    assert recipients(file.read_bytes() for file in files(settings)) == addresses(offices)


def test_a_letter_written_but_not_noted_is_written_again_as_it_was(stack, office, settings):
    issues.make_weekly(today())
    DigestIssue.objects.update(text="ә" * SLOW)
    worker = stack.start_worker()
    stack.wake(SEND)
    until(Job.objects.filter(attempts=1).exists)
    with locked(DigestIssue.objects.all()):
        until(lambda: files(settings))
        crash(worker)
    [file] = files(settings)
    first, noted = file.read_bytes(), states()

    end_leases()
    stack.start_worker()
    stack.wake(SEND)
    until(all_done)

    assert noted == ["waiting"] * 2
    assert states() == ["sent"] * 2
    assert len(files(settings)) == 2
    assert file.read_bytes() == first


def test_a_letter_whose_taking_was_not_heard_is_sent_again_as_it_was(stack, offices, mail):
    issues.make_weekly(today())
    worker = stack.start_worker(EMAIL_URL=mail.url)
    stack.wake(SEND)
    until(lambda: mail.letters)
    crash(worker)
    noted = states()

    end_leases()
    mail.may_answer.set()
    stack.start_worker(EMAIL_URL=mail.url)
    stack.wake(SEND)
    until(all_done)

    assert noted == ["waiting"] * 3
    assert states() == ["sent"] * 3
    assert len(mail.letters) == 4
    assert recipients(set(mail.letters)) == addresses(offices)


def test_a_letter_to_a_reporter_sent_again_next_day_is_the_same_letter(project, daniyar, settings):
    settings.EMAIL_BACKEND = "oversight.mail.LetterFolder"
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    reply = factories.make_reply(report, daniyar)
    mailing.tell_reporter(reply.pk)
    [file] = files(settings)
    first = file.read_bytes()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        mailing.tell_reporter(reply.pk)

    assert files(settings) == [file]
    assert file.read_bytes() == first
