"""What /readyz tells: whether the work of the site gets done."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from oversight.models import Job, LogEntry

OLDEST_JOB = timedelta(hours=1)
LEAST_DISK = 0.10


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
    return Report(
        checks={
            "database": True,
            "queue": age < OLDEST_JOB.total_seconds(),
            "disk": free > LEAST_DISK,
        },
        figures={
            "jobs_waiting": Job.objects.open().count(),
            "jobs_dead": Job.objects.dead().count(),
            "oldest_job_seconds": age,
            "log_entries_waiting": LogEntry.objects.filter(index=None).count(),
            "disk_free": round(free, 3),
        },
    )


def _existing(path: object) -> object:
    while not path.exists():
        path = path.parent
    return path
