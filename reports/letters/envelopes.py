"""The outside of a letter: an identity that stays, and whether a server took it."""

import hashlib
import smtplib
from collections.abc import Mapping
from datetime import datetime
from email.message import Message
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from oversight.folding import fold


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
    to: str,
    *,
    subject: str,
    text: str,
    html: str = "",
    key: str,
    moment: datetime,
    headers: Mapping[str, str] | None = None,
) -> Letter:
    """A letter with a fixed identity: the same key and moment give the same bytes."""
    letter = Letter(
        subject=subject,
        body=fold(text),
        to=[to],
        headers={
            "Message-ID": message_id(key),
            "Date": format_datetime(moment),
            "Auto-Submitted": "auto-generated",
            **(headers or {}),
        },
    )
    if html:
        letter.attach_alternative(html, "text/html")
    return letter


def message_id(key: str) -> str:
    """The identity of a letter on this site."""
    return f"<{key}@{urlsplit(settings.SITE_URL).hostname}>"


def deliver(letter: Letter) -> bool:
    """Whether the server took it; False when it refused the address for good. Raises for what is
    worth another try."""
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(code >= 500 for code, _words in refusal.recipients.values()):
            return False
        raise
    except smtplib.SMTPDataError as refusal:
        if refusal.smtp_code >= 500:
            return False
        raise
    return True
