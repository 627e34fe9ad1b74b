"""The one way in which a report comes from a state into another: row and log entry, together."""

from collections.abc import Sequence

from oversight import public_log
from oversight.public_log import Part
from reports import workflow
from reports.models import Report

# What a step may change. The row was read before the step began: whatever else stands in it may
# have been hidden, covered, erased or counted since, and must not come back.
CHANGED = (
    *("state", "public_on", "decide_by", "withdrawn_on"),
    *("clock_started_on", "answer_due_on", "calendar_version", "office_told"),
    *("answered_on", "answered_in_time", "claimed_on", "decided_on"),
)


def take(
    report: Report,
    state: str,
    *,
    role: str,
    object_id: str,
    ref: str = "-",
    reason: str = "-",
    waits: str = "",
    parts: Sequence[Part] = (),
) -> None:
    """Take one step of the table: the row and its log entry, together.

    The row moves only from the state it was read in: of two people deciding at once the second
    is refused.
    """
    step = workflow.check(report.state, state, role=role)
    locked = Report.objects.select_for_update().values_list("state", flat=True)
    if locked.get(pk=report.pk) != report.state:
        raise workflow.NotAllowed(f"{report} is no longer {report.state}")
    report.state = state
    report.save(update_fields=CHANGED)
    public_log.append(
        step.log_kind, object_id, role=role, ref=ref, reason=reason, state=waits, parts=parts
    )
