"""From quarantine to the public: what a worker does with a photo, safe to do twice."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from oversight import jobs, public_log
from oversight.models import Job
from oversight.public_log import Part
from reports.models import Likeness, Photo, Report
from reports.photos import darkroom, likeness, public_files, quarantine
from reports.workflow import Role, State

DEATHS = 3  # a photo in whose hands the worker died this often is unreadable


def develop_waiting(limit: int = 4) -> int:
    """Develop the photos whose jobs wait; returns how many were taken."""
    taken = jobs.claim("develop_photo", limit)
    for job in taken:
        _develop_job(job)
    return len(taken)


def _develop_job(job: Job) -> None:
    photo = Photo.objects.select_related(
        "report__project", "reply__report__project", "gathering__place"
    ).get(pk=job.object_id)
    try:
        _try(photo)
    except OSError as error:
        jobs.failed(job, type(error).__name__)
    else:
        jobs.done(job)


def _try(photo: Photo) -> None:
    """Count the try before it, and take it back when the machine was at fault, not the photo.

    An original that waited for days without a worker has been swept: that is said, not retried.
    """
    if photo.state != Photo.State.PROCESSING:
        return
    if photo.tries >= DEATHS or not quarantine.path_of(photo.quarantine).exists():
        refuse(photo, "unreadable")
        return
    _begin(photo)
    try:
        develop(photo)
    except OSError:
        _ours(photo).update(tries=F("tries") - 1)
        raise


def _begin(photo: Photo) -> None:
    """The row names the folder before anything lies in it: what a killed worker leaves behind is
    known, and goes with the next try."""
    public_files.remove(photo)
    photo.folder = f"photos/{secrets.token_hex(10)}"
    Photo.objects.filter(pk=photo.pk).update(folder=photo.folder, tries=F("tries") + 1)


def develop(photo: Photo) -> None:
    """Make the public copies, publish them with their log entry, and delete the original.

    Raises OSError when the machine, not the picture, is at fault.
    """
    folder = settings.MEDIA_ROOT / photo.folder
    folder.mkdir(parents=True)
    try:
        picture = darkroom.develop(
            quarantine.path_of(photo.quarantine), folder, day=photo.day, site=_site(photo)
        )
    except darkroom.Refused as refusal:
        refuse(photo, refusal.code)
    else:
        _publish(photo, picture)


def _publish(photo: Photo, picture: darkroom.Picture) -> None:
    public_files.forget_time(settings.MEDIA_ROOT / photo.folder)
    alike = _alike(photo, picture.dhash)
    with transaction.atomic():
        is_ours = _ours(photo).update(
            width=picture.width,
            height=picture.height,
            dhash=picture.dhash,
            same_day=picture.same_day,
            near_site=picture.near_site,
            is_incomplete=picture.incomplete,
            state=Photo.State.READY,
            quarantine="",
            tries=0,
        )
        if is_ours:
            _log(photo)
            Likeness.objects.bulk_create(alike)
            public_files.follow(photo.of_report or photo.gathering)
    if not is_ours:
        # Another worker took it, or its author erased it meanwhile.
        public_files.remove(photo)
    else:
        quarantine.drop(photo.quarantine)


def _alike(photo: Photo, dhash: str) -> list[Likeness]:
    """Earlier photos of other reports that look like this one; pages of minutes all do."""
    if photo.gathering_id:
        return []
    others = (
        Photo.objects.filter(state=Photo.State.READY, gathering=None)
        .exclude(dhash="")
        .exclude(report=photo.report_id, reply=photo.reply_id)
    )
    known = others.values_list("pk", "dhash").iterator()
    return [
        Likeness(photo=photo, other_id=key, apart=apart)
        for apart, key in likeness.neighbours(dhash, known)
    ]


def _ours(photo: Photo) -> QuerySet[Photo]:
    """The row, unless another worker took it meanwhile: one that overslept its lease is late."""
    return Photo.objects.filter(pk=photo.pk, state=Photo.State.PROCESSING, folder=photo.folder)


def _log(photo: Photo) -> None:
    large = settings.MEDIA_ROOT / photo.folder / "large.jpg"
    shown = hashlib.sha256(large.read_bytes()).hexdigest()
    name = f"photo{photo.number}"
    # Asked now: a moderator may have published the report while its photo was developed.
    held = Report.objects.filter(pk=photo.report_id, state=State.HELD).exists()
    public_log.append(
        "photo.added",
        photo.public_id,
        role=_role(photo),
        ref=photo.owner.public_id,
        state="held" if held else "",
        parts=[Part(name, shown.encode(), bytes(photo.salt) if photo.salt else None)],
    )


def _role(photo: Photo) -> str:
    """Whose the picture is: an office's with its answer, its keeper's with minutes."""
    if photo.gathering:
        return photo.gathering.voice
    return Role.OFFICE if photo.reply_id else Role.CITIZEN


def refuse(photo: Photo, code: str) -> None:
    """Say why there is no picture; its words stay, its files go."""
    if _ours(photo).update(state=Photo.State.REFUSED, refusal=code, quarantine="", folder=""):
        public_files.remove(photo)
        quarantine.drop(photo.quarantine)


def _site(photo: Photo) -> tuple[float, float] | None:
    about = photo.of_report or photo.gathering
    for thing in (getattr(about, "project", None), about.place):
        if thing and thing.latitude is not None:
            return float(thing.latitude), float(thing.longitude)
    return None
