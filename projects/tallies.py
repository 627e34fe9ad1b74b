"""Counts and sums of works for every place above them, in step with the works themselves.

A work keeps in `tallied` what the places above hold of it, so a change is the difference between
that and what it is now, and nothing is counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from django.db import transaction
from django.db.models import F, QuerySet

from oversight.models import Place
from projects import flags, saving
from projects.models import PlaceTally, Project

Share = dict[str, object]
Cell = tuple[str, int | None, int | None]  # status, programme, year
Counts = Counter[str]
Move = tuple[Share | None, Share]  # what the places above hold of a work, and what it is now

CELL = ("status", "programme_id", "year")
OF_CELLS = ("count", "grave", "priced", "total", "shared", "unpublished")
# What the places themselves count, and the flag of a work that it counts.
OF_FLAGS = {
    "late_count": "late",
    "unseen_count": "no_eyes",
    "no_end_count": "end_not_published",
    "no_sum_count": "sum_not_published",
    "no_supplier_count": "supplier_not_published",
}
OF_PLACES = ("grave_count", *OF_FLAGS)
BATCH = 500


def refresh(project: Project, codes: Collection[str]) -> None:
    """Bring the tallies of all places above in step with the work and its flags of today."""
    before, now = project.tallied, share(project, codes)
    if now == before:
        return
    project.tallied, project.is_grave = now, now["grave"]
    waiting = _waiting.get()
    if waiting is not None:
        waiting.setdefault(project.pk, (project, before))
        return
    _move(_held(project), now)
    Project.objects.filter(pk=project.pk).update(tallied=now, is_grave=now["grave"])


def _held(project: Project) -> Share | None:
    """What the places above hold of the work, locked: of two who change one work at once, the
    second must see what the first has added."""
    known = Project.objects.select_for_update().filter(pk=project.pk)
    return known.values_list("tallied", flat=True).get()


def share(project: Project, codes: Collection[str]) -> Share:
    """What the work adds to the places above it. Shared and unpublished sums add none."""
    money, year = project.money(), project.planned_end or project.planned_start
    return {
        "path": project.place.path,
        "status": str(project.status),
        "programme_id": project.programme_id,
        "year": year.year if year else None,
        "total": None if money is None else f"{money:.2f}",
        "shared": project.budget_shared and project.budget_amount is not None,
        "unpublished": project.budget_amount is None,
        "grave": any(code in flags.GRAVE for code in codes),
        "flags": sorted(set(codes).intersection(OF_FLAGS.values())),
    }


def _cell(share: Share) -> Cell:
    return share["status"], share["programme_id"], share["year"]


def _counts(share: Share) -> Counts:
    """A share as numbers that can be added."""
    return Counter(
        count=1,
        grave=int(share["grave"]),
        priced=int(share["total"] is not None),
        total=Decimal(share["total"] or 0),
        shared=int(share["shared"]),
        unpublished=int(share["unpublished"]),
        grave_count=int(share["grave"]),
        **{name: int(code in share["flags"]) for name, code in OF_FLAGS.items()},
    )


def _move(before: Share | None, now: Share) -> None:
    cells: dict[tuple[str, Cell], Counts] = defaultdict(Counter)
    places: dict[str, Counts] = defaultdict(Counter)
    for held, sign in ((before, -1), (now, 1)):
        for name, number in (_counts(held) if held else Counter()).items():
            cells[held["path"], _cell(held)][name] += sign * number
            places[held["path"]][name] += sign * number
    for (path, cell), counts in cells.items():
        _add_to_cell(path, cell, _only(counts, OF_CELLS))
    for path, counts in places.items():
        if moved := _only(counts, OF_PLACES):
            _above(path).update(**_increments(moved))


def _only(counts: Counts, names: Iterable[str]) -> dict[str, object]:
    return {name: counts[name] for name in names if counts[name]}


def _increments(moved: Mapping[str, object]) -> dict[str, object]:
    return {name: F(name) + number for name, number in moved.items()}


def _above(path: str) -> QuerySet[Place]:
    return Place.objects.current().filter(code__in=path.split())


def _add_to_cell(path: str, cell: Cell, moved: Mapping[str, object]) -> None:
    """Add to the rows of all places above; a place that has none of this kind gets its first."""
    if not moved:
        return
    codes, which = path.split(), dict(zip(CELL, cell, strict=True))
    rows = PlaceTally.objects.filter(place__code__in=codes, place__valid_to=None, **which)
    if rows.update(**_increments(moved)) < len(codes):
        lacking = _above(path).exclude(pk__in=rows.values("place"))
        PlaceTally.objects.bulk_create(
            PlaceTally(place=place, **which, **moved) for place in lacking
        )


# Many works together ------------------------------------------------------------------------

# Works by their keys, and what the places above held of each before.
Waiting = dict[int, tuple[Project, Share | None]]

_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What works of this block add to the places above is added at its end, in a few queries.

    The block is inside one transaction, in which its caller read and locked the works."""
    changed: Waiting = {}
    token = _waiting.set(changed)
    try:
        yield
    finally:
        _waiting.reset(token)
    _move_all([(before, project.tallied) for project, before in changed.values()])
    for project, _before in changed.values():
        saving.save(project, ["tallied", "is_grave"])


