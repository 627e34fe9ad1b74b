"""Whether the site can do its work, moderation included."""

from dataclasses import replace

from oversight import health
from oversight.calendar import today
from reports import ladder
from reports.models import DigestIssue, Report


def report() -> health.Report:
    """The ground floor's report, with how long held reports wait and what failed to leave."""
    day = today()
    held = Report.objects.held()
    oldest = held.order_by("filed_on").first()
    late = held.filter(decide_by__lt=day).count()
    failed = DigestIssue.objects.filter(state=DigestIssue.State.FAILED).count()
    below = health.report()
    return replace(
        below,
        checks={**below.checks, "moderation": late == 0},
        figures={
            **below.figures,
            "ladder": ladder.level().name.lower(),
            "reports_held": held.count(),
            "oldest_held_days": (day - oldest.filed_on).days if oldest else 0,
            "held_too_long": late,
            "digests_failed": failed,
        },
    )
