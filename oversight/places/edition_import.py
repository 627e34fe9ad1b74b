"""Reads an edition of the place classifier into the register.

Parsing and comparing happen before anything is written; writing goes in short batches, so that
people can go on reporting meanwhile. A second run of the same file changes nothing. Where name and
code disagree nothing is guessed: an operator is asked (models/editions.py).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path as FilePath

from django.db import connection, transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import offices, restating, tables
from oversight.calendar import today
from oversight.models import Edition, Place, PlaceName, PlaceQuestion
from oversight.models.lexicon import NameWord, Slip, Word
from oversight.places import decisions, kato, names, past
from oversight.places.plans import Key, PlacePlan, Question, as_kept, continued, recall
from oversight.tables import Refusal, TableRefused

BATCH = 500  # places written under one lock
Progress = Callable[[int], None]

# So many places do not go at once: the file is a part of an edition, or something else.
MOST_GONE = 0.2
FEW = 100


def plan_places(
    path: FilePath, edition: date | None, answers: Mapping[Key, str] | None = None
) -> PlacePlan:
    """Compare a classifier file with the places in force. Raises tables.TableRefused.

    `edition` may be None only where nothing is known yet, or nothing would change. One that is
    older than the newest adds to the past alone.
    """
    table = tables.read_table(path, kato.REQUIRED, kato.ALIASES)
    newest = newest_edition()
    if edition and newest and edition < newest:
        return past.plan(kato.read(table), edition, path.name, answers or {})
    current = {place.code: place for place in Place.objects.current().select_related("parent")}
    plan = PlacePlan(edition or today(), path.name)
    seen: set[str] = set()
    for row in kato.read(table):
        if isinstance(row, Refusal):
            plan.refused.append(row)
            seen.add(row.values.get("te", ""))
        else:
            seen.add(row.code)
            _compare(plan, current.get(row.code), row)
    plan.gone = [place for code, place in current.items() if _is_gone(place, code, seen)]
    plan.questions += continued(plan.gone, plan.new)
    recall(plan, answers or {})
    if not plan.is_empty:
        _check(plan, newest is not None and edition is None, len(current))
    return plan


def day_in(name: str) -> date | None:
    """The day in a file's name: kato-2026-07-17.xlsx, КАТО_17.07.2026.xlsx."""
    if found := re.search(r"(\d{4})[-._](\d{2})[-._](\d{2})", name):
        return _day(*found.groups())
    if found := re.search(r"(\d{2})[-._](\d{2})[-._](\d{4})", name):
        return _day(*reversed(found.groups()))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def newest_edition() -> date | None:
    """The day of the newest edition that is in."""
    known = Place.objects.filter(invented=False).aggregate(Max("valid_from"))
    days = [known["valid_from__max"], Edition.objects.aggregate(Max("day"))["day__max"]]
    return max(filter(None, days), default=None)


def _check(plan: PlacePlan, has_no_day: bool, known: int) -> None:
    """An edition without a day, or a part of one, would wreck what is in force."""
    if has_no_day:
        raise TableRefused(
            _("Of which day is this edition? Name it with --edition YEAR-MONTH-DAY.")
        )
    if len(plan.gone) > max(FEW, known * MOST_GONE):
        words = _("{count} places of the register are not in the file: it is no whole edition.")
        raise TableRefused(format_lazy(words, count=len(plan.gone)))


def _is_gone(place: Place, code: str, seen: set[str]) -> bool:
    """Invented places of the demonstration are in no edition and leave with none."""
    return code not in seen and not place.invented


def _compare(plan: PlacePlan, place: Place | None, row: kato.KatoRow) -> None:
    if place is None:
        plan.new.append(row)
    elif not _same_place(place, row):
        plan.questions.append(Question(place, row))
    elif (place.name_kk, place.name_ru, place.kind) != as_kept(row):
        plan.renamed.append((place, row))
    elif (place.parent.code if place.parent else None) != row.parent:
        plan.moved.append((place, row))
    else:
        plan.unchanged += 1


