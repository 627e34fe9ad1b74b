"""The queue of record: rows with leases. Celery is only the hands, Redis only the alarm clock."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from oversight.calendar import midnight
from oversight.models import Job

LEASE = timedelta(minutes=5)  # longer than two task time limits
ATTEMPTS = 12
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)


def put(kind: str, *object_ids: int) -> None:
    """Ask for something to be done to each object, once, in the caller's transaction."""
    Job.objects.bulk_create(
        [Job(kind=kind, object_id=pk, key=f"{kind}:{pk}") for pk in object_ids],
        ignore_conflicts=True,
    )


def put_again(kind: str, object_id: int) -> None:
    """Ask for something to be done anew, even if it was done or given up before."""
    Job.objects.filter(key=f"{kind}:{object_id}").delete()
    put(kind, object_id)


def claim(kind: str, limit: int = 20) -> list[Job]:
    """Lease waiting jobs to this process; two workers never get the same one.

    A process that dies lets the lease run out, and the job is claimed again.
    """
    now = timezone.now()
    with transaction.atomic():
        waiting = Job.objects.waiting(now).filter(kind=kind).order_by("next_try_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        jobs = list(waiting[:limit])
        for job in jobs:
            job.attempts += 1
            job.lease_until = now + LEASE
        Job.objects.bulk_update(jobs, ["attempts", "lease_until"])
    return jobs


def done(job: Job) -> None:
    """The effect is there; the row stays as the trace, and tells no more than the day."""
    day = midnight()
    Job.objects.filter(pk=job.pk).update(
        done_at=day, created_at=day, next_try_at=day, lease_until=None, error=""
    )


def failed(job: Job, error: str) -> None:
    """Try again later, each time after a longer pause; after the last attempt give up."""
    now = timezone.now()
    pause = min(_FIRST_PAUSE * 2 ** (job.attempts - 1), _LONGEST_PAUSE)
    Job.objects.filter(pk=job.pk).update(
        lease_until=None,
        error=error[:100],
        next_try_at=now + pause,
        dead_at=now if job.attempts >= ATTEMPTS else None,
    )
