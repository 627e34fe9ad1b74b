"""Whether the site can do its work, moderation included."""

from dataclasses import replace

from oversight import health
from oversight.calendar import today
from reports import ladder
from reports.models import DigestIssue, Objection, Report, StatementRequest


def report() -> health.Report:
    """The ground floor's report, with what moderators let wait too long and what failed to leave.

    How many reports are held is not told: an office that asks often would learn of each.
    """
    day = today()
    late = Report.objects.held().filter(decide_by__lt=day).count()
    unheard = StatementRequest.objects.overdue(day).count()
    unread = Objection.objects.overdue(day).count()
    failed = DigestIssue.objects.filter(state=DigestIssue.State.FAILED).count()
    below = health.report()
    return replace(
        below,
        checks={**below.checks, "moderation": late == unheard == unread == 0},
        figures={
            **below.figures,
            "ladder": ladder.level().name.lower(),
            "held_too_long": late,
            "firms_unheard": unheard,
            "objections_unread": unread,
            "digests_failed": failed,
        },
    )
