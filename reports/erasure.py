"""Erasing a report: gone at once for everybody, its files and what would open it with it.

What stays is that it was there: the row as a tombstone, and the entries of the public log, whose
commitments nobody can open any more but the reporter, who can make the salts again.
"""

from collections.abc import Callable

from django.db import OperationalError, transaction
from django.db.models import Q

from oversight import jobs, public_log, traces
from oversight.models import Job
from reports import public_files, quarantine, summaries
from reports.models import Likeness, Photo, Report, Verdict, Visibility
from reports.workflow import Role

BY_AUTHOR = "by_author"
_NOTHING = {"sha256_original": "", "salt": None, "dhash": ""}


@transaction.atomic
def erase_report(report: Report, *, role: str, reason: str, forget_code: bool) -> None:
    """Empty the report and all that its author gave with it; log that it was done, and why."""
    was_public = report.is_public
    erased = list(report.photos.exclude(visibility=Visibility.ERASED))
    verdicts = report.verdicts.filter(group=None)
    public_log.append("part.erased", report.public_id, role=role, reason=reason)
    for photo in erased:
        public_log.append(
            "part.erased", photo.public_id, ref=report.public_id, role=role, reason=reason
        )
    public_log.forget(
        report.public_id,
        *(photo.public_id for photo in erased),
        *verdicts.values_list("public_id", flat=True),
    )
    _empty(report, forget_code=forget_code)
    verdicts.update(text="")
    report.decisions.update(note="")
    _drop_files(erased)
    if was_public:
        summaries.disappeared(report)


def erase_own(report: Report) -> None:
    """The author's own erasure also forgets the code: nobody can ask for this report any more."""
    erase_report(report, role=Role.CITIZEN, reason=BY_AUTHOR, forget_code=True)


def _empty(report: Report, *, forget_code: bool) -> None:
    """The draft id stays, so that a phone that sends the draft once more does not file it anew."""
    report.visibility = Visibility.ERASED
    report.text = report.contact_email = report.content_hash = ""
    if forget_code:
        report.receipt = None
    report.save(update_fields=["visibility", "text", "contact_email", "content_hash", "receipt"])


def _drop_files(erased: list[Photo]) -> None:
    """The rows name what must go until it is gone: a crash in between leaves nothing behind."""
    Photo.objects.filter(pk__in=[photo.pk for photo in erased]).update(
        visibility=Visibility.ERASED, state=Photo.State.REFUSED, **_NOTHING
    )
    Likeness.objects.filter(Q(photo__in=erased) | Q(other__in=erased)).delete()
    jobs.put("erase_photo", *(photo.pk for photo in erased))
    jobs.put_again("forget_traces", 0)
    transaction.on_commit(lambda: [_remove(photo) for photo in erased])


def _remove(photo: Photo) -> None:
    public_files.remove(photo)
    quarantine.drop(photo.quarantine)


def sweep(limit: int = 20) -> int:
    """Remove again what an erasure may have left behind; returns how many jobs were taken."""
    return _take(jobs.claim("erase_photo", limit), _finish_photo)


def forget_traces() -> int:
    """Make the database let go of what it keeps behind of erased values."""
    return _take(jobs.claim("forget_traces"), lambda _job: traces.forget(Report, Photo, Verdict))


def _take(taken: list[Job], finish: Callable[[Job], None]) -> int:
    for job in taken:
        try:
            finish(job)
        except (OSError, OperationalError) as error:
            jobs.failed(job, type(error).__name__)
        else:
            jobs.done(job)
    return len(taken)


def _finish_photo(job: Job) -> None:
    photo = Photo.objects.get(pk=job.object_id)
    _remove(photo)
    Photo.objects.filter(pk=photo.pk).update(folder="", quarantine="")
