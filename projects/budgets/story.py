"""The budgets of one place over the years: where the money comes from, and how it moved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from oversight import charts
from oversight.charts import Chart
from oversight.models import Place
from projects.budgets.classification import FIGURES, Line, Part, Version
from projects.budgets.glance import share
from projects.models import LocalBudget
from projects.people import History

MILLION = 1_000_000
KINDS = ("own", "transfers")  # of income, from the foot of the drawing up
_ORDER = {version: at for at, version in enumerate(Version)}


@dataclass(frozen=True)
class Year:
    """The newest word on one year, and how many lived there then."""

    budget: LocalBudget
    people: int | None
    people_year: int | None

    @property
    def year(self) -> int:
        return self.budget.year

    @property
    def own_share(self) -> int | None:
        return share(self.budget.own, self.budget.total)

    @property
    def per_person(self) -> Decimal | None:
        return _each(self.budget.total, self.people)

    @property
    def own_per_person(self) -> Decimal | None:
        return _each(self.budget.own, self.people)


@dataclass(frozen=True)
class Figure:
    """One total of the form, in each of the versions that stand side by side."""

    name: str
    title: Promise
    amounts: list[Decimal | None]

    @property
    def is_part(self) -> bool:
        """Whether it is a kind of income."""
        return self.name in ("tax", "nontax", "capital", "transfers")


@dataclass(frozen=True)
class Moved:
    """A figure that a budget stated otherwise before. None is not stated."""

    until: date
    title: Promise
    old: Decimal | None
    new: Decimal | None


def years(budgets: Sequence[LocalBudget], history: History, place: Place) -> list[Year]:
    """The newest word on every year, the newest year first."""
    known = history or [(place.population_year, place.population)] * bool(place.population)
    spoken = sorted((one for one in budgets if one.speaks), key=lambda one: -one.year)
    return [Year(budget, *_people(known, budget.year)) for budget in spoken]


def _people(known: History, year: int) -> tuple[int | None, int | None]:
    """The population of the nearest year that is known, and that year."""
    if not known:
        return None, None
    nearest = min(known, key=lambda entry: (abs(entry[0] - year), entry[0]))
    return nearest[1], nearest[0]


def versions(budgets: Sequence[LocalBudget], year: int) -> list[LocalBudget]:
    """All that was decided of a year, in order: approved, each amendment, executed."""
    of_year = [budget for budget in budgets if budget.year == year]
    undated = "0"
    return sorted(
        of_year, key=lambda one: (_ORDER[one.version], str(one.decided_on or undated), one.pk)
    )


def side_by_side(decided: Sequence[LocalBudget]) -> list[LocalBudget]:
    """The last of each version."""
    return list({budget.version: budget for budget in decided}.values())


def figures(beside: Sequence[LocalBudget]) -> list[Figure]:
    """The totals that any of the versions states or makes."""
    rows = [
        Figure(name, title, [budget.shown[name] for budget in beside])
        for name, title in FIGURES.items()
    ]
    return [row for row in rows if any(amount is not None for amount in row.amounts)]


def lines(budget: LocalBudget) -> dict[str, list[Line]]:
    """The lines of a budget by part, each part in the order of its codes."""
    found: dict[str, list[Line]] = defaultdict(list)
    parts = list(Part)
    for line in sorted(budget.said, key=lambda line: (parts.index(line.part), line.code)):
        found[Part(line.part).label].append(line)
    return dict(found)


def moved(budget: LocalBudget) -> list[Moved]:
    """What was changed since it was entered, the newest first."""
    states = [state["said"] for state in budget.earlier]
    after = [*states[1:], budget.figures]
    found = [
        Moved(
            date.fromisoformat(kept["until"]),
            FIGURES[name],
            _sum(kept["said"].get(name)),
            _sum(then.get(name)),
        )
        for kept, then in zip(budget.earlier, after, strict=True)
        for name in FIGURES
        if _sum(kept["said"].get(name)) != _sum(then.get(name))
    ]
    return found[::-1]


def drawing(story: Sequence[Year]) -> Chart:
    """Own revenue and transfers of each year, in millions, the oldest year first."""
    rows = []
    for each in reversed(story):
        total, own = each.budget.total, each.budget.own
        if total is not None and own is not None:
            parts = {"own": float(own) / MILLION, "transfers": float(total - own) / MILLION}
            rows.append((str(each.year), parts))
    return charts.stacked(rows, KINDS, said=short)


def short(millions: float) -> str:
    """As it fits above a bar: no more digits than say something."""
    return f"{millions:.0f}" if millions >= 10 else f"{millions:.1f}"


def _each(amount: Decimal | None, people: int | None) -> Decimal | None:
    return amount / people if amount is not None and people else None


def _sum(value: Decimal | str | None) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)
