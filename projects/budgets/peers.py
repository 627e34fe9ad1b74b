"""A budget among those of places of like size and kind, in the same year; never among all.

The database ranks, and gives back the few rows between which the quartiles lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, FloatField, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.places.kato import Kind
from projects.models import LocalBudget

LEAST = 5  # budgets; fewer say nothing about anybody
# So many times as many people, or as few; more only where that finds too few budgets.
LIKE = (1.5, 2, 3)
_RURAL = (Kind.RURAL_DISTRICT, Kind.VILLAGE)
_KINDS = dict.fromkeys(_RURAL, _RURAL) | {kind: (kind,) for kind in (Kind.TOWN, Kind.SETTLEMENT)}
_OWN, _TOTAL = Cast("own", FloatField()), Cast("total", FloatField())
_PEOPLE = Cast("place__population", FloatField())
MEASURES: dict[str, tuple[Promise, object]] = {
    "own_share": (_("own revenue, of each 100 tenge of income"), 100 * _OWN / _TOTAL),
    "own_per_person": (_("own revenue per resident"), _OWN / _PEOPLE),
    "total_per_person": (_("income per resident"), _TOTAL / _PEOPLE),
}
QUARTERS = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Standing:
    """One measure of a budget, and the smallest, the quartiles and the largest of its like: whole
    tenge, or tenge of each hundred."""

    measure: str
    value: Decimal
    quarters: tuple[Decimal, ...]

    @property
    def title(self) -> Promise:
        return MEASURES[self.measure][0]

    @property
    def is_money(self) -> bool:
        return self.measure != "own_share"

    @property
    def low(self) -> Decimal:
        return self.quarters[1]

    @property
    def median(self) -> Decimal:
        return self.quarters[2]

    @property
    def high(self) -> Decimal:
        return self.quarters[3]


@dataclass(frozen=True)
class Peers:
    """How many budgets are compared, of places with how many people, and where this one stands."""

    count: int
    fewest: int
    most: int
    standings: tuple[Standing, ...] = ()

    @property
    def are_enough(self) -> bool:
        return self.count >= LEAST


def of(budget: LocalBudget) -> Peers | None:
    """None where the population, the income or the own revenue is not known. Two queries."""
    people = budget.place.population
    if not people or not budget.total or budget.own is None:
        return None
    budgets = _of_its_kind(budget)
    fewest, most, count = _range(budgets, people)
    if count < LEAST:
        return Peers(count, fewest, most)
    rows = _ranked(budgets.filter(place__population__range=(fewest, most)))
    values = {
        "own_share": round(100 * budget.own / budget.total),
        "own_per_person": round(budget.own / people),
        "total_per_person": round(budget.total / people),
    }
    standings = (
        Standing(name, Decimal(values[name]), _quarters(rows, name, count)) for name in MEASURES
    )
    return Peers(count, fewest, most, tuple(standings))


def _of_its_kind(budget: LocalBudget) -> QuerySet[LocalBudget]:
    """The newest words on the year, its own among them."""
    place = budget.place
    return LocalBudget.objects.speaking().filter(
        year=budget.year,
        total__gt=0,
        own__isnull=False,
        place__kind__in=_KINDS[place.kind],
        place__invented=place.invented,
        place__valid_to=None,
        place__population__gt=0,
    )


def _range(budgets: QuerySet[LocalBudget], people: int) -> tuple[int, int, int]:
    """From how many to how many residents is like size, and how many budgets that finds."""
    ranges = [(round(people / times), round(people * times)) for times in LIKE]
    found = budgets.aggregate(
        **{
            str(at): Count("pk", filter=Q(place__population__range=limits))
            for at, limits in enumerate(ranges)
        }
    )
    enough = [at for at in range(len(LIKE)) if found[str(at)] >= LEAST]
    at = enough[0] if enough else len(LIKE) - 1
    return (*ranges[at], found[str(at)])


def _ranked(budgets: QuerySet[LocalBudget]) -> list[Mapping[str, float]]:
    """The rows between which the quartiles of some measure lie, with the rank in each."""
    measured = budgets.annotate(**{name: measure for name, (_title, measure) in MEASURES.items()})
    ranks = {
        f"{name}_rank": Window(RowNumber(), order_by=[F(name).asc(), F("pk").asc()])
        for name in MEASURES
    }
    ranked = measured.annotate(count=Window(Count("pk")), **ranks)
    wanted = Q()
    for name in MEASURES:
        for quarter in QUARTERS:
            # The quartile lies that many rows from the first: kept is the row there, or the two
            # around it.
            at = (Cast("count", FloatField()) - 1.0) * (quarter / 4)
            wanted |= Q(**{f"{name}_rank__gt": at, f"{name}_rank__lte": at + 2.0})
    return list(ranked.filter(wanted).values("count", *MEASURES, *ranks))


def _quarters(rows: list[Mapping[str, float]], name: str, count: int) -> tuple[Decimal, ...]:
    """Between two rows the quartile lies in proportion, as PostgreSQL's percentile_cont has it."""
    values = {row[f"{name}_rank"]: row[name] for row in rows}
    found = []
    for quarter in QUARTERS:
        rank, rest = divmod((count - 1) * quarter, 4)
        low = values[rank + 1]
        exact = low + (values[rank + 2] - low) * rest / 4 if rest else low
        found.append(Decimal(round(exact)))
    return tuple(found)
