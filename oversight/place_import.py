"""Reads an edition of the place classifier into the register.

Parsing and comparing happen before anything is written; writing goes in short batches, so that
people can go on reporting meanwhile. A second run of the same file changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path as FilePath

from django.db import transaction

from oversight import kato, names, offices, tables
from oversight.models import Place, PlaceName
from oversight.tables import Refusal

BATCH = 1000
Progress = Callable[[int], None]


@dataclass
class PlacePlan:
    """What an edition would change, before anything is written."""

    edition: date
    new: list[kato.KatoRow] = field(default_factory=list)
    renamed: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    moved: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    reused: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renamed or self.moved or self.reused or self.gone)


def plan_places(path: FilePath, edition: date) -> PlacePlan:
    """Compare a classifier file with the places in force. Raises tables.TableRefused."""
    table = tables.read_table(path, kato.REQUIRED, kato.ALIASES)
    current = {place.code: place for place in Place.objects.current().select_related("parent")}
    plan = PlacePlan(edition)
    seen: set[str] = set()
    for row in kato.read(table):
        if isinstance(row, Refusal):
            plan.refused.append(row)
        else:
            seen.add(row.code)
            _compare(plan, current.get(row.code), row)
    plan.gone = [place for code, place in current.items() if _is_gone(place, code, seen)]
    return plan


def _is_gone(place: Place, code: str, seen: set[str]) -> bool:
    """Invented places of the demonstration are in no edition and leave with none."""
    return code not in seen and not place.invented


def _compare(plan: PlacePlan, place: Place | None, row: kato.KatoRow) -> None:
    if place is None:
        plan.new.append(row)
    elif not _same_place(place, row):
        plan.reused.append((place, row))
    elif (place.name_kk, place.name_ru, place.kind) != (row.name_kk, row.name_ru, row.kind):
        plan.renamed.append((place, row))
    elif (place.parent.code if place.parent else None) != row.parent:
        plan.moved.append((place, row))
    else:
        plan.unchanged += 1


def _same_place(place: Place, row: kato.KatoRow) -> bool:
    """A code alone proves nothing: one of the two names must have stayed, however it is spelt."""
    pairs = [(place.name_kk, row.name_kk), (place.name_ru, row.name_ru)]
    return any(old and names.fold(old) == names.fold(new) for old, new in pairs)


def apply_places(plan: PlacePlan, progress: Progress = lambda count: None) -> int:
    """Write the plan: parents before children, in batches. Returns how many places changed."""
    _retire([*plan.gone, *(place for place, _row in plan.reused)], plan.edition)
    rows = sorted([*plan.new, *(row for _place, row in plan.reused)], key=lambda row: row.code)
    by_code = {place.code: place for place in Place.objects.current()}
    done = 0
    for level in _levels(rows, by_code):
        for batch in _batches(level):
            _create(batch, by_code, plan.edition)
            done += len(batch)
            progress(done)
    for place, row in [*plan.renamed, *plan.moved]:
        _update(place, row, by_code)
    offices.make()
    return done + len(plan.renamed) + len(plan.moved) + len(plan.gone)


@transaction.atomic
def _retire(places: list[Place], edition: date) -> None:
    last_day = edition - timedelta(days=1)
    for place in places:
        place.valid_to = max(last_day, place.valid_from)
    Place.objects.bulk_update(places, ["valid_to"], batch_size=BATCH)


def _levels(rows: list[kato.KatoRow], known: dict[str, Place]) -> Iterator[list[kato.KatoRow]]:
    """Rows in waves: each wave's parents are in the database, or in an earlier wave."""
    waiting = rows
    while waiting:
        codes = {row.code for row in waiting}
        ready = [row for row in waiting if row.parent not in codes]
        yield ready
        waiting = [row for row in waiting if row.parent in codes]


@transaction.atomic
def _create(rows: list[kato.KatoRow], by_code: dict[str, Place], edition: date) -> None:
    places = [_place(row, by_code, edition) for row in rows]
    Place.objects.bulk_create(places)
    PlaceName.objects.index(places)
    by_code.update({place.code: place for place in places})


def _place(row: kato.KatoRow, by_code: dict[str, Place], edition: date) -> Place:
    place = Place(
        code=row.code,
        kind=row.kind,
        parent=by_code[row.parent] if row.parent else None,
        name_kk=row.name_kk or row.name_ru,
        name_ru=row.name_ru or row.name_kk,
        valid_from=edition,
    )
    place.fill_keys()
    return place


def _update(place: Place, row: kato.KatoRow, by_code: dict[str, Place]) -> None:
    place.kind, place.name_kk, place.name_ru = row.kind, row.name_kk, row.name_ru
    place.parent = by_code[row.parent] if row.parent else None
    place.save()


def _batches(rows: list) -> Iterator[list]:
    pieces = iter(rows)
    while batch := list(islice(pieces, BATCH)):
        yield batch
