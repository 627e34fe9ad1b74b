"""Letters: what they say is made here, and leaves through the rows of the queue."""

import smtplib
import time
from datetime import date, datetime, timedelta
from datetime import time as clock

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from oversight import jobs
from oversight.calendar import today
from oversight.models import Installation, Job, Office
from reports import access
from reports.following import posting, subscribing
from reports.letters import firms
from reports.letters.envelopes import compose, deliver, one_line
from reports.models import DigestIssue, Dossier, Question, Reply, Report, Visit
from reports.workflow import State

MOST = 1000  # letters of one round: about ten seconds where the server is quick
PATIENCE = 60  # seconds of one round; the server's own silence may add its time limit
FORTNIGHT = timedelta(days=14)


# Sending ------------------------------------------------------------------------------------


def send_waiting(limit: int = MOST) -> int:
    """Send what waits, one after the other over one connection; returns how many letters were
    taken.

    Each is leased only when its turn comes, so that a server that hangs costs one letter's time
    and no other letter an attempt. No transaction is open meanwhile. Letters to followers come
    last: there may be tens of thousands, and the other kinds never wait behind them for more than
    one round.
    """
    ends = time.monotonic() + PATIENCE
    taken = 0
    with one_line():
        for kind in SENDERS:
            while taken < limit and time.monotonic() < ends:
                claimed = jobs.claim(kind, 1)
                if not claimed:
                    break
                _try(claimed[0])
                taken += 1
    return taken


def _try(job: Job) -> None:
    try:
        SENDERS[job.kind](job.object_id)
    except (smtplib.SMTPException, OSError) as error:
        jobs.failed(job, _named(error))
        if job.attempts >= jobs.ATTEMPTS and job.kind == "send_issue":
            _give_up(job.object_id)
    else:
        jobs.done(job)


def _named(error: Exception) -> str:
    """What went wrong, for the operator: the kind and the server's number, never an address."""
    code = getattr(error, "smtp_code", "")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    return f"{type(error).__name__} {code}".strip()


def _give_up(pk: int) -> None:
    issue = DigestIssue.objects.get(pk=pk)
    _note_unreachable(issue, DigestIssue.State.GIVEN_UP)


def send_issue(pk: int) -> None:
    """Deliver a frozen digest. An address refused for good is noted at the office."""
    issue = DigestIssue.objects.select_related("office").get(pk=pk)
    if issue.state != DigestIssue.State.WAITING:
        return
    if _is_outdated(issue):
        DigestIssue.objects.filter(pk=pk).update(state=DigestIssue.State.OUTDATED)
        return
    letter = compose(
        issue.recipient,
        subject=issue.subject,
        text=issue.text,
        html=issue.html,
        key=issue.key,
        moment=issue.made_at,
    )
    if deliver(letter):
        DigestIssue.objects.filter(pk=pk).update(
            state=DigestIssue.State.SENT, sent_at=timezone.now()
        )
    else:
        _note_unreachable(issue, DigestIssue.State.FAILED)


def _is_outdated(issue: DigestIssue) -> bool:
    """After days without a mail server only the newest of a kind is worth reading.

    One that was made before, by a clock that ran ahead, takes no other's place.
    """
    newer = DigestIssue.objects.filter(office=issue.office_id, kind=issue.kind, pk__gt=issue.pk)
    return newer.filter(period_start__gt=issue.period_start).exists()


def _note_unreachable(issue: DigestIssue, state: str) -> None:
    DigestIssue.objects.filter(pk=issue.pk).update(state=state)
    note_unreachable(issue.recipient)


def note_unreachable(address: str) -> int:
    """No more letters go to this address: offices wait until somebody confirms it anew, whoever
    follows something is forgotten. Returns how many were noted."""
    gone = subscribing.forget_address(address)
    offices = Office.objects.filter(email__iexact=address, contact=Office.Contact.CONFIRMED)
    return gone + offices.update(contact=Office.Contact.FAILING, failing_since=today())


# To reporters -------------------------------------------------------------------------------


def tell_reporter(pk: int) -> None:
    """Tell a reporter who left an address that the office spoke: no content, no code."""
    reply = Reply.objects.select_related("report").get(pk=pk)
    said = (
        gettext_lazy("The office says it is done: please confirm")
        if reply.is_claim
        else gettext_lazy("The office has answered your report")
    )
    body = "claimed" if reply.is_claim else "answered"
    _tell(reply.report, said, body, key=f"reply-{reply.public_id}", day=reply.replied_on)


