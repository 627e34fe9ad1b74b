"""How many people a work was planned for, and how many live there now."""

from collections import defaultdict

from django.db.models import QuerySet

from oversight.models import PlacePopulation
from projects.models import Project

History = list[tuple[int, int]]  # (year, people), the oldest first


def then_and_now(history: History, year: int) -> tuple[int | None, int | None]:
    """The people of the plan's year, or of the nearest one known, and the newest figure.

    Nothing is said while only one figure is known: one figure shows no change.
    """
    if len(history) < 2:
        return None, None
    before = [entry for entry in history if entry[0] <= year] or history[:1]
    then, now = before[-1], history[-1]
    return (then[1], now[1]) if then[0] < now[0] else (None, None)


def fill(project: Project, history: History) -> bool:
    """Set both figures of a work; returns whether either changed."""
    planned = project.approved_on or project.planned_start
    found = then_and_now(history, planned.year) if planned else (None, None)
    kept = (project.people_before, project.people_now)
    project.people_before, project.people_now = found
    return found != kept


def histories(places: QuerySet | list[int]) -> dict[int, History]:
    """The population by year of each of these places, in one query."""
    found: dict[int, History] = defaultdict(list)
    rows = PlacePopulation.objects.filter(place__in=places).order_by("year")
    for place, year, people in rows.values_list("place", "year", "people"):
        found[place].append((year, people))
    return found


def refresh() -> int:
    """Bring the figures of all works up to date; returns how many moved."""
    works = Project.objects.all()
    known = histories(works.values("place"))
    moved = [work for work in works.iterator() if fill(work, known.get(work.place_id, []))]
    Project.objects.bulk_update(moved, ["people_before", "people_now"], batch_size=500)
    return len(moved)
