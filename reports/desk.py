"""The desk as a page needs it: the queue in order of urgency, and the counts on top."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from oversight.calendar import today
from oversight.models import holding
from reports import workflow
from reports.deadlines import Deadlines
from reports.models import Photo, Question, Report, ReportQuerySet
from reports.workflow import State

PERIOD = timedelta(days=30)
_WAITING = ("owed", "overdue", "soon", "new", "disputed")  # these are in order of their days

# What a row of the queue tells.
_SHOWN = (
    *("public_id", "kind", "stage", "state", "needs_answer", "observed_on", "filed_on"),
    *("answer_due_on", "forward_count"),
    *("project__title_kk", "project__title_ru", "project__title_en"),
    *("machine__name", "machine__number"),
    *("place__kind", "place__name_kk", "place__name_ru", "place__name_en"),
)

OWED = Q(needs_answer=True, state__in=workflow.OWED)


@dataclass(frozen=True)
class Box:
    """One compartment of the queue: which reports lie in it."""

    name: str
    holds: Q


@dataclass(frozen=True)
class Desk:
    """The queue on one day; asks once which day is three working days ahead."""

    at: date
    soon_on: date

    @classmethod
    def on(cls, at: date) -> "Desk":
        return cls(at, Deadlines(at).soon())

    @property
    def boxes(self) -> dict[str, Box]:
        """The compartments, most urgent first; a report may lie in several."""
        in_time = OWED & Q(answer_due_on__gt=self.soon_on)
        rows = [
            Box("owed", OWED),
            Box("overdue", OWED & Q(answer_due_on__lt=self.at)),
            Box("soon", OWED & Q(answer_due_on__range=(self.at, self.soon_on))),
            Box("new", in_time & Q(state=State.OPEN)),
            Box("disputed", Q(needs_answer=True, state=State.DISPUTED)),
            Box("answered", Q(state=State.ANSWERED)),
            Box("claimed", Q(state=State.CLAIMED)),
            Box("done", Q(state=State.RESOLVED, decided_on__gte=self.at - PERIOD)),
        ]
        return {box.name: box for box in rows}

    def counts(self, reports: ReportQuerySet) -> dict[str, int]:
        """How many reports lie in each compartment, in one query that reads an index alone."""
        found = self.boxes.values()
        return reports.aggregate(**{box.name: Count("state", filter=box.holds) for box in found})

    def queue(self, reports: ReportQuerySet, box: str = "owed") -> ReportQuerySet:
        """The reports of a compartment, the most urgent first, at a constant number of queries."""
        chosen = self.boxes.get(box) or self.boxes["owed"]
        answers = Question.objects.of_offices().filter(
            report=OuterRef("pk"), state=Question.State.ANSWERED
        )
        ready = Photo.objects.filter(report=OuterRef("pk"), state=Photo.State.READY)
        # Asked for each row that is shown, not for all that are sorted.
        photos = ready.order_by().values("report").annotate(count=Count("pk")).values("count")
        order = ["answer_due_on"] if chosen.name in _WAITING else []
        return (
            reports.filter(chosen.holds)
            .select_related("project", "machine", "place")
            .only(*_SHOWN)
            .annotate(photo_count=Coalesce(Subquery(photos), 0), has_news=Exists(answers))
            .order_by(*order, "filed_on", "public_id")
        )


def matching(reports: ReportQuerySet, asked: str) -> ReportQuerySet:
    """The reports whose work, machine or place holds every word, in any script, or with this id."""
    about = (f"{what}__search_key__contains" for what in ("project", "machine", "place"))
    return holding(reports, asked, *about, "public_id")


def next_owed(reports: ReportQuerySet, after: Report) -> Report | None:
    """What to answer when this one is done."""
    return Desk.on(today()).queue(reports).exclude(pk=after.pk).first()
