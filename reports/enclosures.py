"""Documents that an office shows with an answer: each is read by a moderator before the public.

Only a PDF is a document here: what is a picture is sent as a photo, and rebuilt from its pixels.
The log commits to the file's hash when the office sends it, so that no other can take its place.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight import papers, pdf, public_log
from oversight.public_log import Part
from reports import checks
from reports.models import Enclosure, Reply
from reports.workflow import NotAllowed, Role

MOST_BYTES = 5 * 1024 * 1024
MOST = 3  # documents of one answer
State = Enclosure.State
REASONS = papers.REASONS | {
    "too_large": _("The file is too large: at most 5 MB."),
    "wrong_kind": _("Only a PDF is taken as a document. Send pictures as photos."),
}


def take(upload: UploadedFile, number: int) -> Enclosure:
    """A document that was looked at and is kept, but not saved: its reply does that.

    Raises papers.Refused.
    """
    paper = look_at(upload)
    return Enclosure(
        number=number,
        file_name=papers.store(paper),
        length=len(paper.content),
        sha256=paper.sha256,
        noticed=checks.found(pdf.words(paper.content)),
    )


def look_at(upload: UploadedFile) -> papers.Paper:
    """Raises papers.Refused."""
    return papers.look_at(upload, most=MOST_BYTES, formats=("pdf",))


@dataclass(frozen=True)
class Preview:
    """A document that was chosen and is not kept yet: its size, or why it cannot be taken."""

    length: int
    refusal: str | Promise = ""


def preview(upload: UploadedFile) -> Preview:
    """What is wrong with it is said before the answer is published."""
    try:
        look_at(upload)
    except papers.Refused as refusal:
        return Preview(upload.size, REASONS[refusal.code])
    return Preview(upload.size)


def attach(reply: Reply, enclosures: list[Enclosure]) -> None:
    """Keep the documents with their answer; each waits for a moderator, and the log says so."""
    for enclosure in enclosures:
        enclosure.reply = reply
        enclosure.save()
        public_log.append(
            "document.added",
            enclosure.public_id,
            role=Role.OFFICE,
            ref=reply.public_id,
            state="held",
            parts=[Part("sha256", enclosure.sha256.encode())],
        )


@transaction.atomic
def show(public_id: str) -> None:
    """Everybody may read it. Raises NotAllowed when somebody was quicker."""
    enclosure = _locked(public_id, [State.WAITING])
    enclosure.state = State.SHOWN
    enclosure.save(update_fields=["state"])
    public_log.append("part.shown", public_id, role=Role.MODERATOR, ref=enclosure.reply.public_id)


@transaction.atomic
def keep_back(public_id: str, *, reason: str) -> None:
    """Nobody reads it, by a written rule: the file is deleted, and the office may send another.

    Raises NotAllowed when somebody was quicker.
    """
    enclosure = _locked(public_id, [State.WAITING, State.SHOWN])
    name, enclosure.file_name = enclosure.file_name, ""
    enclosure.state, enclosure.because = State.KEPT_BACK, reason
    enclosure.save(update_fields=["file_name", "state", "because"])
    public_log.append(
        "part.hidden",
        public_id,
        role=Role.MODERATOR,
        ref=enclosure.reply.public_id,
        reason=reason,
        named=public_log.lines_of(public_id),
    )
    transaction.on_commit(lambda: papers.remove(name))


def _locked(public_id: str, states: list[str]) -> Enclosure:
    enclosures = Enclosure.objects.select_for_update(of=("self",)).select_related("reply")
    enclosure = enclosures.filter(public_id=public_id, state__in=states).first()
    if enclosure is None:
        raise NotAllowed(f"document {public_id} was decided already")
    return enclosure


def content(enclosure: Enclosure) -> bytes:
    """Raises FileNotFoundError."""
    return papers.read(enclosure.file_name)


def files() -> set[str]:
    """The names of all files that documents of answers are kept in."""
    return set(Enclosure.objects.exclude(file_name="").values_list("file_name", flat=True))
