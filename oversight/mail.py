"""Letters as files: what a site without a mail server sends can be opened and read."""

import hashlib
import os
import re
import tempfile
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

BACKEND = "oversight.mail.LetterFolder"
READABLE = 80  # letters of a file's name that come from the Message-ID


class LetterFolder(BaseEmailBackend):
    """Writes each letter into LETTERS_DIR; one sent twice under one Message-ID is one file."""

    def send_messages(self, email_messages: list[mail.EmailMessage]) -> int:
        for letter in email_messages:
            _keep(letter.message(), Path(settings.LETTERS_DIR))
        return len(email_messages)


def forget(address: str) -> None:
    """Where letters are files, those to this address go; a mail server keeps none here."""
    folder = Path(settings.LETTERS_DIR)
    for path in folder.glob("*.eml") if settings.EMAIL_BACKEND == BACKEND else ():
        with path.open("rb") as file:
            letter = BytesHeaderParser(policy=policy.default).parse(file)
        if address in {one.addr_spec for one in letter["To"].addresses}:
            path.unlink(missing_ok=True)


def _keep(letter: Message | EmailMessage, folder: Path) -> None:
    """The whole letter under its name, or nothing: a crash leaves no half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".draft-", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(letter.as_bytes())
            file.flush()
            os.fsync(file.fileno())
            draft.replace(folder / file_name(letter["Message-ID"]))
        except BaseException:
            draft.unlink()
            raise


def file_name(message_id: str) -> str:
    """From the Message-ID alone; the hash tells apart what looks alike once made readable."""
    readable = re.sub(r"[^A-Za-z0-9.@-]+", "-", message_id).strip("-.")[:READABLE]
    return f"{readable}-{hashlib.sha256(message_id.encode()).hexdigest()[:8]}.eml"
