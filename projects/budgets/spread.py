"""How far the budgets of one year lie apart: the smallest, the middle, the largest, and Gini."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Count
from django.db.models.functions import Left

from oversight.models import Place
from projects.models import LocalBudget
from projects.models.budgets import LocalBudgetQuerySet

LEAST = 5  # budgets; fewer have no spread
MILLION = 1_000_000
EDGES = (5, 10, 20, 50, 100, 200, 500, 1000)  # million tenge


@dataclass(frozen=True)
class Class:
    """Budgets between two edges, in millions of tenge; None: there is no edge on that side."""

    above: int | None
    below: int | None
    count: int

    @property
    def label(self) -> str:
        """Its edges, for a drawing and a table."""
        if self.above is None:
            return f"< {self.below}"
        return f"≥ {self.above}" if self.below is None else f"{self.above}–{self.below}"


@dataclass(frozen=True)
class Spread:
    """The budgets of one year, by their income."""

    year: int
    count: int
    smallest: LocalBudget
    largest: LocalBudget
    median: Decimal
    average: Decimal
    gini: float
    classes: tuple[Class, ...]

    @property
    def times(self) -> int:
        """How many times the smallest the largest is."""
        return round(self.largest.total / self.smallest.total)


def budgets(place: Place | None) -> LocalBudgetQuerySet:
    """The newest words on every year, of the country or of what lies in a place."""
    rows = LocalBudget.objects.speaking().filter(total__gt=0)
    return rows.below(place) if place else rows.of_country()


def years(rows: LocalBudgetQuerySet) -> list[int]:
    """The years of which budgets are known, the newest first."""
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def by_region(rows: LocalBudgetQuerySet, year: int | None) -> dict[str, int]:
    """How many of a year are known, by the two digits with which the codes of a region begin."""
    told = rows.filter(year=year).annotate(region=Left("place__code", 2)).order_by()
    return dict(told.values("region").annotate(Count("pk")).values_list("region", "pk__count"))


def of(rows: LocalBudgetQuerySet, year: int) -> Spread | None:
    """None where too few are known. Three queries."""
    theirs = rows.filter(year=year).order_by("total", "pk")
    totals = list(theirs.values_list("total", flat=True))
    if len(totals) < LEAST:
        return None
    whole = theirs.select_related("place__parent__parent__parent")
    return Spread(
        year,
        len(totals),
        whole.first(),
        whole.last(),
        median(totals),
        sum(totals) / len(totals),
        gini(totals),
        _classes(totals),
    )


def gini(ordered: Sequence[Decimal]) -> float:
    """0 where all have the same, 1 where one has all. The amounts stand in ascending order."""
    count, whole = len(ordered), sum(ordered)
    weighed = sum(rank * amount for rank, amount in enumerate(ordered, start=1))
    return float(2 * weighed / (count * whole)) - (count + 1) / count


def _classes(totals: Sequence[Decimal]) -> tuple[Class, ...]:
    counts = [0] * (len(EDGES) + 1)
    for total in totals:
        counts[bisect_right(EDGES, total / MILLION)] += 1
    sides = zip((None, *EDGES), (*EDGES, None), counts, strict=True)
    return tuple(Class(*side) for side in sides)
