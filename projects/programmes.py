"""What is listed here of a programme, beside what its sources say of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from projects.models import Programme, ProgrammeYear


@dataclass(frozen=True)
class Year:
    """One statement on a year, and how many works of that year are listed here."""

    stated: ProgrammeYear
    listed: int


def years(programme: Programme, works: QuerySet) -> list[Year]:
    """The newest year first, in two queries."""
    stated = list(programme.years.all())
    listed = _listed(works, {row.year for row in stated})
    return [Year(row, listed[f"in_{row.year}"]) for row in stated]


def _listed(works: QuerySet, wanted: set[int]) -> dict[str, int]:
    """How many of the works go on in each year, as the list of works narrows by year."""
    if not wanted:
        return {}
    known = works.alias(
        begins=Coalesce("planned_start", "planned_end"),
        ends=Coalesce("planned_end", "planned_start"),
    )
    counts = {
        f"in_{year}": Count(
            "pk", filter=Q(begins__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))
        )
        for year in wanted
    }
    return known.aggregate(**counts)
