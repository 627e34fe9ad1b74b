"""A new key for the public log: named in an entry that the old key still signs."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from oversight import ids, public_log
from oversight.log import keyring, notes, sealing
from oversight.models import LogEntry


class NotSealed(Exception):
    """The entry that names the new key could not be sealed: the old key stays."""


def rotate() -> str:
    """Put a new key in the place of the old one; returns its public half.

    Killed at any step, it goes on from there when it is asked again.
    """
    path = settings.LOG_KEY_FILE.with_name(settings.LOG_KEY_FILE.name + ".next")
    new = notes.Signer(keyring.origin(), _kept(path))
    named = LogEntry.objects.filter(kind="key.rotated", text__contains=f"reason {new.public}\n")
    if not named.exists():
        with transaction.atomic():
            public_log.append("key.rotated", ids.public_id(), role="operator", reason=new.public)
    sealing.seal(at_once=True)
    if not named.sealed().exists():
        raise NotSealed
    path.replace(settings.LOG_KEY_FILE)
    return new.public


def _kept(path: Path) -> bytes:
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(keyring.SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return path.read_bytes()
