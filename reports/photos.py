"""From quarantine to the public: what a worker does with a photo, safe to do twice."""

import hashlib
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from oversight import jobs, public_log
from oversight.models import Job
from oversight.public_log import Part
from reports import darkroom, quarantine, workflow
from reports.models import Photo
from reports.workflow import Role

DEATHS = 3  # a photo in whose hands the worker died this often is unreadable


def develop_waiting(limit: int = 4) -> int:
    """Develop the photos whose jobs wait; returns how many were taken."""
    taken = jobs.claim("develop_photo", limit)
    for job in taken:
        _develop_job(job)
    return len(taken)


def _develop_job(job: Job) -> None:
    photo = Photo.objects.select_related("report__project", "reply__report__project").get(
        pk=job.object_id
    )
    try:
        _try(photo)
    except OSError as error:
        jobs.failed(job, type(error).__name__)
    else:
        jobs.done(job)


def _try(photo: Photo) -> None:
    """Count the try before it, and take it back when the machine was at fault, not the photo."""
    if photo.state != Photo.State.PROCESSING:
        return
    if photo.tries >= DEATHS:
        refuse(photo, "unreadable")
        return
    Photo.objects.filter(pk=photo.pk).update(tries=F("tries") + 1)
    try:
        develop(photo)
    except OSError:
        Photo.objects.filter(pk=photo.pk).update(tries=F("tries") - 1)
        raise


def develop(photo: Photo) -> None:
    """Make the public copies, publish them with their log entry, and delete the original.

    Raises OSError when the machine, not the picture, is at fault.
    """
    draft = settings.MEDIA_ROOT / "drafts" / secrets.token_hex(8)
    draft.mkdir(parents=True)
    try:
        picture = darkroom.develop(
            quarantine.path_of(photo.quarantine), draft, day=photo.day, site=_site(photo)
        )
        _publish(photo, picture, draft)
    except darkroom.Refused as refusal:
        refuse(photo, refusal.code)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _publish(photo: Photo, picture: darkroom.Picture, draft: Path) -> None:
    """Files first, then the row: a file without a row is swept, a row without a file never is."""
    folder = f"photos/{secrets.token_hex(10)}"
    final = settings.MEDIA_ROOT / folder
    final.parent.mkdir(parents=True, exist_ok=True)
    draft.rename(final)
    original = photo.quarantine
    with transaction.atomic():
        photo.folder = folder
        photo.width, photo.height, photo.dhash = picture.width, picture.height, picture.dhash
        photo.same_day, photo.near_site = picture.same_day, picture.near_site
        photo.is_incomplete = picture.incomplete
        photo.state = Photo.State.READY
        photo.quarantine = ""
        photo.tries = 0
        photo.save()
        _log(photo, final)
    quarantine.drop(original)


def _log(photo: Photo, folder: Path) -> None:
    shown = hashlib.sha256((folder / "large.jpg").read_bytes()).hexdigest()
    name = f"photo{photo.number}"
    held = photo.report is not None and photo.report.state == workflow.State.HELD
    public_log.append(
        "photo.added",
        photo.public_id,
        role=Role.OFFICE if photo.reply else Role.CITIZEN,
        ref=(photo.reply or photo.report).public_id,
        state="held" if held else "",
        parts=[Part(name, shown.encode(), bytes(photo.salt) if photo.salt else None)],
    )


def refuse(photo: Photo, code: str) -> None:
    """Say why there is no picture; its words stay, its file goes."""
    original, photo.quarantine = photo.quarantine, ""
    photo.state, photo.refusal = Photo.State.REFUSED, code
    photo.save()
    quarantine.drop(original)


def _site(photo: Photo) -> tuple[float, float] | None:
    report = photo.report or photo.reply.report
    for thing in (report.project, report.place):
        if thing and thing.latitude is not None:
            return float(thing.latitude), float(thing.longitude)
    return None
