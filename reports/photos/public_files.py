"""The public files of photos: they lie in the open only while everybody may see them.

Whoever hides, shows or erases a photo, an answer or a report calls `follow` in the same
transaction. A hidden photo's files wait aside, to be shown again after an appeal; an erased one's
are deleted. The night brings the disk in line with the rows where a process died in between.
"""

import os
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from oversight.calendar import midnight
from reports.models import Dossier, Gathering, Photo, Report, Visibility

_NOT_PUBLIC = [Visibility.HIDDEN, Visibility.ERASED]


def follow(subject: Report | Dossier | Gathering) -> None:
    """Once this transaction is safe, the files of a report with its answers, or of minutes, are
    where their visibility says."""
    if not isinstance(subject, Dossier):
        photos = _of_report(subject) if isinstance(subject, Report) else _of_minutes(subject)
        transaction.on_commit(partial(_agree, photos))


def follow_all() -> int:
    """The same for every photo that is not public; returns how many files had to be moved."""
    hidden = Q(visibility__in=_NOT_PUBLIC)
    for owner in ("report", "reply__report", "gathering"):
        hidden |= Q(**{f"{owner}__visibility__in": _NOT_PUBLIC})
    return _agree(_with_owners().filter(hidden))


def remove(photo: Photo) -> None:
    """Delete the photo's files wherever they lie; asking twice does no harm."""
    if photo.folder:
        for folder in (_open(photo), _aside(photo)):
            shutil.rmtree(folder, ignore_errors=True)


def forget_time(folder: Path) -> None:
    """A file tells the day on which it was made, and not the time."""
    day = midnight().timestamp()
    for path in (*folder.iterdir(), folder):
        os.utime(path, (day, day))


def _of_report(report: Report) -> QuerySet[Photo]:
    return _with_owners().filter(Q(report=report) | Q(reply__report=report))


def _of_minutes(gathering: Gathering) -> QuerySet[Photo]:
    return _with_owners().filter(gathering=gathering)


def _with_owners() -> QuerySet[Photo]:
    owners = ("report", "reply__report", "gathering")
    return Photo.objects.exclude(folder="").select_related(*owners)


def _agree(photos: Iterable[Photo]) -> int:
    return sum(_MOVES[_visibility(photo)](photo) for photo in photos)


def _visibility(photo: Photo) -> str:
    """Erased when anything it belongs to is, hidden when anything is, public otherwise."""
    seen = {photo.visibility, (photo.of_report or photo.gathering).visibility}
    return next((worst for worst in (Visibility.ERASED, Visibility.HIDDEN) if worst in seen), "")


def _open(photo: Photo) -> Path:
    return settings.MEDIA_ROOT / photo.folder


def _aside(photo: Photo) -> Path:
    return settings.WITHHELD_DIR / photo.folder


def _show(photo: Photo) -> bool:
    return _move(_aside(photo), _open(photo))


def _hide(photo: Photo) -> bool:
    return _move(_open(photo), _aside(photo))


def _move(here: Path, there: Path) -> bool:
    if not here.exists():
        return False
    there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(here, there)
    return True


def _erase(photo: Photo) -> bool:
    there = _open(photo).exists() or _aside(photo).exists()
    remove(photo)
    return there


_MOVES = {"": _show, Visibility.HIDDEN: _hide, Visibility.ERASED: _erase}
