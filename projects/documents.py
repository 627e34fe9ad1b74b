"""Papers kept here: looked at before they are believed, and stored under a random name.

The name that a file came with is never used, and what it claims to be is not believed: its first
bytes and its end must be those of a PDF, JPEG or PNG. Nobody but `content` reads it back.
"""

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import public_log
from oversight.calendar import today
from projects.models import Document

MAX_BYTES = 20 * 1024 * 1024
REASONS = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large: at most 20 MB."),
    "wrong_kind": _("Only a PDF, JPEG or PNG file can be added."),
    "damaged": _("The file is damaged: its end is missing."),
    "active": _("The PDF holds a program or another file. Print it to a plain PDF first."),
}

_STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
_ENDS = {"pdf": b"%%EOF", "jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82"}
_TAIL = 1024
# What a paper does not need. A reader of PDF would run it, or offer it to be opened.
_ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")
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


def look_at(upload: UploadedFile) -> Paper:
    """Raises Refused."""
    if upload.size > MAX_BYTES:
        raise Refused("too_large")
    content = upload.read(MAX_BYTES + 1)
    if not content:
        raise Refused("empty")
    found = next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)
    if found is None:
        raise Refused("wrong_kind")
    if _ENDS[found] not in content[-_TAIL:]:
        raise Refused("damaged")
    if found == "pdf" and any(word in content for word in _ACTIVE):
        raise Refused("active")
    return Paper(found, content)


@transaction.atomic
def add(document: Document, paper: Paper | None = None) -> Document:
    """Add a paper to a work: a link, or a file that is kept here; a fact of the public log."""
    if paper:
        document.file_name = _store(paper.content)
        document.format, document.length = paper.format, len(paper.content)
        document.sha256 = paper.sha256
    document.save()
    parts = [public_log.Part("title", document.title.encode())]
    parts += [public_log.Part("url", document.url.encode())] if document.url else []
    parts += [public_log.Part("sha256", document.sha256.encode())] if paper else []
    public_log.append(
        "note.operator",
        document.public_id,
        role="operator",
        ref=document.project.public_id,
        reason="document_added",
        parts=parts,
    )
    return document


@transaction.atomic
def hide(document: Document, *, reason: str) -> None:
    """Take a paper from view: its title and the reason stay, its file is deleted."""
    name, document.file_name = document.file_name, ""
    document.hidden_on, document.hidden_reason = today(), reason
    document.save()
    public_log.append(
        "part.hidden",
        document.public_id,
        role="operator",
        ref=document.project.public_id,
        reason="document_hidden",
        parts=[public_log.Part("why", reason.encode())],
        named=public_log.lines_of(document.public_id, ["url", "sha256"]),
    )
    if name:
        transaction.on_commit(lambda: _path(name).unlink(missing_ok=True))


def content(document: Document) -> bytes:
    """Raises FileNotFoundError."""
    return _path(document.file_name).read_bytes()


def sweep() -> int:
    """Delete files whose row was never saved; returns how many."""
    edge = time.time() - _WAIT
    known = set(Document.objects.exclude(file_name="").values_list("file_name", flat=True))
    stray = [path for path in _folder().glob("*") if path.name not in known]
    old = [path for path in stray if path.stat().st_mtime < edge]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _store(content: bytes) -> str:
    """Write beside its place, force to disk, rename: a row never names a file that is not whole."""
    name = secrets.token_hex(16)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    part = _path(f"{name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(_path(name))
    return name


def _folder() -> Path:
    return settings.MEDIA_ROOT / "documents"


def _path(name: str) -> Path:
    return _folder() / name
