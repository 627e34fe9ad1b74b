"""Plan against need of a place: who lives and learns there, and what norms ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.models import DataSource, Place
from projects import flags, people
from projects.models import Norm, Project

Status = Project.Status
IN_USE = (Status.COMPLETION, Status.MAINTENANCE)
COMING = (Status.IDENTIFICATION, Status.PREPARATION, Status.IMPLEMENTATION)
FLAGS = ("emptying", "too_large", "too_small", "outdated_plan")
SHOWN = 50

STATES: dict[str, Promise] = {
    "met": _("The norm is met."),
    "coming": _("The norm is not met yet; what is planned will meet it."),
    "unmet": _("The norm is not met, and what is planned does not meet it either."),
    "unknown": _("Whether the norm is met cannot be told: not enough is published."),
}


@dataclass(frozen=True)
class Places:
    """For how many the listed works of one kind are made; of some works that is not published."""

    in_use: int = 0
    coming: int = 0
    known: int = 0
    unpublished: int = 0


@dataclass(frozen=True)
class Need:
    """What one norm asks of one place, and what is there."""

    norm: Norm
    trend: list[int]  # year, count, year, count; empty while two counts are not known
    now: int
    places: Places

    @property
    def due(self) -> int:
        """How many places the norm asks for."""
        return ceil(self.now * self.norm.per_hundred / 100)

    @property
    def state(self) -> str:
        return state(self.due, self.places)

    @property
    def words(self) -> Promise:
        return STATES[self.state]

    @property
    def is_growing(self) -> bool:
        """Whether there are clearly more than some years ago."""
        if not self.trend:
            return False
        _since, before, _counted, now = self.trend
        return (now - before) * 100 >= flags.GROWN * before

    @property
    def of_pupils(self) -> bool:
        return flags.USED_BY[self.norm.sector] == "pupils"


@dataclass(frozen=True)
class Year:
    """What was counted in one year; None where nobody did."""

    year: int
    people: int | None
    pupils: int | None


def state(due: int, places: Places) -> str:
    """A figure that is missing never makes a norm unmet, but a met one it leaves met."""
    if places.in_use >= due:
        return "met"
    if places.unpublished or not places.known:
        return "unknown"
    return "coming" if places.in_use + places.coming >= due else "unmet"


def of(place: Place, at: date) -> list[Need]:
    """What the norms of that day ask of the place, in four queries."""
    counts, places = people.histories([place.pk])[place.pk], _places(place)
    found = []
    for norm in Norm.objects.on(at):
        history = getattr(counts, flags.USED_BY[norm.sector])
        if history and history[-1][1] >= norm.least:
            trend, now = people.trend(history), history[-1][1]
            found.append(Need(norm, trend, now, places.get(norm.sector, Places())))
    return found


def _places(place: Place) -> dict[str, Places]:
    """For how many the works are made that are listed there, by their kind."""
    works = Project.objects.below(place).filter(status__in=(*IN_USE, *COMING)).order_by()
    rows = works.values("sector").annotate(
        in_use=Coalesce(Sum("capacity", filter=Q(status__in=IN_USE)), 0),
        coming=Coalesce(Sum("capacity", filter=Q(status__in=COMING)), 0),
        known=Count("capacity"),
        unpublished=Count("pk", filter=Q(capacity=None)),
    )
    return {row.pop("sector"): Places(**row) for row in rows}


def years(place: Place) -> tuple[list[Year], set[DataSource]]:
    """People and pupils by year, the newest first, and whose counts they are."""
    living = list(place.populations.select_related("source"))
    learning = list(place.pupils.select_related("source"))
    people_of = {row.year: row.people for row in living}
    pupils_of = {row.year: row.pupils for row in learning}
    told = sorted(people_of.keys() | pupils_of.keys(), reverse=True)
    found = [Year(year, people_of.get(year), pupils_of.get(year)) for year in told]
    return found, _sources([*living, *learning])


def _sources(rows: Iterable[object]) -> set[DataSource]:
    return {row.source for row in rows}


def works(place: Place) -> QuerySet[Project]:
    """Works there whose plan and need differ."""
    flagged = Project.objects.below(place).filter(flags__code__in=FLAGS)
    return Project.objects.filter(pk__in=flagged.values("pk")).for_lists()[:SHOWN]
