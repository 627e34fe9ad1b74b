"""After an erasure: files, the list kept outside the database, and what databases leave behind."""

import os
from contextlib import suppress

from django.conf import settings
from django.db import OperationalError, connection

from oversight import jobs, traces
from oversight.models import Job, LogEntry
from reports.models import (
    Covering,
    Decision,
    Likeness,
    Objection,
    Photo,
    Question,
    Removal,
    Report,
    Verdict,
    Visibility,
)
from reports.photos import public_files, quarantine

LIST = "erasures.txt"
# The tables that hold what an erasure takes away.
TABLES = (Report, Covering, Photo, Likeness, Verdict, Decision, Question, Objection, LogEntry)


def at_once(removal: Removal) -> None:
    """Without waiting for the worker; whatever fails here is done again from the queue."""
    with suppress(OSError, OperationalError):
        finish(removal)
        if connection.vendor == "sqlite":  # elsewhere it takes long: the queue does it
            traces.forget(*TABLES)


def run_waiting() -> None:
    """Finish the erasures whose jobs wait."""
    for job in jobs.claim("scrub"):
        _try(job)


def _try(job: Job) -> None:
    try:
        finish(Removal.objects.get(pk=job.object_id))
        traces.forget(*TABLES)
    except (OSError, OperationalError) as error:
        jobs.failed(job, type(error).__name__)
    else:
        jobs.done(job)


def finish(removal: Removal) -> None:
    """Delete the files, and keep the id outside the database. Safe to repeat."""
    photos = removal.report.photos.filter(visibility=Visibility.ERASED)
    if removal.photo:
        photos = Photo.objects.filter(pk=removal.photo_id)
    for photo in photos:
        _drop_files(photo)
    remember(removal)


def _drop_files(photo: Photo) -> None:
    """The files first, then their names."""
    quarantine.drop(photo.quarantine)
    public_files.remove(photo)
    Photo.objects.filter(pk=photo.pk).update(quarantine="", folder="")


def remember(removal: Removal) -> None:
    """One line in the list outside the database: what is erased again after a restore."""
    thing = removal.photo or removal.report
    line = f"{thing.public_id} {removal.reason} {removal.role}"
    if line not in remembered():
        settings.LOG_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.LOG_DIR / LIST).open("a") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())


def remembered() -> list[str]:
    """The lines of the list: an id, a ground and a role each."""
    path = settings.LOG_DIR / LIST
    return path.read_text().splitlines() if path.exists() else []