def add(projects: list[Project], codes: list[Collection[str]]) -> None:
    """Add works that are not yet saved, each with its flags, to the places above them."""
    for project, found in zip(projects, codes, strict=True):
        project.tallied = share(project, found)
        project.is_grave = project.tallied["grave"]
    _move_all([(None, project.tallied) for project in projects])


def _move_all(moves: list[Move]) -> None:
    cells: dict[tuple[str, Cell], Counts] = defaultdict(Counter)
    places: dict[str, Counts] = defaultdict(Counter)
    for before, now in moves:
        for held, sign in ((before, -1), (now, 1)):
            if held is None:
                continue
            counts = {name: sign * number for name, number in _counts(held).items() if number}
            for code in held["path"].split():
                cells[code, _cell(held)].update(counts)
                places[code].update(counts)
        for code in now["path"].split() if before is None else ():
            places[code]["project_count"] += 1
    _add_to_cells({key: counts for key, counts in cells.items() if any(counts.values())})
    _add_to_places({code: counts for code, counts in places.items() if any(counts.values())})


def _add_to_cells(cells: Mapping[tuple[str, Cell], Counts]) -> None:
    codes = {code for code, _cell in cells}
    places = dict(Place.objects.current().filter(code__in=codes).values_list("pk", "code"))
    keys = {code: key for key, code in places.items()}
    found = PlaceTally.objects.select_for_update().filter(place__in=places).order_by("pk")
    known = {(places[row.place_id], (row.status, row.programme_id, row.year)): row for row in found}
    new = []
    for (code, cell), counts in cells.items():
        row = known.get((code, cell))
        if row is None:
            row = PlaceTally(place_id=keys[code], **dict(zip(CELL, cell, strict=True)))
            new.append(row)
        for name in OF_CELLS:
            setattr(row, name, getattr(row, name) + counts[name])
    kept = [known[key] for key in cells if key in known]
    # Several times faster than bulk_update, which writes a CASE for each row and column.
    PlaceTally.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["id"], update_fields=OF_CELLS
    )
    PlaceTally.objects.bulk_create(new)


def _add_to_places(places: Mapping[str, Counts]) -> None:
    """One statement for all places that grow alike."""
    alike: dict[tuple[tuple[str, int], ...], list[str]] = defaultdict(list)
    for code, counts in places.items():
        moved = _only(counts, ("project_count", *OF_PLACES))
        if moved:
            alike[tuple(moved.items())].append(code)
    for moved, codes in alike.items():
        Place.objects.current().filter(code__in=codes).update(**_increments(dict(moved)))


# All at once --------------------------------------------------------------------------------


def rebuild() -> list[str]:
    """Reckon every tally again from the works; returns what did not agree, and mends it."""
    works = Project.objects.select_related("place").prefetch_related("flags")
    wrong, held = [], []
    for project in works.iterator(chunk_size=BATCH):
        now = share(project, [flag.code for flag in project.flags.all()])
        held.append(now)
        if (project.tallied, project.is_grave) != (now, now["grave"]):
            project.tallied, project.is_grave = now, now["grave"]
            wrong.append(project)
    Project.objects.bulk_update(wrong, ["tallied", "is_grave"], batch_size=BATCH)
    return [*(f"project {project.identifier}" for project in wrong), *_rebuild_places(held)]


def _rebuild_places(held: Iterable[Share]) -> list[str]:
    cells: dict[str, dict[Cell, Counts]] = defaultdict(lambda: defaultdict(Counter))
    for one in held:
        counts = _counts(one)
        for code in one["path"].split():
            cells[code][_cell(one)].update(counts)
    stored = _stored()
    places = list(Place.objects.current().only("code", "project_count", *OF_PLACES))
    wrong = []
    for start in range(0, len(places), BATCH):
        # A batch is one transaction: quick to write, and nobody waits long for it.
        with transaction.atomic():
            wrong += [
                f"place {place.code}"
                for place in places[start : start + BATCH]
                if _mend(place, cells.get(place.code, {}), stored.get(place.pk, {}))
            ]
    return wrong


def _stored() -> dict[int, dict[Cell, Counts]]:
    found: dict[int, dict[Cell, Counts]] = defaultdict(lambda: defaultdict(Counter))
    for (
        place,
        *cell,
        count,
        grave,
        priced,
        total,
        shared,
        unpublished,
    ) in PlaceTally.objects.values_list("place", *CELL, *OF_CELLS):
        numbers = (count, grave, priced, total, shared, unpublished)
        found[place][tuple(cell)].update(dict(zip(OF_CELLS, numbers, strict=True)))
    return found


def _mend(place: Place, cells: dict[Cell, Counts], stored: dict[Cell, Counts]) -> bool:
    """Write what the place should hold where it holds something else."""
    together: Counts = Counter()
    for counts in cells.values():
        together.update(counts)
    columns = {"project_count": together["count"]}
    columns |= {name: together[name] for name in OF_PLACES}
    wrong = {name: n for name, n in columns.items() if getattr(place, name) != n}
    if wrong:
        Place.objects.filter(pk=place.pk).update(**wrong)
    due = {cell: _only(counts, OF_CELLS) for cell, counts in cells.items()}
    if due == {cell: kept for cell, n in stored.items() if (kept := _only(n, OF_CELLS))}:
        return bool(wrong)
    place.tallies.all().delete()
    PlaceTally.objects.bulk_create(
        PlaceTally(place=place, **dict(zip(CELL, cell, strict=True)), **numbers)
        for cell, numbers in due.items()
    )
    return True
