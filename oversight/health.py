"""What /readyz tells: whether the work of the site gets done."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from oversight import public_log
from oversight.models import Installation, Job, LogEntry

OLDEST_JOB = timedelta(hours=1)
LEAST_DISK = 0.10
LOG_LATE = timedelta(hours=1)
CLOCK_LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Report:
    """Named checks that hold or not, and the figures behind them."""

    checks: dict[str, bool]
    figures: dict[str, int | float | str | None]

    @property
    def is_ready(self) -> bool:
        return all(self.checks.values())

    def as_dict(self) -> dict[str, object]:
        return {"ready": self.is_ready, "checks": self.checks, **self.figures}


def report() -> Report:
    """Ask the database and the disk. Raises DatabaseError when the database is away."""
    now = timezone.now()
    oldest = Job.objects.waiting(now).order_by("next_try_at").first()
    age = int((now - oldest.next_try_at).total_seconds()) if oldest else 0
    disk = shutil.disk_usage(_existing(settings.MEDIA_ROOT))
    free = disk.free / disk.total
    installation, sealed = Installation.current(), public_log.latest_checkpoint()
    return Report(
        checks={
            "database": True,
            "queue": age < OLDEST_JOB.total_seconds(),
            "disk": free > LEAST_DISK,
            "clock": _is_heard(installation, now),
            "log": not installation.log_alarm and not _is_late(installation, now),
        },
        figures={
            "jobs_waiting": Job.objects.open().count(),
            "jobs_dead": Job.objects.dead().count(),
            "oldest_job_seconds": age,
            "log_entries_waiting": LogEntry.objects.waiting().count(),
            "log_alarm": installation.log_alarm,
            "log_size": sealed.size if sealed else 0,
            "log_sealed_on": sealed.sealed_on.isoformat() if sealed else "",
            "log_verified_on": str(installation.log_verified_on or ""),
            "disk_free": round(free, 3),
        },
    )


def note_clock() -> None:
    """The clock struck, the broker passed it on, and a worker heard it."""
    Installation.note(clock_struck_at=timezone.now())


def _is_late(installation: Installation, now: datetime) -> bool:
    """Whether entries wait beyond what was promised."""
    return installation.log_due_at is not None and installation.log_due_at + LOG_LATE < now


def _is_heard(installation: Installation, now: datetime) -> bool:
    """Whether the clock strikes; one that never struck was never started."""
    struck = installation.clock_struck_at
    return struck is None or struck + CLOCK_LATE > now


def _existing(path: object) -> object:
    while not path.exists():
        path = path.parent
    return path
