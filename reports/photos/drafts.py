"""Photos of a form on the server until the form is filed: kept for a day, found by their hash.

A browser without JavaScript sends words and photos together. When a word is refused, good photos
need not travel again over a poor network.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from reports import filing, ladder
from reports.models import Photo, Report
from reports.photos import quarantine, uploads
from reports.submission import MAX_PHOTOS, Submission

# Why a photo was not taken, besides darkroom.REASONS.
GONE = "gone"  # it was kept for a day, and not filed
LATER = "later"  # the disk is full: the words are safe, the photo can be added

KEPT = 24 * 3600  # seconds
_PREFIX = "draft-"


@dataclass(frozen=True)
class Refusal:
    """A chosen photo that was not taken: which one of the files, and why."""

    number: int
    code: str


@dataclass(frozen=True)
class Taken:
    """What came of the chosen photos: the hashes of the good ones in order, and the refusals."""

    hashes: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def take(draft_id: UUID, kept: Sequence[str], files: Sequence[UploadedFile]) -> Taken:
    """Keep the good ones of the files beside those kept before; the same picture counts once."""
    hashes = [sha256 for sha256 in kept if _is_kept(draft_id, sha256)]
    if len(hashes) < len(kept) and Report.objects.filter(draft_id=draft_id).exists():
        hashes = list(kept)  # filed already: the same form is sent again
    refusals = [Refusal(0, GONE)] if len(hashes) < len(kept) else []
    for number, file in enumerate(files, start=1):
        try:
            hashes.append(_keep(draft_id, file))
        except uploads.Refused as refusal:
            refusals.append(Refusal(number, refusal.code))
        except OSError:
            refusals.append(Refusal(number, LATER))
    once = tuple(dict.fromkeys(hashes))
    return Taken(once[:MAX_PHOTOS], tuple(refusals))


def file(sent: Submission) -> tuple[Report, bool]:
    """File the report together with its kept photos, once, however often the form is sent.

    Raises DraftConflict. Nothing is filed without its photos, and no photo without its report.
    """
    if not sent.photos:
        return filing.submit_report(sent)
    with transaction.atomic():
        report, is_new = filing.submit_report(sent)
        waiting = report.photos.filter(state=Photo.State.RECEIVING)
        for photo in waiting:
            _hand_over(sent.draft_id, photo)
    for declared in sent.photos:
        quarantine.drop(_name(sent.draft_id, declared.sha256_original))
    return report, is_new


def sweep() -> int:
    """Delete photos of forms that nobody sent again; returns how many."""
    return quarantine.sweep(KEPT, f"{_PREFIX}*")


def _is_kept(draft_id: UUID, sha256: str) -> bool:
    return quarantine.path_of(_name(draft_id, sha256)).exists()


def _keep(draft_id: UUID, file: UploadedFile) -> str:
    ladder.check_room()
    name, _length = uploads.take_file(file.chunks())
    sha256 = quarantine.sha256(name)
    quarantine.move(name, _name(draft_id, sha256))
    return sha256


def _hand_over(draft_id: UUID, photo: Photo) -> None:
    """The draft keeps its name until the row is safe: a crash in between loses nothing."""
    if _is_kept(draft_id, photo.sha256_original):
        name = _name(draft_id, photo.sha256_original)
        uploads.take_kept(photo, quarantine.link(name))


def _name(draft_id: UUID, sha256: str) -> str:
    """The same picture of the same draft has the same name, whoever sends it how often."""
    return _PREFIX + hashlib.sha256(draft_id.bytes + sha256.encode()).hexdigest()[:32]
