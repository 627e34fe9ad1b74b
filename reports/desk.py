"""The desk as a page needs it: the queue in order of urgency, and the counts on top."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, DateField, F, Q, Value, When

from oversight.calendar import today
from reports import workflow
from reports.models import Report, ReportQuerySet
from reports.workflow import State

SOON = 3  # days: what is due this soon is said apart
PERIOD = timedelta(days=30)
_NEVER = date(9999, 12, 31)

OWED = Q(needs_answer=True, state__in=workflow.OWED)


@dataclass(frozen=True)
class Box:
    """One compartment of the queue: which reports lie in it."""

    name: str
    holds: Q


def boxes(at: date) -> dict[str, Box]:
    """The compartments, most urgent first; a report may lie in several."""
    soon = at + timedelta(days=SOON)
    rows = [
        Box("overdue", OWED & Q(answer_due_on__lt=at)),
        Box("soon", OWED & Q(answer_due_on__range=(at, soon))),
        Box("disputed", Q(needs_answer=True, state=State.DISPUTED)),
        Box("owed", OWED),
        Box("claimed", Q(state=State.CLAIMED)),
        Box("answered", Q(state=State.ANSWERED)),
        Box("done", Q(state=State.RESOLVED, decided_on__gte=at - PERIOD)),
    ]
    return {box.name: box for box in rows}


def counts(reports: ReportQuerySet, at: date | None = None) -> dict[str, int]:
    """How many reports lie in each compartment, in one query."""
    found = boxes(at or today())
    return reports.aggregate(**{box.name: Count("pk", filter=box.holds) for box in found.values()})


def queue(reports: ReportQuerySet, box: str = "owed", at: date | None = None) -> ReportQuerySet:
    """The reports of a compartment, the most urgent first, at a constant number of queries."""
    chosen = boxes(at or today()).get(box) or boxes(at or today())["owed"]
    return (
        reports.filter(chosen.holds)
        .select_related("project", "place", "office")
        .annotate(
            photo_count=Count("photos", filter=Q(photos__state="ready"), distinct=True),
            urgency=Case(
                When(OWED, then=F("answer_due_on")),
                default=Value(_NEVER),
                output_field=DateField(),
            ),
        )
        .order_by("urgency", "filed_on", "public_id")
    )


def next_owed(reports: ReportQuerySet, after: Report) -> Report | None:
    """What to answer when this one is done."""
    return queue(reports).exclude(pk=after.pk).first()
