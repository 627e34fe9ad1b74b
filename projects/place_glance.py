"""What a place's page says in one line of its akim's term, and of subsidies to businesses there.

Both come with queries that the page makes anyway.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField
from django.db.models.functions import Cast

from oversight.calendar import today
from oversight.models import AkimTerm, Office, Place
from oversight.places import kato
from oversight.rows import JsonRow
from projects.models import Subsidy

COLUMN = "subsidies_glance"
DISTRICT = 4  # digits of its code


def offices() -> QuerySet[Office]:
    """Offices with the term of the akim who leads each: when it began, and when it ends."""
    now = AkimTerm.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today()), office=OuterRef("pk"), elected_on__lte=today()
    ).order_by("-elected_on")
    return Office.objects.annotate(
        term=Subquery(now.values("pk")[:1]),
        elected_on=Subquery(now.values("elected_on")[:1]),
        ends_on=Subquery(now.values("ends_on")[:1]),
    )


@dataclass(frozen=True)
class Subsidies:
    """The newest year that is known of a district, or of a region; no sum is known: no total."""

    place: Place
    year: int
    firms: int
    total: Decimal | None
    unpublished: int

    @classmethod
    def of(cls, place: Place) -> Self | None:
        """What a place that was asked with `column` brought along; None where none are known."""
        found = getattr(place, COLUMN, None)
        if not found:
            return None
        total = found["total"] and Decimal(found["total"])
        return cls(seat(place), found["year"], found["firms"], total, found["unpublished"])


def column(code: str) -> dict[str, Subquery]:
    """To annotate the place of this code with."""
    inside = Subsidy.objects.filter(place__code__range=kato.below(_seat(code)))
    years = (
        inside.order_by()
        .values("year")
        .annotate(
            firms=Count("firm", distinct=True),
            total=Sum("amount"),
            unpublished=Count("pk", filter=Q(amount=None)),
        )
    )
    row = JsonRow(
        year=F("year"),
        firms=F("firms"),
        total=Cast("total", TextField()),
        unpublished=F("unpublished"),
    )
    return {COLUMN: Subquery(years.order_by("-year").values(row=row)[:1])}


def seat(place: Place) -> Place:
    """The district that subsidies of this place are told of, or the place where it is in none."""
    return {each.code: each for each in place.lineage}.get(_seat(place.code), place)


def _seat(code: str) -> str:
    """Subsidies are of whole districts: what lies in one is told of its district."""
    return code[:DISTRICT].ljust(9, "0") if kato.level(code) > DISTRICT else code