def _same_place(place: Place, row: kato.KatoRow) -> bool:
    """A code alone proves nothing: one of the two names must have stayed, however it is spelt."""
    pairs = [(place.name_kk, row.name_kk), (place.name_ru, row.name_ru)]
    return any(old and names.fold(old) == names.fold(new) for old, new in pairs)


# Writing --------------------------------------------------------------------------------------


def apply_places(plan: PlacePlan, progress: Progress = lambda count: None) -> int:
    """Write the plan: parents before children, in batches. Returns how many places changed."""
    if plan.is_empty:
        return 0
    if isinstance(plan, past.PastPlan):
        return _apply_past(plan)
    with transaction.atomic():
        decisions.retire(plan.gone, plan.edition)
    by_code = {place.code: place for place in Place.objects.current()}
    done = 0
    for level in _levels(plan.new, by_code):
        for batch in _batches(level):
            _create(batch, by_code, plan.edition)
            done += len(batch)
            progress(done)
    for place, row in [*plan.renamed, *plan.moved]:
        _update(place, row, by_code, plan.edition)
    if plan.gone or plan.renamed or plan.moved:
        decisions.refresh_keys()
    decided = _ask(plan)
    offices.make()
    _record(plan)
    _take_stock()
    return done + len(plan.renamed) + len(plan.moved) + len(plan.gone) + decided


def _apply_past(plan: past.PastPlan) -> int:
    past.apply(plan)
    decided = _ask(plan)
    _record(plan)
    _take_stock()
    return len(plan.gone) + len(plan.earlier) + len(plan.former) + decided


def _ask(plan: PlacePlan) -> int:
    """Carry out what is decided, keep the rest as questions. Returns how many were decided."""
    for each in plan.questions:
        name_kk, name_ru, kind = as_kept(each.row)
        with transaction.atomic():
            question, _is_new = PlaceQuestion.objects.get_or_create(
                place=each.place,
                code=each.row.code,
                name_kk=name_kk,
                name_ru=name_ru,
                defaults={"kind": kind, "edition": plan.edition, "is_past": each.is_past},
            )
            if each.answer:
                decisions.decide(question, each.answer)
    return sum(bool(each.answer) for each in plan.questions)


def _take_stock() -> None:
    """Let PostgreSQL count what search looks into: until it has, it reads whole tables."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in (Place, PlaceName, NameWord, Word, Slip):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@transaction.atomic
def _record(plan: PlacePlan) -> None:
    counts = {
        "new": len(plan.new),
        "renamed": len(plan.renamed),
        "moved": len(plan.moved),
        "gone": len(plan.gone),
        "reused": len(plan.reused),
    }
    details = {"file_name": plan.file_name[:200], "imported_on": today(), **counts}
    edition, _is_new = Edition.objects.update_or_create(day=plan.edition, defaults=details)
    restating.tell(Edition.objects.filter(pk=edition.pk))


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
    restating.tell(Place.objects.filter(pk__in=[place.pk for place in places]))
    by_code.update({place.code: place for place in places})


def _place(row: kato.KatoRow, by_code: dict[str, Place], edition: date) -> Place:
    name_kk, name_ru, kind = as_kept(row)
    place = Place(
        code=row.code,
        kind=kind,
        parent=by_code[row.parent] if row.parent else None,
        name_kk=name_kk,
        name_ru=name_ru,
        valid_from=edition,
    )
    place.fill_keys()
    return place


@transaction.atomic
def _update(place: Place, row: kato.KatoRow, by_code: dict[str, Place], edition: date) -> None:
    place.parent = by_code[row.parent] if row.parent else None
    decisions.rename(place, row.name_kk, row.name_ru, row.kind, edition)


def _batches(rows: list) -> Iterator[list]:
    pieces = iter(rows)
    while batch := list(islice(pieces, BATCH)):
        yield batch
