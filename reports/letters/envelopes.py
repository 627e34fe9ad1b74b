"""The outside of a letter: an identity that stays, and whether a server took it."""

import hashlib
import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

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


LETTERS_OF_A_LINE = 50  # many servers hang up after a hundred


@dataclass
class _Line:
    """A connection to the mail server that several letters share."""

    connection: BaseEmailBackend = field(default_factory=get_connection)
    taken: int = 0

    def send(self, letter: Letter) -> None:
        """After any trouble, and after many letters, the next one finds a new connection."""
        letter.connection = self.connection
        try:
            self.connection.open()
            letter.send()
        except BaseException:
            self.close()
            raise
        self.taken += 1
        if self.taken % LETTERS_OF_A_LINE == 0:
            self.close()

    def close(self) -> None:
        """A server that is gone need not say good-bye."""
        with suppress(smtplib.SMTPException, OSError):
            self.connection.close()


_line: ContextVar[_Line | None] = ContextVar("line", default=None)


@contextmanager
def one_line() -> Iterator[None]:
    """The letters that are delivered meanwhile share a connection."""
    line = _Line()
    token = _line.set(line)
    try:
        yield
    finally:
        _line.reset(token)
        line.close()


def deliver(letter: Letter) -> bool:
    """Whether the server took it; False when it refused the address for good. Raises for what is
    worth another try."""
    line = _line.get()
    try:
        line.send(letter) if line else letter.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(code >= 500 for code, _words in refusal.recipients.values()):
            return False
        raise
    except smtplib.SMTPDataError as refusal:
        if refusal.smtp_code >= 500:
            return False
        raise
    return True
