"""Lists of subsidies and of pledges, as operators get them: compared first, then written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath

from django.conf import settings
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.models import Place
from oversight.places.sourced import Entry, Filling, Given, Places, Unusable
from oversight.tables import Row
from projects import cells, giving, matching
from projects.cells import Key
from projects.lines import Firm
from projects.models import Pledge, Project, Subsidy, Supplier
from projects.registering import suppliers

ALIASES = {"code": "kato", "sum": "amount", "firm": "name", "business": "name"}
SUBSIDIES = ("name", "kato", "year")
PLEDGES = ("name", "kato", "kind", "what", "promised_on")


@dataclass(frozen=True)
class SubsidyLine:
    """What one row says that a business received. No sum: it is not published."""

    firm: Firm
    year: int
    purpose: str
    amount: Decimal | None

    def __str__(self) -> str:
        return f"{self.firm.name}, {self.year}, {self.amount or '–'}"


@dataclass(frozen=True)
class PledgeLine:
    """What one row says that a business promised, and gave."""

    firm: Firm
    kind: str
    what: str
    promised_on: date
    figures: dict[str, object]

    def __str__(self) -> str:
        return f"{self.firm.name}: {self.what}"


# Subsidies ------------------------------------------------------------------------------------


def plan_subsidies(path: FilePath, source: Given) -> Filling:
    """Compare a list of subsidies with those known. Raises tables.TableRefused.

    Columns: name, kato, year; bin, amount (tenge), purpose where they are known.
    """
    table = tables.read_table(path, SUBSIDIES, ALIASES)
    places = Places(Place.objects.current())
    rows = Subsidy.objects.select_related("firm", "source")
    known = {
        (cells.firm_key(row.firm), row.place_id, row.year, row.purpose): row
        for row in rows.iterator()
    }
    filling, seen = Filling(source), {}

    def read(row: Row) -> Entry:
        place = places.of(row, row.values["kato"])
        line = SubsidyLine(
            cells.firm(row),
            cells.year(row),
            row.values.get("purpose", "")[:200],
            cells.money(row, "amount"),
        )
        key = (cells.firm_key(line.firm), place.pk, line.year, line.purpose)
        cells.once(seen, key, row)
        before = known.get(key)
        if before is None:
            return Entry(place, line)
        is_same = before.amount == line.amount and source.is_of(before.source)
        return Entry(place, line, before.amount or "–", is_same)

    filling.sort_in(table, read)
    return filling


@transaction.atomic
def apply_subsidies(filling: Filling) -> int:
    """Write the plan. Returns how many subsidies were written."""
    firms, source = _known_firms(filling), filling.source.save()
    rows = [
        Subsidy(
            firm=firms[entry.value.firm],
            place=entry.place,
            year=entry.value.year,
            purpose=entry.value.purpose,
            amount=entry.value.amount,
            source=source,
        )
        for entry in filling
    ]
    Subsidy.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["firm", "place", "year", "purpose"],
        update_fields=["amount", "source"],
    )
    restating.tell(Subsidy.objects.filter(firm__in=firms.values()))
    return len(rows)


# Pledges --------------------------------------------------------------------------------------


def plan_pledges(path: FilePath, source: Given) -> Filling:
    """Compare a list of pledges with those known. Raises tables.TableRefused.

    Columns: name, kato, kind (money, works, watching), what, promised_on; bin, language (kk
    unless said), promised, due_on, paid, paid_on, project, source_url where they are known.
    """
    table = tables.read_table(path, PLEDGES, ALIASES)
    places = Places(Place.objects.current())
    projects = {project.identifier: project for project in Project.objects.only("identifier")}
    rows = Pledge.objects.select_related("firm", "project", "source")
    known = {_pledge_key(row.firm, row.place_id, row): row for row in rows.iterator()}
    filling, seen = Filling(source), {}

    def read(row: Row) -> Entry:
        place = places.of(row, row.values["kato"])
        line = _pledge(row, projects)
        key = _pledge_key(line.firm, place.pk, line)
        cells.once(seen, key, row)
        before = known.get(key)
        if before is None:
            return Entry(place, line)
        is_same = all(getattr(before, name) == value for name, value in line.figures.items())
        return Entry(place, line, before, is_same and source.is_of(before.source))

    filling.sort_in(table, read)
    return filling


def _pledge(row: Row, projects: dict[str, Project]) -> PledgeLine:
    promised_on = cells.day(row, "promised_on")
    language = row.values.get("language") or "kk"
    figures = {
        "language": cells.readable(matching.word, language, {}, list(dict(settings.LANGUAGES))),
        "promised": cells.money(row, "promised"),
        "due_on": cells.day(row, "due_on", last=True),
        "paid": cells.money(row, "paid"),
        "paid_on": cells.day(row, "paid_on"),
        "project": _project(row, projects),
        "source_url": row.values.get("source_url", ""),
    }
    if promised_on is None or not row.values["what"]:
        raise Unusable(_("A pledge needs its day and what was promised."))
    if figures["paid"] and not figures["paid_on"]:
        raise Unusable(_("The day on which it was given is missing."))
    if figures["due_on"] and figures["due_on"] < promised_on:
        raise Unusable(_("It would be due before it was promised."))
    kind = cells.kind(row, Pledge.Kind)
    return PledgeLine(cells.firm(row), kind, row.values["what"][:500], promised_on, figures)


def _project(row: Row, projects: dict[str, Project]) -> Project | None:
    identifier = row.values.get("project", "")
    if identifier and identifier not in projects:
        raise Unusable(format_lazy(_("No work has the identifier {id}."), id=identifier))
    return projects.get(identifier)


@transaction.atomic
def apply_pledges(filling: Filling, *, entered_by: str) -> int:
    """Enter what is new, and change what moved, under the name of who stands for it. Returns how
    many pledges were written."""
    firms, source = _known_firms(filling), filling.source.save()
    for entry in filling.new:
        line = entry.value
        giving.enter(
            Pledge(
                firm=firms[line.firm],
                place=entry.place,
                kind=line.kind,
                what=line.what,
                promised_on=line.promised_on,
                source=source,
                entered_by=entered_by,
                **line.figures,
            )
        )
    for entry in filling.changed:
        giving.change(entry.before, source=source, **entry.value.figures)
    return len(filling.new) + len(filling.changed)


def _known_firms(filling: Filling) -> dict[Firm, Supplier]:
    return suppliers({entry.value.firm for entry in filling})


def _pledge_key(firm: Firm | Supplier, place: int, said: PledgeLine | Pledge) -> Key:
    return (cells.firm_key(firm), place, said.kind, said.what, said.promised_on)
