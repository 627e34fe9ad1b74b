"""Letters: what they say is made here, and leaves through the rows of the queue."""

import hashlib
import smtplib
from datetime import datetime, time
from email.message import Message
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight import jobs
from oversight.models import Installation, Job, Office
from reports import access
from reports.models import DigestIssue, Reply, Report


class Letter(EmailMultiAlternatives):
    """A letter that comes out byte for byte the same however often it is sent."""

    def message(self) -> Message:
        message = super().message()
        seed = self.extra_headers["Message-ID"].encode()
        for depth, part in enumerate(message.walk()):
            if part.is_multipart():
                part.set_boundary(hashlib.sha256(seed + bytes([depth])).hexdigest()[:40])
        return message


def compose(
    to: str, *, subject: str, text: str, html: str = "", key: str, moment: datetime
) -> Letter:
    """A letter with a fixed identity: the same key and moment give the same bytes."""
    letter = Letter(
        subject=subject,
        body=text,
        to=[to],
        headers={
            "Message-ID": message_id(key),
            "Date": format_datetime(moment),
            "Auto-Submitted": "auto-generated",
        },
    )
    if html:
        letter.attach_alternative(html, "text/html")
    return letter


def message_id(key: str) -> str:
    """The identity of a letter on this site."""
    return f"<{key}@{urlsplit(settings.SITE_URL).hostname}>"


# Sending ------------------------------------------------------------------------------------


def send_waiting(limit: int = 20) -> int:
    """Send what waits; returns how many letters were taken. No transaction is open meanwhile."""
    taken = [job for kind in SENDERS for job in jobs.claim(kind, limit)]
    for job in taken:
        _try(job)
    return len(taken)


def _try(job: Job) -> None:
    try:
        SENDERS[job.kind](job.object_id)
    except (smtplib.SMTPException, OSError) as error:
        jobs.failed(job, type(error).__name__)
    else:
        jobs.done(job)


def send_issue(pk: int) -> None:
    """Deliver a frozen digest. An address refused for good is noted at the office."""
    issue = DigestIssue.objects.select_related("office").get(pk=pk)
    if issue.state != DigestIssue.State.WAITING:
        return
    letter = compose(
        issue.recipient,
        subject=issue.subject,
        text=issue.text,
        html=issue.html,
        key=issue.key,
        moment=issue.made_at,
    )
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if not _is_final(refusal):
            raise
        _note_refused(issue)
    else:
        _note_sent(issue)


def _is_final(refusal: smtplib.SMTPRecipientsRefused) -> bool:
    return all(code >= 500 for code, _words in refusal.recipients.values())


def _note_sent(issue: DigestIssue) -> None:
    issue.state, issue.sent_at = DigestIssue.State.SENT, timezone.now()
    issue.save(update_fields=["state", "sent_at"])


def _note_refused(issue: DigestIssue) -> None:
    issue.state = DigestIssue.State.FAILED
    issue.save(update_fields=["state"])
    Office.objects.filter(pk=issue.office_id).update(contact=Office.Contact.FAILING)


def tell_reporter(pk: int) -> None:
    """Tell a reporter who left an address that the office spoke: no content, no code."""
    reply = Reply.objects.select_related("report", "office").get(pk=pk)
    report = reply.report
    if not report.contact_email:
        return
    with translation.override(report.language):
        subject = (
            _("The office says it is done: please confirm")
            if reply.is_claim
            else _("The office has answered your report")
        )
        context = {
            "reply": reply,
            "address": settings.SITE_URL + reverse("receipt"),
            "demonstration": Installation.current().demonstration,
        }
        text = render_to_string("reports/email/tell_reporter.txt", context)
    moment = timezone.make_aware(datetime.combine(reply.replied_on, time()))
    key = f"reply-{reply.public_id}"
    compose(report.contact_email, subject=subject, text=text, key=key, moment=moment).send()


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
        subject = _("Is this your report?")
        text = render_to_string("reports/email/confirm_report.txt", context)
    moment = timezone.make_aware(datetime.combine(report.filed_on, time()))
    key = f"confirm-{report.public_id}"
    compose(report.contact_email, subject=subject, text=text, key=key, moment=moment).send()


SENDERS = {
    "send_issue": send_issue,
    "tell_reporter": tell_reporter,
    "ask_to_confirm": ask_to_confirm,
}
