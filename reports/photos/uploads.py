"""Photos on their way in: whole or in pieces, each step safe to repeat."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from oversight import jobs
from oversight.calendar import today
from reports import filing, ladder
from reports.models import Photo, Report
from reports.photos import darkroom, quarantine
from reports.submission import MAX_PHOTOS

_THERE = (Photo.State.PROCESSING, Photo.State.READY)


class Refused(Exception):
    """The file cannot be taken; `code` is one of darkroom.REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongOffset(Exception):
    """A piece that does not join what was received; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def take_whole(photo: Photo, chunks: Iterable[bytes], sha256: str = "") -> Photo:
    """Take a whole file for the photo; one that is there already stays, unless this one is larger.

    Raises Refused; then the file is not kept, and what was there before still is.
    """
    if photo.state == Photo.State.READY:
        return photo
    ladder.check_room()
    try:
        name, length = take_file(chunks, sha256)
    except Refused as refusal:
        _note(photo, refusal.code)
        raise
    return _replace(photo, name, length)


def take_kept(photo: Photo, name: str) -> Photo:
    """Take a file that was checked before and lies in quarantine under this name."""
    photo.total = photo.received = quarantine.length(name)
    return _hand_over(photo, name)


def take_piece(photo: Photo, offset: int, total: int, piece: bytes, sha256: str = "") -> Photo:
    """Take one piece; with the last one the photo is handed to the worker.

    The first piece begins anew. A photo that is there already takes no more. Raises WrongOffset
    for a gap or another file's piece, Refused for a file that cannot be a photo.
    """
    if photo.state in _THERE:
        return photo
    ladder.check_room()
    if total > settings.PHOTO_MAX_BYTES:
        raise Refused("too_large")
    name = f"{photo.public_id}-{total}"
    received = _received(photo, name)
    if offset > received:
        raise WrongOffset(received)
    quarantine.extend(name, offset, piece)
    received = max(received if offset else 0, offset + len(piece))
    _keep_piece(photo, name, total, received)
    return photo if received < total else _finish_pieces(photo, sha256)


def _received(photo: Photo, name: str) -> int:
    """How much of the file under this name is there: nothing of another, or of a swept one."""
    same = photo.state == Photo.State.RECEIVING and photo.quarantine == name
    return photo.received if same and quarantine.path_of(name).exists() else 0


def _keep_piece(photo: Photo, name: str, total: int, received: int) -> None:
    if photo.quarantine != name:
        quarantine.drop(photo.quarantine)
    photo.quarantine, photo.total, photo.received = name, total, received
    photo.state, photo.refusal = Photo.State.RECEIVING, ""
    photo.save(update_fields=["quarantine", "total", "received", "state", "refusal"])


def _finish_pieces(photo: Photo, sha256: str) -> Photo:
    name = photo.quarantine
    try:
        _check(name, photo.total, quarantine.sha256(name), sha256)
    except Refused as refusal:
        quarantine.drop(name)
        photo.quarantine, photo.received = "", 0
        photo.save(update_fields=["quarantine", "received"])
        _note(photo, refusal.code)
        raise
    return _hand_over(photo, name)


def _note(photo: Photo, code: str) -> None:
    """Tell the reporter why the photo is not there; a damaged one is only awaited again."""
    if code != "damaged":
        waiting = Photo.objects.filter(pk=photo.pk).exclude(state__in=_THERE)
        waiting.update(state=Photo.State.REFUSED, refusal=code)


def _replace(photo: Photo, name: str, length: int) -> Photo:
    """Of two files for one photo keep the larger, until a worker has begun with the other."""
    with transaction.atomic():
        now = Photo.objects.select_for_update().get(pk=photo.pk)
        spare = name if _stays(now, length) else now.quarantine
        if spare != name:
            now.total = now.received = length
            _hand_over(now, name)
    quarantine.drop(spare)
    return now


def _stays(photo: Photo, length: int) -> bool:
    """Whether what is there outlasts a file of this length."""
    begun = photo.tries > 0 or length <= photo.total
    return photo.state == Photo.State.READY or (photo.state == Photo.State.PROCESSING and begun)


def _check(name: str, length: int, digest: str, expected: str) -> None:
    if length == 0:
        raise Refused("empty")
    if expected and digest != expected:
        raise Refused("damaged")
    if darkroom.sniff(quarantine.head(name)) is None:
        raise Refused("not_image")


@transaction.atomic
def _hand_over(photo: Photo, name: str) -> Photo:
    photo.quarantine, photo.state, photo.refusal = name, Photo.State.PROCESSING, ""
    photo.tries = 0
    photo.save()
    jobs.put_again("develop_photo", photo.pk)
    return photo


def photo_of(report: Report, number: int, code: str) -> Photo:
    """The report's photo of this number, made when it was not announced. Raises Refused."""
    if not 1 <= number <= MAX_PHOTOS:
        raise Refused("too_many")
    photo, _made = Photo.objects.get_or_create(
        report=report,
        number=number,
        defaults={
            "state": Photo.State.RECEIVING,
            "salt": filing.photo_salt(code, report, number),
            "day": report.observed_on,
        },
    )
    return photo


