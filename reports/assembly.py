"""The gathering pack: what a village's assembly should have before it, reckoned once."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from django.db.models import Count, Q, QuerySet, Sum

from oversight.calendar import today
from oversight.models import Place
from projects.models import Project
from reports.models import Commitment, Gathering, Report
from reports.sheets import Few
from reports.workflow import State

HALF_YEAR = timedelta(days=183)
LINES = 5  # of each kind, so that the paper stays one sheet


@dataclass(frozen=True)
class Money:
    """What is being built here is to cost and was paid; sums not published are counted apart."""

    works: int
    planned: Decimal | None
    paid: Decimal | None
    unpublished: int


@dataclass(frozen=True)
class Pack:
    """Overdue, waiting, answered of late, late works, money, and what offices promised before."""

    overdue: Few
    waiting: Few
    answered: Few
    late: Few
    money: Money
    promised: Few
    next: Gathering | None

    @classmethod
    def of(cls, place: Place) -> Self:
        day = today()
        asked = (
            Report.objects.below(place)
            .owed()
            .select_related("project", "machine", "place", "office")
        )
        asked = asked.order_by("answer_due_on", "public_id")
        works = Project.objects.below(place).select_related("place")
        return cls(
            overdue=Few.of(asked.filter(answer_due_on__lt=day), LINES),
            waiting=Few.of(asked.exclude(answer_due_on__lt=day), LINES),
            answered=Few.of(_answered(place), LINES),
            late=Few.of(works.late(day).order_by("planned_end", "pk"), LINES),
            money=_money(works),
            promised=Few.of(_promised(place), LINES),
            next=_next_gathering(place, day),
        )


def _next_gathering(place: Place, day: date) -> Gathering | None:
    announced = Gathering.objects.shown().filter(place__in=_around(place), held_on__gte=day)
    return announced.last()


def _answered(place: Place) -> QuerySet[Report]:
    """What was answered in the last half-year, the newest first."""
    kept = Report.objects.below(place).public().exclude(state=State.WITHDRAWN)
    recent = kept.filter(answered_on__gte=today() - HALF_YEAR)
    return recent.select_related("project", "machine", "place").order_by(
        "-answered_on", "public_id"
    )


def _promised(place: Place) -> QuerySet[Commitment]:
    """What gatherings here decided and final documents on it asked, and nobody has finished."""
    here = Q(gathering__place__in=_around(place)) | Q(dossier__place__in=_around(place))
    kept = Commitment.objects.shown().filter(here).exclude(answer=Commitment.Answer.DONE)
    return kept.select_related("office").order_by("answer_due_on", "pk")


def _around(place: Place) -> QuerySet[Place]:
    """The place with what contains it: a village gathers in its rural district, too."""
    return Place.objects.above(place)


def _money(works: QuerySet[Project]) -> Money:
    going_on = works.exclude(status__in=Project.OVER)
    sums = going_on.aggregate(
        works=Count("pk"),
        planned=Sum("budget_amount", filter=Q(budget_shared=False)),
        paid=Sum("paid_amount"),
        unpublished=Count("pk", filter=Q(budget_amount=None)),
    )
    return Money(**sums)
