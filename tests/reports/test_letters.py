"""Letters leave once in effect: refused addresses are noted, everything else is tried again."""

import smtplib

import pytest
import time_machine
from django.core.mail.backends.base import BaseEmailBackend

from oversight import jobs
from oversight.calendar import today
from oversight.models import Job, Office
from reports import nightly, services
from reports.letters import bounces, issues, mailing
from reports.models import DigestIssue, Report
from tests import factories

BOUNCE = b"""\
From: MAILER-DAEMON@mail.test
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Gone.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test

Final-Recipient: rfc822; %s
Action: failed
Status: %s

--x--
"""
ANSWERS = {
    "gone": smtplib.SMTPRecipientsRefused({"a@akimat.test": (550, b"no such user")}),
    "rejected": smtplib.SMTPDataError(554, b"rejected"),
    "greylisted": smtplib.SMTPRecipientsRefused({"a@akimat.test": (451, b"come back later")}),
    "busy": smtplib.SMTPDataError(451, b"busy"),
    "cut": smtplib.SMTPServerDisconnected("connection lost"),
    "hangs": TimeoutError("timed out"),
}


class Refusing(BaseEmailBackend):
    """A mail server that says the same to everybody, in the place of a real one."""

    answer = None

    def send_messages(self, email_messages):
        raise ANSWERS[Refusing.answer]


@pytest.fixture
def server(settings):
    def say(answer):
        Refusing.answer = answer
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    return say


@pytest.fixture
def issue(office):
    issues.make_weekly(today())
    return office.digests.get()


@pytest.mark.parametrize("answer", ["gone", "rejected"])
def test_an_address_refused_for_good_is_told_in_public_and_not_tried_again(
    server, issue, office, answer
):
    server(answer)

    mailing.send_waiting()

    issue.refresh_from_db()
    office.refresh_from_db()
    assert issue.state == DigestIssue.State.FAILED
    assert (office.contact, office.failing_since) == (Office.Contact.FAILING, today())
    assert Job.objects.open().count() == 0


@pytest.mark.parametrize("answer", ["greylisted", "busy", "cut", "hangs"])
def test_what_may_pass_is_tried_again_later(server, issue, office, answer):
    server(answer)

    mailing.send_waiting()

    issue.refresh_from_db()
    office.refresh_from_db()
    job = Job.objects.get(kind="send_issue", object_id=issue.pk)
    assert (issue.state, office.contact) == (DigestIssue.State.WAITING, Office.Contact.CONFIRMED)
    assert (job.attempts, job.dead_at) == (1, None)
    assert "akimat.test" not in job.error


def test_after_twelve_tries_the_letter_is_given_up_and_listed(server, issue, office):
    server("hangs")

    for _ in range(jobs.ATTEMPTS):
        Job.objects.update(next_try_at="2026-01-01T00:00:00Z")
        mailing.send_waiting()

    issue.refresh_from_db()
    office.refresh_from_db()
    assert issue.state == DigestIssue.State.GIVEN_UP
    assert office.contact == Office.Contact.FAILING
    assert Job.objects.dead().filter(kind="send_issue", object_id=issue.pk).count() == 1


def test_a_letter_that_waits_costs_no_other_letter_an_attempt(server, office, other_office):
    issues.make_weekly(today())
    server("hangs")

    mailing.send_waiting(limit=1)

    assert sorted(Job.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_after_days_without_a_server_only_the_newest_is_sent(office, mailoutbox):
    for week in ("2026-11-09", "2026-11-16", "2026-11-23"):
        issues.make_weekly(issues.date.fromisoformat(week))

    mailing.send_waiting()

    states = dict(office.digests.values_list("period_start", "state"))
    assert [str(day) for day, state in states.items() if state == "sent"] == ["2026-11-23"]
    assert [letter.to for letter in mailoutbox].count([office.email]) == 1


def test_a_letter_that_a_fast_clock_made_ahead_keeps_no_later_one_back(office, mailoutbox):
    for week in ("2026-12-28", "2026-11-23"):
        issues.make_weekly(issues.date.fromisoformat(week))
        mailing.send_waiting()

    assert set(office.digests.values_list("state", flat=True)) == {"sent"}


@pytest.mark.parametrize(
    ("status", "found"), [("5.1.1", ["daniyar@akimat.test"]), ("4.2.2", []), ("2.0.0", [])]
)
def test_a_delivery_report_names_addresses_refused_for_good(status, found):
    letter = BOUNCE % (b"daniyar@akimat.test", status.encode())

    assert bounces.refused_for_good(letter) == found


@pytest.mark.parametrize("letter", [b"", b"Subject: hello\n\nhello", b"\xff\x00"])
def test_what_is_no_delivery_report_names_nobody(letter):
    assert bounces.refused_for_good(letter) == []


def test_a_letter_that_came_back_is_told_in_public(office, client):
    noted = [mailing.note_unreachable(office.email.upper()) for _ in range(2)]

    page = client.get(f"/en/offices/{office.pk}/").content.decode()

    assert noted == [1, 0]
    assert "This office cannot be reached by letter since" in page


def test_the_reporter_hears_of_a_question_without_its_words(project, daniyar, mailoutbox):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    factories.make_question(report, daniyar)

    mailing.send_waiting()

    [letter] = mailoutbox
    assert letter.to == ["aigul@example.test"]
    assert "/kk/receipt/" in letter.body
    assert "Бүгін де сол қалпында ма?" not in letter.body


@pytest.mark.parametrize(("days", "asked"), [(13, 0), (14, 1), (40, 1)])
def test_a_fortnight_later_the_reporter_is_asked_once(project, daniyar, mailoutbox, days, asked):
    with time_machine.travel("2026-11-02T06:00:00Z", tick=False):
        report = factories.make_stopped_report(project, contact_email="aigul@example.test")
        factories.make_reply(report, daniyar)
        mailing.send_waiting()

    for _ in range(2):
        nightly.ask_if_fixed(report.answered_on + mailing.timedelta(days=days))
        mailing.send_waiting()

    assert len(mailoutbox) == 1 + asked


def test_nobody_is_asked_what_they_have_said(project, daniyar, mailoutbox):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    factories.make_claim(report, daniyar)
    nightly.ask_if_fixed(today() + mailing.FORTNIGHT)
    services.give_verdict(report, is_done=True)
    Job.objects.exclude(kind="ask_if_fixed").delete()

    mailing.send_waiting()

    assert len(mailoutbox) == 0


def test_an_erased_address_gets_nothing(project, daniyar, mailoutbox):
    report = factories.make_stopped_report(project, contact_email="aigul@example.test")
    factories.make_reply(report, daniyar)
    Report.objects.update(contact_email="")

    mailing.send_waiting()

    assert len(mailoutbox) == 0