def add(report: Report, chunks: Iterable[bytes], code: str) -> Photo:
    """Take one more photo of a report; the same picture again is the one that is there.

    Raises Refused, and ladder.NoRoom while photos wait.
    """
    ladder.check_room()
    name, _length = take_file(chunks)
    [photo] = claim(report, [quarantine.sha256(name)], code)
    if photo is None:
        quarantine.drop(name)
        raise Refused("too_many")
    if photo.state in _THERE:
        quarantine.drop(name)
        return photo
    return take_kept(photo, name)


@transaction.atomic
def claim(report: Report, originals: Iterable[str], code: str) -> list[Photo | None]:
    """The photos that these files (by SHA-256, empty where unknown) are to become; the same again
    for the same file, and None where the report is full.

    Phones with one receipt do not know of each other: only here is a number given away.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    claimed: list[Photo | None] = []
    for sha256 in originals:
        mine = {photo.number for photo in claimed if photo}
        claimed.append(_known(report, sha256) or _claim_free(report, sha256, mine, code))
    return claimed


def _known(report: Report, sha256: str) -> Photo | None:
    same = report.photos.exclude(state=Photo.State.REFUSED).filter(sha256_original=sha256)
    return same.first() if sha256 else None


def _claim_free(report: Report, sha256: str, mine: set[int], code: str) -> Photo | None:
    number = _free_number(report, mine)
    if not number:
        return None
    photo = photo_of(report, number, code)
    quarantine.drop(photo.quarantine)
    photo.quarantine, photo.total, photo.received = "", 0, 0
    photo.state, photo.refusal, photo.sha256_original = Photo.State.RECEIVING, "", sha256
    photo.save()
    return photo


def _free_number(report: Report, mine: set[int]) -> int:
    """A number no photo has yet; else one whose photo was refused, or never came. 0: none."""
    known = dict(report.photos.values_list("number", "state"))
    free = [n for n in range(1, MAX_PHOTOS + 1) if known.get(n) not in _THERE and n not in mine]
    order = {None: 0, Photo.State.REFUSED: 1, Photo.State.RECEIVING: 2}
    return min(free, key=lambda number: (order[known.get(number)], number), default=0)


def proof(chunks: Iterable[bytes], number: int) -> Photo:
    """An office's photo, in quarantine but not saved: its reply does that. Raises Refused."""
    name, length = take_file(chunks)
    state = Photo.State.PROCESSING
    return Photo(number=number, quarantine=name, total=length, state=state, day=today())


def take_file(chunks: Iterable[bytes], sha256: str = "") -> tuple[str, int]:
    """A checked file in quarantine: its name and length. Raises Refused, keeping nothing."""
    try:
        name, length, digest = quarantine.keep(chunks, settings.PHOTO_MAX_BYTES)
    except quarantine.TooLarge:
        raise Refused("too_large") from None
    try:
        _check(name, length, digest, sha256)
    except Refused:
        quarantine.drop(name)
        raise
    return name, length
