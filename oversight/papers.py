"""Papers kept here as files: looked at before they are believed, stored under a random name.

The name that a file came with is never used, and what it claims to be is not believed: its first
bytes and its end must be those of a PDF, JPEG or PNG, and a picture loses what it says of its
maker. Whoever keeps one names it in a row of its own; a file that no row names is swept.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from oversight import pdf, stripping

MAX_BYTES = 20 * 1024 * 1024
REASONS = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large: at most 20 MB."),
    "wrong_kind": _("Only a PDF, JPEG or PNG file can be added."),
    "damaged": _("The file is damaged: its end is missing."),
    "active": _("The PDF holds a program or another file. Print it to a plain PDF first."),
    "locked": _("The PDF is locked, so nobody can look at it first. Save it without a password."),
    "unreadable": _("The PDF cannot be looked into. Print it to a plain PDF first."),
}
_STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
_ENDS = {"pdf": b"%%EOF", "jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82"}
_TAIL = 1024
_WAIT = 3 * 24 * 3600  # seconds after which a file without its row is nobody's


class Refused(Exception):
    """The file cannot be kept; `code` is one of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Paper:
    """A file that was looked at: what it is, and its bytes."""

    format: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def look_at(
    upload: UploadedFile, *, most: int = MAX_BYTES, formats: Collection[str] = tuple(_ENDS)
) -> Paper:
    """Raises Refused."""
    if upload.size > most:
        raise Refused("too_large")
    content = upload.read(most + 1)
    if not content:
        raise Refused("empty")
    found = next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)
    if found not in formats:
        raise Refused("wrong_kind")
    if _ENDS[found] not in content[-_TAIL:]:
        raise Refused("damaged")
    if found == "pdf":
        _look_inside(content)
    try:
        return Paper(found, stripping.stripped(found, content))
    except stripping.Broken:
        raise Refused("damaged") from None


def _look_inside(content: bytes) -> None:
    try:
        if pdf.holds(content, pdf.LOCKED):
            raise Refused("locked")
        if pdf.holds(content, pdf.ACTIVE):
            raise Refused("active")
    except pdf.Unreadable:
        raise Refused("unreadable") from None


def store(paper: Paper) -> str:
    """Write beside its place, force to disk, rename: a row never names a file that is not whole.

    Returns the name under which it lies.
    """
    name = secrets.token_hex(16)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    part = _path(f"{name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(paper.content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(_path(name))
    return name


def read(name: str) -> bytes:
    """Raises FileNotFoundError."""
    return _path(name).read_bytes()


def remove(name: str) -> None:
    """Asking twice does no harm."""
    _path(name).unlink(missing_ok=True)


def sweep(known: Collection[str]) -> int:
    """Delete old files that no row names; returns how many."""
    edge = time.time() - _WAIT
    stray = [path for path in _folder().glob("*") if path.name not in known]
    old = [path for path in stray if path.stat().st_mtime < edge]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return settings.MEDIA_ROOT / "documents"


def _path(name: str) -> Path:
    return _folder() / name
