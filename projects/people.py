"""How many people a work was planned for, how many live and learn there now, and how that moves."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from oversight.models import PlacePopulation, PlacePupils
from projects.models import Project

LOOK_BACK = 5  # years that lie at least between two counts to call it growing or emptying
RECKONED = ("people_before", "people_now", "counted")

History = list[tuple[int, int]]  # (year, count), the oldest first


@dataclass(frozen=True)
class Counts:
    """Of one place its people and its pupils, by year."""

    people: History = field(default_factory=list)
    pupils: History = field(default_factory=list)


def then_and_now(history: History, year: int) -> tuple[int | None, int | None]:
    """The people of the plan's year, or of the nearest one known, and the newest figure.

    Nothing is said while only one figure is known: one figure shows no change.
    """
    if len(history) < 2:
        return None, None
    before = [entry for entry in history if entry[0] <= year] or history[:1]
    then, now = before[-1], history[-1]
    return (then[1], now[1]) if then[0] < now[0] else (None, None)


def trend(history: History) -> list[int]:
    """The last count that is at least five years older than the newest, and the newest: year,
    count, year, count. Empty while no two lie so far apart."""
    if not history:
        return []
    now = history[-1]
    before = [entry for entry in history if entry[0] <= now[0] - LOOK_BACK]
    return [*before[-1], *now] if before else []


def fill(project: Project, counts: Counts) -> bool:
    """Set what is reckoned of a work; returns whether any of it changed."""
    kept = [getattr(project, name) for name in RECKONED]
    planned = project.approved_on or project.planned_start
    found = then_and_now(counts.people, planned.year) if planned else (None, None)
    project.people_before, project.people_now = found
    trends = {"people": trend(counts.people), "pupils": trend(counts.pupils)}
    project.counted = {name: figures for name, figures in trends.items() if figures}
    return kept != [getattr(project, name) for name in RECKONED]


def histories(places: QuerySet | list[int]) -> dict[int, Counts]:
    """People and pupils by year of each of these places, in two queries."""
    people = populations(places)
    pupils = _by_year(PlacePupils.objects.filter(place__in=places), "pupils")
    return defaultdict(
        Counts,
        {place: Counts(people[place], pupils[place]) for place in people.keys() | pupils.keys()},
    )


def populations(places: QuerySet | list[int]) -> dict[int, History]:
    """The population by year of each of these places, in one query."""
    return _by_year(PlacePopulation.objects.filter(place__in=places), "people")


def _by_year(rows: QuerySet, count: str) -> dict[int, History]:
    found: dict[int, History] = defaultdict(list)
    for place, year, counted in rows.order_by("year").values_list("place", "year", count):
        found[place].append((year, counted))
    return found


def refresh() -> int:
    """Bring the figures of all works up to date; returns how many moved."""
    works = Project.objects.all()
    known = histories(works.values("place"))
    moved = [work for work in works.iterator() if fill(work, known.get(work.place_id, Counts()))]
    Project.objects.bulk_update(moved, RECKONED, batch_size=500)
    return len(moved)
