"""Turns the rows of a list into drafts: a row a budget, or a row a line of the classification."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from oversight.places.sourced import Unusable
from oversight.tables import Row, Table, TableRefused
from projects.budgets import cells
from projects.budgets.classification import FIGURES, TOTALS, Line
from projects.budgets.drafts import Draft
from projects.budgets.units import Units
from projects.matching import Unreadable
from projects.models import BudgetLine, LocalBudget
from projects.models.budgets import YEARS

_ENDINGS = {"_kkzt": cells.THOUSAND, "_kzt": Decimal(1), "": None}
_SHORT = {"capital_sale": "capital", "deficit": "balance", "sum": "amount"}
ALIASES = {
    **{"te": "kato", "name_ru": "place", "name_kk": "place", "decision": "act"},
    **{"source_url": "url", "date": "decided_on", "decision_number": "number"},
    **{
        f"{alias}{ending}": f"{name}{ending}"
        for alias, name in {
            "capital_sale": "capital",
            "deficit": "balance",
            "sum": "amount",
        }.items()
        for ending in _ENDINGS
    },
}
LINE = ("part", "code")  # what tells a sheet of lines from a list of totals
# What the rows of one budget have in common.
_IDENTITY = (
    *("kato", "place", "district_kato", "district", "region_kato", "region"),
    *("year", "version", "act", "decided_on", "number"),
)


@contextmanager
def telling() -> Iterator[None]:
    """A cell that makes no sense is the row's reason."""
    try:
        yield
    except Unreadable as error:
        raise Unusable(str(error)) from None


@dataclass(frozen=True)
class Columns:
    """Under which heading each sum stands, and what it is counted in (None: nothing says it)."""

    of: Mapping[str, tuple[str, Decimal | None]]

    @classmethod
    def find(cls, table: Table, names: Sequence[str], needed: str) -> "Columns":
        """Raises TableRefused where the needed one is missing."""
        found = {
            name: (name + ending, unit)
            for name in names
            for ending, unit in _ENDINGS.items()
            if name + ending in table.header
        }
        if needed not in found:
            words = _("These columns are missing: {columns}.")
            raise TableRefused(words.format(columns=f"{needed}_kkzt"))
        return cls(found)

    def amount(self, row: Row, name: str, default: Decimal | None) -> Decimal | None:
        """The sum in tenge: by the unit the row names, else the heading, else the operator."""
        heading, of_heading = self.of[name]
        text = row.values.get(heading, "")
        if not text.strip():
            return None
        unit = cells.unit(row.values.get("unit", "")) or of_heading or default
        if unit is None:
            raise Unreadable(_("Nothing says whether the sums are tenge or thousand tenge."))
        return cells.amount(text, unit)


@dataclass(frozen=True)
class Reader:
    """Reads the rows of one list, with the places in force."""

    units: Units
    columns: Columns
    unit: Decimal | None

    def budget(self, row: Row) -> Draft:
        """A row that holds the totals of a budget. Raises Unusable."""
        with telling():
            found = {name: self.columns.amount(row, name, self.unit) for name in self.columns.of}
            figures = {name: value for name, value in found.items() if value is not None}
            if not figures:
                raise Unreadable(_("The row has no sums."))
            return self._draft(row, figures, None)

    def sheet(self, rows: Sequence[Row]) -> Draft:
        """The rows of one budget, a line each. Raises BadLine, and Unusable for all of them."""
        figures: dict[str, Decimal] = {}
        lines: dict[tuple[str, str], Line] = {}
        for row in rows:
            try:
                self._line(row, figures, lines)
            except Unreadable as error:
                raise BadLine(row, str(error)) from None
        with telling():
            return self._draft(rows[0], figures, tuple(lines.values()))

    def _line(
        self, row: Row, figures: dict[str, Decimal], lines: dict[tuple[str, str], Line]
    ) -> None:
        part, code = cells.part(row.values["part"]), cells.code(row.values["code"])
        figure = "balance" if part == "balance" else TOTALS.get((part, code), "")
        amount = self.columns.amount(row, "amount", self.unit)
        if not (figure or code):
            raise Unreadable(_("The line has no code."))
        if amount is None:
            return
        if figure in figures or (part, code) in lines:
            raise Unreadable(_("The code stands in this budget twice."))
        if figure:
            figures[figure] = amount
            return
        name = row.values.get("name", "")
        _fits(BudgetLine, name=name)
        lines[part, code] = Line(part, code, name, amount)

    def _draft(
        self, row: Row, figures: dict[str, Decimal], lines: tuple[Line, ...] | None
    ) -> Draft:
        cell = row.values.get
        year = _year(cell("year", ""))
        taken = cells.decision(cell("act", ""), cell("decided_on", ""), cell("number", ""))
        place, note = self.units.unit(row.values)
        _fits(LocalBudget, act=taken.act, number=taken.number, url=cell("url", ""))
        return Draft(
            place,
            year,
            cells.version(cell("version", ""), taken, year),
            taken,
            cell("url", ""),
            cell("note", "")[:500],
            figures,
            lines,
            is_sure=bool(cell("unit", "").strip()),
            place_note=note,
        )


class BadLine(Exception):
    """A line that cannot be read: the whole budget is refused for it."""

    def __init__(self, row: Row, reason: str) -> None:
        super().__init__(reason)
        self.row, self.reason = row, reason


def identity(row: Row) -> tuple[str, ...]:
    """What the rows of one budget have in common."""
    return tuple(row.values.get(name, "") for name in _IDENTITY)


def reader(table: Table, units: Units, unit: Decimal | None) -> Reader:
    """Raises TableRefused when there are no sums to read."""
    if is_sheet(table):
        return Reader(units, Columns.find(table, ["amount"], "amount"), unit)
    return Reader(units, Columns.find(table, list(FIGURES), "income"), unit)


def is_sheet(table: Table) -> bool:
    """Whether every row is a line."""
    return set(LINE) <= set(table.header)


def _year(text: str) -> int:
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdecimal() and int(digits) in YEARS):
        raise Unreadable(_("The year “{text}” makes no sense.").format(text=text))
    return int(digits)


def _fits(model: type, **texts: str) -> None:
    """Raises Unreadable for a text that there is no room for."""
    for name, text in texts.items():
        column = model._meta.get_field(name)
        if len(text) > column.max_length:
            words = _("“%(what)s” is longer than %(most)d letters.")
            raise Unreadable(words % {"what": column.verbose_name, "most": column.max_length})