def tell_question(pk: int) -> None:
    """The office asks something; what it is stands behind the receipt code."""
    question = Question.objects.select_related("report").get(pk=pk)
    if question.is_open:
        said = gettext_lazy("The office has a question about your report")
        key = f"question-{question.public_id}"
        body = "question" if question.office_id else "moderators_question"
        _tell(question.report, said, body, key=key, day=question.asked_on)


def ask_if_fixed(pk: int) -> None:
    """A fortnight after an answer: was it fixed? Only while nobody has said so."""
    report = Report.objects.get(pk=pk)
    if report.state in (State.ANSWERED, State.CLAIMED):
        said = gettext_lazy("Was it fixed?")
        key = f"fixed-{report.public_id}"
        _tell(report, said, "fixed", key=key, day=report.answered_on + FORTNIGHT)


def tell_visit(pk: int) -> None:
    """A group went there and said yes or no; the reporter may see it otherwise."""
    visit = Visit.objects.select_related("about", "verdict").get(pk=pk)
    said = gettext_lazy("A group checked your report on site")
    day = visit.verdict.given_on
    _tell(visit.about, said, "visited", key=f"visit-{visit.public_id}", day=day)


def _tell(report: Report, subject: str, body: str, *, key: str, day: date) -> None:
    if not report.contact_email:
        return  # it was erased meanwhile
    with translation.override(report.language):
        context = {
            "body": body,
            "address": settings.SITE_URL + reverse("receipt"),
            "demonstration": Installation.current().demonstration,
        }
        text = render_to_string("reports/email/tell_reporter.txt", context)
        moment = timezone.make_aware(datetime.combine(day, clock()))
        subject = str(subject)
    deliver(compose(report.contact_email, subject=subject, text=text, key=key, moment=moment))


def ask_to_confirm(pk: int) -> None:
    """Ask whoever owns the address whether the report is theirs; the link is the one proof."""
    report = Report.objects.get(pk=pk)
    if report.is_confirmed or not report.contact_email:
        return
    with translation.override(report.language):
        page = reverse(
            "confirm-address", args=[report.public_id, access.confirmation_token(report)]
        )
        context = {
            "address": settings.SITE_URL + page,
            "demonstration": Installation.current().demonstration,
        }
        subject = str(gettext_lazy("Is this your report?"))
        text = render_to_string("reports/email/confirm_report.txt", context)
    moment = timezone.make_aware(datetime.combine(report.filed_on, clock()))
    key = f"confirm-{report.public_id}"
    deliver(compose(report.contact_email, subject=subject, text=text, key=key, moment=moment))


# To offices, of a final document ------------------------------------------------------------


def tell_dossier(pk: int) -> None:
    """Tell each office that a final document recommends something to it, and by when to answer."""
    dossier = Dossier.objects.select_related("group", "place").get(pk=pk)
    asked = dossier.recommendations.all()
    for office in Office.objects.filter(commitments__in=asked).distinct():
        if office.gets_letters:
            _tell_office(office, dossier)


def _tell_office(office: Office, dossier: Dossier) -> None:
    mine = dossier.recommendations.filter(office=office)
    with translation.override(office.language):
        context = {
            "dossier": dossier,
            "count": len(mine),
            "due": date_format(mine[0].answer_due_on),
            "address": settings.SITE_URL + reverse("dossier", args=[dossier.public_id]),
            "desk": settings.SITE_URL + reverse("desk:commitments"),
            "demonstration": Installation.current().demonstration,
        }
        text = render_to_string("reports/email/tell_dossier.txt", context)
        subject = str(gettext_lazy("A final document of public control for your office"))
    moment = timezone.make_aware(datetime.combine(dossier.sent_on, clock()))
    key = f"dossier-{dossier.public_id}-{office.pk}"
    if not deliver(compose(office.email, subject=subject, text=text, key=key, moment=moment)):
        note_unreachable(office.email)


SENDERS = {
    "send_issue": send_issue,
    "tell_reporter": tell_reporter,
    "tell_question": tell_question,
    "ask_if_fixed": ask_if_fixed,
    "tell_visit": tell_visit,
    "tell_dossier": tell_dossier,
    "ask_to_confirm": ask_to_confirm,
    **firms.SENDERS,
    **posting.SENDERS,
}
