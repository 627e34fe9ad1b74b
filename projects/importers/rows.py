"""Rows of a table (.csv, .xlsx) → drafts of works.

Columns are those operators have: identifier (or id), programme, kato (or region_kato, district_kato
and place; or region, district and place by name), title_kk/ru/en (or object), sector (or
category), type (or work), status, planned_start/planned_end (or year_from/year_to), with
planned_start_precision and planned_end_precision (day, month, year) where a whole day stands for
more, approved_on, actual_start, actual_end, warranty_until, budget_amount/budget_kind (or
cost_tenge/cost_kind; in thousands budget_amount_kkzt or cost_kkzt), budget_shared, capacity,
suppliers (or contractor), customer (the BIN of an office), operated_by, operated_since,
description_kk/ru/en (or note), source_url, source_date, latitude, longitude, implementer.
Words of code lists may stand as pages say them, in any of our languages: «завершено» for
completion. A blank cell, or a dash, says nothing: what the register knows stays.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from oversight import tables
from oversight.models import InitiativeGroup, Office
from oversight.tables import Row, Table
from projects import matching
from projects.importers.drafts import Draft
from projects.importers.places import Found
from projects.importers.register import Register
from projects.lines import Firm, Line, fits
from projects.matching import Unreadable
from projects.models import Contract, Programme, Project

LINES = ("contracts__supplier",)
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
    "cost_kkzt": "budget_amount_kkzt",
    "cost_kind": "budget_kind",
    "contractor": "suppliers",
    "note": "description_ru",
}
TEXTS = (
    *("title_kk", "title_ru", "title_en", "description_kk", "description_ru", "description_en"),
    *("source_url", "source_date", "operated_by"),
)
DAYS = ("approved_on", "actual_start", "actual_end", "warranty_until", "operated_since")
CHOICES = {
    "status": Project.Status.choices,
    "sector": Project.Sector.choices,
    "type": Project.Type.choices,
    "budget_kind": Project.BudgetKind.choices,
    "planned_start_precision": Project.Precision.choices,
    "planned_end_precision": Project.Precision.choices,
}
TITLES = ("title_kk", "title_ru", "title_en")
DASHES = ("-", "–", "—")
YES = ("1", "true", "yes", "да", "иә")
KNOWN = {
    *(*COLUMNS, *TEXTS, *DAYS, *CHOICES, *TITLES, "programme", "planned_start", "planned_end"),
    *("kato", "place", "district", "district_kato", "region", "region_kato"),
    *("budget_amount", "budget_amount_kkzt", "budget_shared", "capacity", "suppliers"),
    *("customer", "implementer", "latitude", "longitude"),
}
_THOUSANDS = re.compile(r"(?:тыс|мың|thousand)\w*\W*(?:тенге|теңге|тг|tenge|kzt|₸)", re.IGNORECASE)


def read(path: Path) -> Table:
    """Raises tables.TableRefused, also where words over tenge say that they are thousands."""
    table = tables.read_table(path, COLUMNS, ALIASES)
    if "budget_amount" in table.header:
        _check_unit(table)
    return table


def _check_unit(table: Table) -> None:
    told = (cell for cells in table.above() for cell in cells if re.search(_THOUSANDS, cell))
    if text := next(told, ""):
        words = _(
            "Above the headings stands “%(text)s”. If the sums are thousands of tenge, call their "
            "column budget_amount_kkzt; if they are tenge, take these words away."
        )
        raise tables.TableRefused(words % {"text": text})


def unread(table: Table) -> list[str]:
    """The headings, as the file has them, whose columns say nothing to us."""
    passed_over = {"", tables.normalised(str(_("reason")))}
    names = set(table.header) - KNOWN - passed_over
    return [heading for name, heading in table.written.items() if name in names]


def identifier(row: Row, prefix: str) -> str:
    """The work's identifier; a bare number gets the prefix."""
    text = row.values["identifier"].strip()
    return f"{prefix}-{int(text):04}" if text.isdecimal() else text.lower()


def where(row: Row) -> dict[str, str]:
    """What the row says of its place."""
    return row.values


def draft(row: Row, name: str, found: Found, known: Project | None, register: Register) -> Draft:
    """What the row says of the work. Raises Unreadable."""
    values = {column: _silent(cell) for column, cell in row.values.items()}
    said = {
        **_kind(values),
        **_promise(values),
        **{text: values.get(text, "").strip() for text in TEXTS},
        **{day: matching.day(values.get(day, ""), last=False).day for day in DAYS},
        **_point(values),
        **_parties(values, register),
    }
    fields = {field: value for field, value in said.items() if value not in ("", None)}
    if known is None:
        fields = {"sector": Project.Sector.MIXED, **fields}
        whole(fields)
    fits(Project, fields)
    programme = values.get("programme", "").strip()
    fits(Programme, {"name_kk": programme})
    known_programme = register.programme(programme)
    if known_programme:
        fields["programme"] = known_programme
    return Draft(
        number=row.number,
        values=row.values,
        identifier=name,
        fields=fields,
        place=found.place,
        programme="" if known_programme else programme,
        lines=tuple(_contract(firm) for firm in matching.firms(values.get("suppliers", ""))),
        notes=(found.note,) if found.note else (),
    )


