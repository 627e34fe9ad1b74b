"""A list of programmes → the register: names, years, successor, umbrella. Compared, then written.

Columns: code, name_kk; name_ru, name_en, description_kk/ru/en, starts_on, ends_on, and the codes of
successor and umbrella. A blank cell says nothing: what the register knows stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.chains import leads_to
from oversight.differences import Change
from oversight.tables import Refusal, Row
from projects import matching
from projects.lines import fits
from projects.matching import Unreadable
from projects.models import Programme
from projects.models.programme import RINGS

COLUMNS = ("code", "name_kk")
TEXTS = (
    *("name_kk", "name_ru", "name_en"),
    *("description_kk", "description_ru", "description_en"),
)


@dataclass(frozen=True)
class ProgrammeEntry:
    """A programme that would be made or changed; `links` are codes of other programmes."""

    row: Row
    fields: dict[str, object]
    links: dict[str, str]
    known: Programme | None = None

    def __str__(self) -> str:
        said = "; ".join(map(str, self.changes)) if self.known else self.title
        return f"{self.identifier} {said}"

    @property
    def identifier(self) -> str:
        return self.row.values["code"]

    @property
    def title(self) -> str:
        return str(self.fields["name_kk"])

    @property
    def changes(self) -> tuple[Change, ...]:
        wanted = {**self.fields, **self.links}
        held = {name: _held(self.known, name) for name in wanted}
        return tuple(
            Change(Programme, name, held[name], value)
            for name, value in wanted.items()
            if held[name] != value
        )


@dataclass
class ProgrammePlan:
    """What a list of programmes would change, before anything is written."""

    new: list[ProgrammeEntry] = field(default_factory=list)
    changed: list[ProgrammeEntry] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def plan(path: Path) -> ProgrammePlan:
    """Compare a list of programmes with those known. Raises tables.TableRefused."""
    found = ProgrammePlan()
    known = {each.code: each for each in Programme.objects.select_related(*RINGS)}
    entries: dict[str, ProgrammeEntry] = {}
    for row in tables.read_table(path, COLUMNS):
        try:
            entry = _entry(row, known, entries)
        except Unreadable as problem:
            found.refused.append(Refusal(row.number, row.values, problem.args[0]))
        else:
            entries[entry.identifier] = entry
    _refuse_links(found, entries, known)
    for entry in entries.values():
        if entry.known is None:
            found.new.append(entry)
        elif entry.changes:
            found.changed.append(entry)
        else:
            found.unchanged += 1
    return found


def _entry(
    row: Row | Refusal, known: Mapping[str, Programme], met: Mapping[str, ProgrammeEntry]
) -> ProgrammeEntry:
    if isinstance(row, Refusal):
        raise Unreadable(row.reason)
    code = _code(row.values["code"])
    if code in met:
        raise Unreadable(
            _("The same code stands in row %(number)d.") % {"number": met[code].row.number}
        )
    fields = {name: row.values.get(name, "") for name in TEXTS}
    fields |= {"starts_on": _day(row, last=False), "ends_on": _day(row, last=True)}
    fields = {name: value for name, value in fields.items() if value}
    if "name_kk" not in fields:
        raise Unreadable(_("The name in Kazakh is missing."))
    fits(Programme, fields)
    before = known.get(code)
    _check_days(fields, before)
    links = {name: row.values[name] for name in RINGS if row.values.get(name)}
    return ProgrammeEntry(row, fields, links, before)


def _code(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError:
        raise Unreadable(
            _("The code may hold Latin letters, digits, hyphens and low lines only.")
        ) from None
    fits(Programme, {"code": text})
    return text


def _day(row: Row, *, last: bool) -> date | None:
    return matching.day(row.values.get("ends_on" if last else "starts_on", ""), last=last).day


def _check_days(fields: Mapping[str, object], known: Programme | None) -> None:
    start = fields.get("starts_on", known and known.starts_on)
    end = fields.get("ends_on", known and known.ends_on)
    if start and end and end < start:
        raise Unreadable(_("The programme ends before it begins."))


def _held(known: Programme | None, name: str) -> object:
    held = getattr(known, name, None)
    return held.code if isinstance(held, Programme) else held


# Successors and umbrellas ---------------------------------------------------------------------


def _refuse_links(
    found: ProgrammePlan, entries: dict[str, ProgrammeEntry], known: Mapping[str, Programme]
) -> None:
    """Take out what points to nothing, or in a ring; and then what pointed to that."""
    while wrong := _first_wrong(entries.values(), known, {*known, *entries}):
        code, reason = wrong
        row = entries.pop(code).row
        found.refused.append(Refusal(row.number, row.values, reason))


def _first_wrong(
    entries: Iterable[ProgrammeEntry], known: Mapping[str, Programme], codes: set[str]
) -> tuple[str, object] | None:
    onward = {
        name: {code: _held(programme, name) for code, programme in known.items()} for name in RINGS
    }
    for entry in entries:
        for name, target in entry.links.items():
            if target not in codes:
                words = _("No programme has the code “%(code)s”.") % {"code": target}
                return entry.identifier, words
            if leads_to(target, entry.identifier, onward[name]):
                return entry.identifier, RINGS[name]
            onward[name][entry.identifier] = target
    return None


# Writing --------------------------------------------------------------------------------------


@transaction.atomic
def apply(plan: ProgrammePlan) -> int:
    """Write the plan. Returns how many programmes were made or changed."""
    entries = [*plan.new, *plan.changed]
    for entry in entries:
        Programme.objects.update_or_create(code=entry.identifier, defaults=entry.fields)
    for entry in entries:
        links = {name: Programme.objects.get(code=code) for name, code in entry.links.items()}
        if links:
            Programme.objects.filter(code=entry.identifier).update(**links)
    restating.tell(Programme.objects.filter(code__in=[entry.identifier for entry in entries]))
    return len(entries)
