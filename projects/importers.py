"""Rows of a project list → the register, with a list of what was refused and why.

Columns are those operators have: identifier (or id), programme, kato (or region_kato, district_kato
and place), title_kk/ru/en (or object), sector (or category), type (or work), status,
planned_start/planned_end (or year_from/year_to), budget_amount/budget_kind (or cost_tenge/
cost_kind), budget_shared, suppliers (or contractor), description_kk/ru/en (or note), source_url,
source_date, latitude, longitude, implementer. Nothing is guessed: an unsure place is a refusal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import kato, names, tables
from oversight.models import InitiativeGroup, Place
from oversight.tables import Refusal, Row, Words
from projects import matching, services
from projects.matching import Unreadable
from projects.models import Contract, Programme, Project

BATCH = 100
LIVED_IN = {Place.Kind.VILLAGE, Place.Kind.SETTLEMENT, Place.Kind.TOWN, Place.Kind.LOCALITY}
COLUMNS = ("identifier", "status")
ALIASES = {
    "id": "identifier",
    "program": "programme",
    "object": "title_ru",
    "category": "sector",
    "work": "type",
    "year_from": "planned_start",
    "year_to": "planned_end",
    "cost_tenge": "budget_amount",
    "cost_kind": "budget_kind",
    "contractor": "suppliers",
    "note": "description_ru",
}
TEXTS = (
    "title_kk",
    "title_ru",
    "title_en",
    "description_kk",
    "description_ru",
    "description_en",
    "source_url",
    "source_date",
)


@dataclass(frozen=True)
class Entry:
    """One readable row: the project's fields, and what hangs on it."""

    identifier: str
    fields: dict[str, object]
    programme: str
    suppliers: list[str]
    known: Project | None

    @property
    def changes(self) -> list[str]:
        """The fields in which the known project differs."""
        return [name for name, value in self.fields.items() if getattr(self.known, name) != value]


@dataclass
class Plan:
    """What a list would change."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def plan(path: FilePath, prefix: str = "kz") -> Plan:
    """Compare a list with the register. Raises tables.TableRefused."""
    found = Plan()
    reader = _Reader(prefix)
    for row in tables.read_table(path, COLUMNS, ALIASES):
        if isinstance(row, Refusal):
            found.refused.append(row)
            continue
        try:
            _sort_in(found, reader.entry(row))
        except Unreadable as problem:
            found.refused.append(Refusal(row.number, row.values, problem.args[0]))
    return found


def _sort_in(found: Plan, entry: Entry) -> None:
    if entry.known is None:
        found.new.append(entry)
    elif entry.changes or _new_suppliers(entry):
        found.changed.append(entry)
    else:
        found.unchanged += 1


def _new_suppliers(entry: Entry) -> list[str]:
    have = {names.search_key(contract.supplier.name) for contract in entry.known.contracts.all()}
    return [name for name in entry.suppliers if names.search_key(name) not in have]


class _Reader:
    """Reads rows against what the register holds; asks the database once for each kind of thing."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.places = {place.code: place for place in Place.objects.current()}
        self.programmes = _programmes_by_name()
        self.groups = {group.slug: group for group in InitiativeGroup.objects.all()}
        known = Project.objects.select_related(
            "place", "programme", "customer", "answering_office", "implementer"
        ).prefetch_related("contracts__supplier")
        self.projects = {project.identifier: project for project in known}
        self.seen: dict[str, int] = {}

    def entry(self, row: Row) -> Entry:
        """Raises Unreadable with the reason."""
        values = row.values
        identifier = self._identifier(row)
        programme = values.get("programme", "")
        fields = self._kind(values) | self._promise(values) | self._texts(values)
        fields |= {"place": self._place(values), **self._point(values)}
        known_programme = self.programmes.get(names.search_key(programme))
        if known_programme or not programme:
            fields["programme"] = known_programme
        if values.get("implementer"):
            fields["implementer"] = self._group(values["implementer"])
        suppliers = matching.firms(values.get("suppliers", ""))
        return Entry(identifier, fields, programme, suppliers, self.projects.get(identifier))

    def _identifier(self, row: Row) -> str:
        text = row.values["identifier"].strip()
        if not text:
            raise Unreadable(_("The identifier is missing."))
        identifier = f"{self.prefix}-{int(text):04}" if text.isdecimal() else text.lower()
        if not Project._meta.get_field("identifier").max_length >= len(identifier):
            raise Unreadable(_("The identifier is too long."))
        if identifier in self.seen:
            number = self.seen[identifier]
            raise Unreadable(
                _("The same identifier stands in row %(number)d.") % {"number": number}
            )
        self.seen[identifier] = row.number
        return identifier

    def _kind(self, values: dict[str, str]) -> dict[str, object]:
        status = values.get("status", "")
        if not status:
            raise Unreadable(_("The status is missing."))
        sector = matching.word(values.get("sector", ""), {}, Project.Sector.values)
        return {
            "status": matching.word(status, matching.STATUS, Project.Status.values),
            "source_status": status if status in matching.STATUS else "",
            "sector": sector or Project.Sector.MIXED,
            "type": matching.word(values.get("type", ""), matching.TYPE, Project.Type.values),
        }

    def _promise(self, values: dict[str, str]) -> dict[str, object]:
        start = matching.day(values.get("planned_start", ""), last=False)
        end = matching.day(values.get("planned_end", ""), last=True)
        if start.day and end.day and end.day < start.day:
            raise Unreadable(_("The work ends before it begins."))
        kind = values.get("budget_kind", "")
        amount = matching.money(values.get("budget_amount", ""))
        if kind in matching.NOT_OFFICIAL:
            amount, kind = None, ""
        known = matching.word(kind, matching.BUDGET_KIND, Project.BudgetKind.values)
        return {
            "planned_start": start.day,
            "planned_start_precision": start.precision,
            "planned_end": end.day,
            "planned_end_precision": end.precision,
            "budget_amount": amount,
            "budget_kind": known if amount is not None else "",
            "budget_shared": kind in matching.SHARED or values.get("budget_shared") == "1",
        }

    def _texts(self, values: dict[str, str]) -> dict[str, object]:
        texts = {name: values.get(name, "").strip() for name in TEXTS if name in values}
        if not any(texts.get(f"title_{language}") for language in ("kk", "ru", "en")):
            raise Unreadable(_("The title is missing."))
        return texts

    def _point(self, values: dict[str, str]) -> dict[str, object]:
        latitude = matching.number(values.get("latitude", ""), -90, 90)
        longitude = matching.number(values.get("longitude", ""), -180, 180)
        if (latitude is None) != (longitude is None):
            raise Unreadable(_("A point needs both latitude and longitude."))
        return {"latitude": latitude, "longitude": longitude}

    def _group(self, slug: str) -> InitiativeGroup:
        if slug not in self.groups:
            raise Unreadable(_("No initiative group has this short address."))
        return self.groups[slug]

    def _place(self, values: dict[str, str]) -> Place:
        code = values.get("kato", "").strip()
        if code:
            place = self.places.get(code) or Place.objects.at(code)
            if place is None:
                raise Unreadable(_("No place has the code %(code)s.") % {"code": code})
            return place
        return self._place_by_name(values)

    def _place_by_name(self, values: dict[str, str]) -> Place:
        """The one place of this name inside the district, else the region; never a guess."""
        name = names.fold(values.get("place", ""))
        above = values.get("district_kato") or values.get("region_kato") or ""
        if not name or not above:
            raise Unreadable(_("The row names no place."))
        first, last = kato.below(above)
        inside = [place for code, place in self.places.items() if first <= code <= last]
        named = [
            place
            for place in inside
            if name in {names.fold(place.name_kk), names.fold(place.name_ru)}
        ]
        # A village and its rural district often share the name; people mean the village.
        found = [place for place in named if place.kind in LIVED_IN] or named
        if len(found) != 1:
            raise Unreadable(_unsure(found))
        return found[0]


