"""Reads an edition of the place classifier into the register.

Parsing and comparing happen before anything is written; writing goes in short batches, so that
people can go on reporting meanwhile. A second run of the same file changes nothing. Where name and
code disagree nothing is guessed: an operator is asked (models/editions.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path as FilePath

from django.db import connection, transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import offices, tables
from oversight.calendar import today
from oversight.models import Edition, Place, PlaceName, PlaceQuestion
from oversight.models.lexicon import NameWord, Slip, Word
from oversight.places import decisions, kato, names
from oversight.tables import Refusal, TableRefused

BATCH = 1000
Progress = Callable[[int], None]
Key = tuple[str, str]  # the code of the known place, and the code the edition gives

# So many places do not go at once: the file is a part of an edition, or something else.
MOST_GONE = 0.2
FEW = 100


@dataclass
class Question:
    """A known place and a row of the edition that may be one and the same, or not."""

    place: Place
    row: kato.KatoRow
    answer: str = ""

    @property
    def key(self) -> Key:
        return self.place.code, self.row.code

    def __str__(self) -> str:
        old, new = self.place, self.row
        answer = f": {self.answer}" if self.answer else ""
        return f"{old.code} {old.name_kk} → {new.code} {new.name_kk}{answer}"


@dataclass
class PlacePlan:
    """What an edition would change, before anything is written."""

    edition: date
    file_name: str = ""
    new: list[kato.KatoRow] = field(default_factory=list)
    renamed: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    moved: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    waiting: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renamed or self.moved or self.gone or self.questions)

    @property
    def reused(self) -> list[Question]:
        """Codes that bear another name now."""
        return [each for each in self.questions if each.place.code == each.row.code]


def plan_places(
    path: FilePath, edition: date | None, answers: Mapping[Key, str] | None = None
) -> PlacePlan:
    """Compare a classifier file with the places in force. Raises tables.TableRefused.

    `edition` may be None only where nothing is known yet, or nothing would change.
    """
    table = tables.read_table(path, kato.REQUIRED, kato.ALIASES)
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
    plan.questions += _continued(plan)
    _recall(plan, answers or {})
    if not plan.is_empty:
        _check(plan, edition, len(current))
    return plan


def newest_edition() -> date | None:
    """The day of the newest edition that is in."""
    known = Place.objects.filter(invented=False).aggregate(Max("valid_from"))
    days = [known["valid_from__max"], Edition.objects.aggregate(Max("day"))["day__max"]]
    return max(filter(None, days), default=None)


def _check(plan: PlacePlan, edition: date | None, known: int) -> None:
    """An older edition, one without a day, or a part of one would wreck what is in force."""
    newest = newest_edition()
    if newest and edition is None:
        raise TableRefused(
            _("Of which day is this edition? Name it with --edition YEAR-MONTH-DAY.")
        )
    if newest and plan.edition < newest:
        words = _(
            "This edition is of {day}, and the newer one of {newest} is in already. Nothing was "
            "changed: an older edition cannot be put on top of a newer one."
        )
        raise TableRefused(format_lazy(words, day=plan.edition, newest=newest))
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
    elif (place.name_kk, place.name_ru, place.kind) != _as_kept(row):
        plan.renamed.append((place, row))
    elif (place.parent.code if place.parent else None) != row.parent:
        plan.moved.append((place, row))
    else:
        plan.unchanged += 1


def _as_kept(row: kato.KatoRow) -> tuple[str, str, str]:
    return row.name_kk or row.name_ru, row.name_ru or row.name_kk, row.kind


def _same_place(place: Place, row: kato.KatoRow) -> bool:
    """A code alone proves nothing: one of the two names must have stayed, however it is spelt."""
    pairs = [(place.name_kk, row.name_kk), (place.name_ru, row.name_ru)]
    return any(old and names.fold(old) == names.fold(new) for old, new in pairs)


# Questions ------------------------------------------------------------------------------------


def _continued(plan: PlacePlan) -> Iterator[Question]:
    """Places that are gone while the edition has a new one of their name and kind nearby."""
    by_name: dict[tuple[str, str], list[kato.KatoRow]] = defaultdict(list)
    for row in plan.new:
        for name in {names.fold(row.name_kk), names.fold(row.name_ru)} - {""}:
            by_name[row.kind, name].append(row)
    for place in plan.gone:
        keys = {(place.kind, names.fold(name)) for name in (place.name_kk, place.name_ru)}
        rows = {row.code: row for key in keys for row in by_name.get(key, [])}
        if rows:
            yield Question(place, max(rows.values(), key=lambda row: _shared(place.code, row.code)))


def _shared(code: str, other: str) -> tuple[int, str]:
    """How many digits of the codes agree from the left; of equals the last."""
    same = next((at for at in range(9) if code[at] != other[at]), 9)
    return same, other


def _recall(plan: PlacePlan, answers: Mapping[Key, str]) -> None:
    """Give each question its answer; what was asked before and still waits is only counted."""
    asked = {
        (question.place_id, question.code, question.name_kk, question.name_ru): question
        for question in PlaceQuestion.objects.filter(answer="")
    }
    open_ones = []
    for question in plan.questions:
        row = question.row
        question.answer = answers.get(question.key, "")
        known = asked.get((question.place.pk, row.code, *_as_kept(row)[:2]))
        if known and not question.answer:
            plan.waiting += 1
        else:
            open_ones.append(question)
    plan.questions = open_ones


# Writing --------------------------------------------------------------------------------------


def apply_places(plan: PlacePlan, progress: Progress = lambda count: None) -> int:
    """Write the plan: parents before children, in batches. Returns how many places changed."""
    if plan.is_empty:
        return 0
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


def _ask(plan: PlacePlan) -> int:
    """Carry out what is decided, keep the rest as questions. Returns how many were decided."""
    for each in plan.questions:
        name_kk, name_ru, kind = _as_kept(each.row)
        with transaction.atomic():
            question, _is_new = PlaceQuestion.objects.get_or_create(
                place=each.place,
                code=each.row.code,
                name_kk=name_kk,
                name_ru=name_ru,
                defaults={"kind": kind, "edition": plan.edition},
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


def _record(plan: PlacePlan) -> None:
    counts = {
        "new": len(plan.new),
        "renamed": len(plan.renamed),
        "moved": len(plan.moved),
        "gone": len(plan.gone),
        "reused": len(plan.reused),
    }
    details = {"file_name": plan.file_name[:200], "imported_on": today(), **counts}
    Edition.objects.update_or_create(day=plan.edition, defaults=details)


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
    name_kk, name_ru, kind = _as_kept(row)
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