def _silent(cell: str) -> str:
    """A dash alone says as little as a blank cell."""
    return "" if cell.strip() in DASHES else cell


def whole(fields: dict[str, object]) -> None:
    """What a work must have when it comes into the register."""
    if "status" not in fields:
        raise Unreadable(_("The status is missing."))
    if not any(title in fields for title in TITLES):
        raise Unreadable(_("The title is missing."))


@cache
def _codes() -> dict[str, dict[str, str]]:
    """For each column of code words what its words mean."""
    found = {column: matching.codes(dict(choices)) for column, choices in CHOICES.items()}
    return found | {"status": found["status"] | matching.codes(matching.SAID)}


def _word(values: dict[str, str], column: str, meanings: dict[str, str] | None = None) -> str:
    """What a code word means; one that is not known is refused with those that are."""
    text, choices = _code(values, column), dict(CHOICES[column])
    try:
        return matching.word(text, meanings or {}, list(choices))
    except Unreadable:
        words = _("The word “%(text)s” is not in the list. Known are: %(known)s.")
        known = ", ".join(map(str, choices.values()))
        raise Unreadable(words % {"text": text, "known": known}) from None


def _code(values: dict[str, str], column: str) -> str:
    text = values.get(column, "").strip()
    return _codes()[column].get(text.casefold(), text)


def _kind(values: dict[str, str]) -> dict[str, object]:
    status = _code(values, "status")
    return {
        "status": _word(values, "status", matching.STATUS),
        "source_status": status if status in matching.STATUS else "",
        "sector": _word(values, "sector"),
        "type": _word(values, "type", matching.TYPE),
    }


def _promise(values: dict[str, str]) -> dict[str, object]:
    """The planned days, each as exact as it is written, and the sum with what kind it is."""
    return {
        **_planned(values, "planned_start", last=False),
        **_planned(values, "planned_end", last=True),
        "capacity": matching.whole(values.get("capacity", "")),
        **_sum(values),
    }


def _planned(values: dict[str, str], column: str, *, last: bool) -> dict[str, object]:
    """A whole day may stand for a month or a year: our own files write 2026-12-31 and `year`."""
    exact = f"{column}_precision"
    said, span = _word(values, exact), matching.day(values.get(column, ""), last=last)
    if said and span.precision == Project.Precision.DAY:
        return {column: span.day, exact: span.day and said}
    return {column: span.day, exact: span.day and span.precision}


def _sum(values: dict[str, str]) -> dict[str, object]:
    kind = _code(values, "budget_kind")
    amount = _amount(values)
    if amount is None or kind in matching.NOT_OFFICIAL:
        return {}
    known = _word(values, "budget_kind", matching.BUDGET_KIND)
    shared = kind in matching.SHARED or values.get("budget_shared", "").lower() in YES
    return {"budget_amount": amount, "budget_kind": known, "budget_shared": shared}


def _amount(values: dict[str, str]) -> Decimal | None:
    """In tenge, whichever of the two columns holds it."""
    tenge = matching.money(values.get("budget_amount", ""))
    thousands = matching.money(values.get("budget_amount_kkzt", ""))
    if thousands is None:
        return tenge
    if tenge is not None:
        raise Unreadable(_("The sum stands in two columns."))
    if matching.names_tenge(values["budget_amount_kkzt"]):
        words = _("The sum “%(text)s” is said to be tenge, and its column to be thousands.")
        raise Unreadable(words % {"text": values["budget_amount_kkzt"].strip()})
    return thousands * 1000


def _point(values: dict[str, str]) -> dict[str, object]:
    latitude = matching.number(values.get("latitude", ""), -90, 90)
    longitude = matching.number(values.get("longitude", ""), -180, 180)
    if (latitude is None) != (longitude is None):
        raise Unreadable(_("A point needs both latitude and longitude."))
    return {"latitude": latitude, "longitude": longitude}


def _parties(values: dict[str, str], register: Register) -> dict[str, object]:
    return {
        "implementer": _group(values.get("implementer", "").strip(), register),
        "customer": _office(values.get("customer", "").strip(), register),
    }


def _group(slug: str, register: Register) -> InitiativeGroup | None:
    if slug and slug not in register.groups:
        raise Unreadable(_("No initiative group has this short address."))
    return register.groups.get(slug)


def _office(number: str, register: Register) -> Office | None:
    if number and number not in register.offices:
        raise Unreadable(_("No office has the BIN %(bin)s.") % {"bin": number})
    return register.offices.get(number)


def _contract(name: str) -> Line:
    return Line(Contract, "", {"supplier": Firm(name)})