def _unsure(found: list[Place]) -> Words:
    if not found:
        return _("No place of this name is known there.")
    codes = ", ".join(place.code for place in found)
    return _("Several places have this name: %(codes)s. Give the code.") % {"codes": codes}


def _programmes_by_name() -> dict[str, Programme]:
    """Programmes under their code and each of their names."""
    found = {}
    for programme in Programme.objects.all():
        for name in (programme.code, programme.name_kk, programme.name_ru, programme.name_en):
            if name:
                found[names.search_key(name)] = programme
    return found


# Writing ------------------------------------------------------------------------------------


def apply(plan: Plan) -> int:
    """Write the plan in short batches. Returns how many projects were made or changed."""
    entries = [*plan.new, *plan.changed]
    for start in range(0, len(entries), BATCH):
        _write(entries[start : start + BATCH])
    return len(entries)


@transaction.atomic
def _write(entries: list[Entry]) -> None:
    for entry in entries:
        fields = dict(entry.fields)
        if entry.programme and "programme" not in fields:
            fields["programme"] = _programme(entry.programme)
        project = entry.known
        if project is None:
            project = services.register_project(identifier=entry.identifier, **fields)
        else:
            services.change_project(project, **fields)
        _contract(project, entry.suppliers)


def _programme(name: str) -> Programme:
    """A programme that the source names and the register does not know yet: taken at its word."""
    known = _programmes_by_name().get(names.search_key(name))
    code = "-".join(names.romanize(name).lower().split())
    code = "".join(letter for letter in code if letter.isalnum() or letter == "-")[:50]
    return known or Programme.objects.create(code=code, name_kk=name, name_ru=name)


def _contract(project: Project, suppliers: list[str]) -> None:
    have = {contract.supplier_id for contract in project.contracts.all()}
    for name in suppliers:
        supplier = services.supplier_named(name)
        if supplier.pk not in have:
            services.add_line(Contract(project=project, supplier=supplier))


def programmes(path: FilePath) -> Iterator[Programme]:
    """Programmes from a list (code, names, years, successor, umbrella), made or brought up to
    date. Raises tables.TableRefused, and Unreadable for a row that makes no sense."""
    rows = [row for row in tables.read_table(path, ("code", "name_kk")) if isinstance(row, Row)]
    for row in rows:
        values = row.values
        programme, _made = Programme.objects.update_or_create(
            code=values["code"],
            defaults={
                **{name: values.get(name, "") for name in ("name_kk", "name_ru", "name_en")},
                "description_en": values.get("description_en", ""),
                "starts_on": matching.day(values.get("starts_on", ""), last=False).day,
                "ends_on": matching.day(values.get("ends_on", ""), last=True).day,
            },
        )
        yield programme
    for row in rows:
        links = {name: row.values.get(name) for name in ("successor", "umbrella")}
        Programme.objects.filter(code=row.values["code"]).update(
            **{
                name: Programme.objects.filter(code=code).first()
                for name, code in links.items()
                if code
            }
        )
