"""How many works leave out when they end, what they cost, who does them: a finding, so counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q, QuerySet

from oversight.models import Place
from projects.flags import NOT_PUBLISHED
from projects.models import Project, ProjectFlag


@dataclass(frozen=True)
class Unpublished:
    """Works without an end, without a sum, without a contractor."""

    end: int = 0
    sum: int = 0
    supplier: int = 0

    def __bool__(self) -> bool:
        return bool(self.end or self.sum or self.supplier)

    @classmethod
    def of_places(cls, places: Iterable[Place]) -> Self:
        """What the summary columns say: no query, however many works there are."""
        rows = [
            (place.no_end_count, place.no_sum_count, place.no_supplier_count) for place in places
        ]
        return cls(*map(sum, zip(*rows, strict=True)))

    @classmethod
    def of_works(cls, works: QuerySet[Project]) -> Self:
        """Counted now, in one query; for lists that no place sums up."""
        found = ProjectFlag.objects.filter(
            code__in=NOT_PUBLISHED, project__in=works.order_by().values("pk")
        )
        counts = {code: Count("pk", filter=Q(code=code)) for code in NOT_PUBLISHED}
        return cls(*found.aggregate(**counts).values())

    @classmethod
    def of_list(cls, works: QuerySet[Project], chosen: dict[str, object]) -> Self:
        """Of what a list is narrowed to; a whole place, or the whole country, is summed up."""
        place = chosen.get("place")
        if not chosen:
            return cls.of_places(Place.objects.current().filter(parent=None))
        if chosen.keys() == {"place"} and place.valid_to is None:
            return cls.of_places([place])
        return cls.of_works(works)
