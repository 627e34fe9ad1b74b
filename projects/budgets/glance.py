"""The budget of a place in one line, for pages that are about something else.

It comes with the query that the page makes anyway: pages of places and works ask no oftener for it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.db.models import F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from oversight.calendar import today
from oversight.rows import JsonRow
from projects.budgets.classification import Version
from projects.models import LocalBudget

COLUMN = "budget_glance"


@dataclass(frozen=True)
class OwnYears:
    """A sum in years of own revenue, and in percent of one year's."""

    years: int
    percent: int


@dataclass(frozen=True)
class Glance:
    """The newest word on the newest year that is not to come. `code` is that of its place."""

    code: str
    year: int
    version: Version
    total: Decimal | None
    own: Decimal | None

    @classmethod
    def of(cls, row: object) -> Self | None:
        """What a row that was asked with `column` brought along; None where no budget is known."""
        found = getattr(row, COLUMN, None)
        if not found:
            return None
        sums = (found[name] and Decimal(found[name]) for name in ("total", "own"))
        return cls(found["code"], found["year"], Version(found["version"]), *sums)

    @property
    def own_share(self) -> int | None:
        """Of a hundred tenge, how many are the place's own."""
        return share(self.own, self.total)

    def years_of(self, amount: Decimal | None) -> OwnYears | None:
        """How much of its own revenue a sum is; None where either is not known, or nothing."""
        if not amount or not self.own or self.own < 0:
            return None
        return OwnYears(round(amount / self.own), max(1, round(100 * amount / self.own)))


def column(place: str) -> dict[str, Subquery]:
    """To annotate rows with: the budget of the place on that path, or of what it lies in. Places
    themselves are `pk`."""
    above = "parent" if place == "pk" else f"{place}__parent"
    theirs = Q(place=OuterRef(place)) | Q(place=OuterRef(above))
    budgets = LocalBudget.objects.speaking().filter(theirs, year__lte=today().year)
    row = JsonRow(
        code=F("place__code"),
        year=F("year"),
        version=F("version"),
        total=Cast("total", TextField()),
        own=Cast("own", TextField()),
    )
    return {COLUMN: Subquery(budgets.order_by("-year").values(row=row)[:1])}


def share(part: Decimal | None, whole: Decimal | None) -> int | None:
    """Percent, rounded; None where it cannot be said."""
    return round(100 * part / whole) if part is not None and whole and whole > 0 else None
