"""Mail servers refuse, greylist, hang and drop the line: each letter arrives once in effect."""

import email
import os
import random
import time

import pytest
from django.utils import timezone

from oversight.calendar import today
from oversight.models import Job, Office, Place
from reports.letters import envelopes, issues, mailing
from reports.models import DigestIssue
from tests import factories
from tests.faults.post_office import post_office
from tests.faults.stack import crash, end_leases, until

MAKE, SEND = "reports.make_digests", "reports.send_letters"
KILLS = int(os.environ.get("KILLS", "3"))  # a few hundred before a release: KILLS=300
LETTERS = 20  # for each kill, so that each finds some on their way
HANDS = 2  # letters that one worker may have on their way

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def one_more_round():
    """As if the pause between two tries had passed."""
    Job.objects.filter(done_at=None).update(next_try_at=timezone.now(), lease_until=None)
    mailing.send_waiting()


@pytest.fixture
def mail(settings, offices):
    names = ("gone", "later", "cut", "hangs", "")
    does = {office.email: what for office, what in zip(offices, names, strict=True) if what}
    with post_office() as server:
        server.does = does
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 1
        yield server


@pytest.fixture
def offices(aksu, district_office):
    rural = [
        factories.make_place(f"43361{number}000", Place.Kind.RURAL_DISTRICT, f"А{number}", "Село")
        for number in range(4)
    ]
    return [district_office, *(factories.make_office(place) for place in rural)]


def arrived(server):
    found = {}
    for letter in server.taken:
        found.setdefault(email.message_from_bytes(letter)["To"], []).append(letter)
    return found


def test_each_address_gets_its_letter_whatever_the_server_does_to_the_others(mail, offices):
    issues.make_weekly(today())

    mailing.send_waiting()
    for _ in range(2):
        one_more_round()

    gone, later, cut, hangs, well = (office.email for office in offices)
    copies = arrived(mail)
    assert sorted(copies) == sorted([later, cut, hangs, well])
    assert [len(copies[address]) for address in (later, cut, hangs, well)] == [1, 2, 1, 1]
    assert len(set(copies[cut])) == 1
    unreachable = Office.objects.filter(contact=Office.Contact.FAILING)
    assert [office.email for office in unreachable] == [gone]
    assert Job.objects.open().count() == 0


def test_letters_share_a_line_until_there_is_trouble(mail, offices, monkeypatch):
    mail.does = {}
    issues.make_weekly(today())
    mailing.send_waiting()
    together = mail.calls

    monkeypatch.setattr(envelopes, "LETTERS_OF_A_LINE", 2)
    mail.does = {offices[0].email: "cut"}
    DigestIssue.objects.update(state=DigestIssue.State.WAITING)
    Job.objects.update(done_at=None)
    one_more_round()

    # The first is cut; of the four others two share a line, and two another one.
    assert (together, mail.calls - together) == (1, 3)
    assert len(arrived(mail)) == len(offices)


@pytest.fixture
def many_offices(offices):
    more = [
        factories.make_place(f"4339{number:05}", Place.Kind.RURAL_DISTRICT, f"Б{number}", "Село")
        for number in range(LETTERS * KILLS)
    ]
    return [*offices, *(factories.make_office(place) for place in more)]


def test_a_worker_killed_again_and_again_loses_no_letter_and_doubles_none_in_effect(
    stack, many_offices
):
    """At each kill letters are on their way: they come again, and are the same to the byte."""
    chance = random.Random(7)
    with post_office() as server:
        server.pause = 0.1
        url = f"smtp://127.0.0.1:{server.port}"
        for _ in range(KILLS):
            worker = stack.start_worker(EMAIL_URL=url)
            before = len(server.taken)
            until(lambda before=before: _asked(stack) and len(server.taken) > before, seconds=60)
            time.sleep(chance.uniform(0, 0.5))
            crash(worker)
            end_leases()
        server.pause = 0
        stack.start_worker(EMAIL_URL=url)
        until(lambda: _asked(stack) and not Job.objects.open().exists(), seconds=60 + KILLS)

    copies = arrived(server)
    assert sorted(copies) == sorted(office.email for office in many_offices)
    assert all(len(set(letters)) == 1 for letters in copies.values())
    assert len(server.taken) <= len(many_offices) + HANDS * KILLS
    assert set(DigestIssue.objects.values_list("state", flat=True)) == {"sent"}


def _asked(stack):
    stack.wake(MAKE)
    stack.wake(SEND)
    time.sleep(0.3)
    return DigestIssue.objects.exists()
