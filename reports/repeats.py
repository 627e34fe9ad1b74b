"""A step asked for with the receipt code is taken once, however often a phone asks for it."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from reports.models import Report, StepTaken
from reports.workflow import NotAllowed


@transaction.atomic
def once(report: Report, step_id: UUID | None, step: Callable[[Report], object]) -> None:
    """Take the step, unless this very one was taken; without an id each asking is a new one.

    Raises NotAllowed as the step does, and for an id that was used with another report.
    """
    if step_id is None:
        step(report)
        return
    taken, is_new = StepTaken.objects.get_or_create(step_id=step_id, defaults={"report": report})
    if taken.report_id != report.pk:
        raise NotAllowed("a step of another report")
    if is_new:
        step(report)
