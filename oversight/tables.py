"""Reads table files the way operators have them, and writes the refused rows back."""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight.grids import Cells, Grid, Merged, TableRefused, Words, grids, guarded

HEADER_WITHIN = 30  # rows searched for the headings
MOST_ROWS = 1_048_576  # what a spreadsheet can hold
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the file, with its values by heading."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be used, and why."""

    number: int
    values: dict[str, str]
    reason: Words


@dataclass(frozen=True)
class Table:
    """The rows under a found header; each iteration streams the file anew."""

    header: tuple[str, ...]
    header_row: int
    grid: Grid
    written: Mapping[str, str]  # each heading as the file has it

    def __iter__(self) -> Iterator[Row | Refusal]:
        for number, cells in enumerate(guarded(self.grid()), 1):
            if number > MOST_ROWS:
                raise TableRefused(_("The file has more rows than a spreadsheet can hold."))
            if number > self.header_row and any(cells):
                yield self._row(number, cells)

    def above(self) -> Iterator[Cells]:
        """The rows over the headings: what the list is called, and what explains its columns."""
        with closing(self.grid()) as rows:
            yield from islice(guarded(rows), self.header_row - 1)

    def _row(self, number: int, cells: Cells) -> Row | Refusal:
        padded = [*cells, *[""] * (len(self.header) - len(cells))]
        pairs = zip(self.header, padded, strict=False)
        values = {heading: _unescaped(cell) for heading, cell in pairs if heading}
        problem = _problem(values, cells[len(self.header) :], self.written)
        return Refusal(number, values, problem) if problem else Row(number, values)


def read_table(
    path: Path, required: Collection[str], aliases: Mapping[str, str] | None = None
) -> Table:
    """Find the header that has all required columns, under their own names or an alias."""
    names = {normalised(alias): name for alias, name in (aliases or {}).items()}
    missing = set(required)
    for grid in grids(path):
        for number, cells in _first_rows(grid):
            header = _header(cells, names)
            lacking = set(required).difference(header)
            if not lacking:
                written = dict(zip(header, cells, strict=False))
                return Table(_without_doubles(header), number, grid, written)
            missing = min(missing, lacking, key=len)
    columns = ", ".join(name for name in required if name in missing)
    raise TableRefused(format_lazy(_("These columns are missing: {columns}."), columns=columns))


def write_refused(path: Path, header: Sequence[str], rows: Iterable[Refusal]) -> None:
    """Write the rows as CSV with the reason last, so that no cell is taken for a formula."""
    reason = str(_("reason"))
    columns = [heading for heading in header if heading and heading != normalised(reason)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*map(escaped, columns), reason])
        for row in rows:
            values = [escaped(row.values.get(column, "")) for column in columns]
            writer.writerow([*values, escaped(str(row.reason))])


def normalised(heading: str) -> str:
    """A heading without case, odd spaces and hyphens: "Kaz  Name" is "kaz_name"."""
    plain = unicodedata.normalize("NFKC", heading).replace("\ufeff", "").casefold()
    return re.sub(r"[\s_-]+", "_", plain.strip(" \t\r\n_-"))


def _first_rows(grid: Grid) -> Iterator[tuple[int, Cells]]:
    with closing(grid()) as rows:
        yield from enumerate(islice(guarded(rows), HEADER_WITHIN), 1)


def _header(cells: Cells, names: Mapping[str, str]) -> tuple[str, ...]:
    header = [names.get(heading, heading) for heading in map(normalised, cells)]
    while header and not header[-1]:
        header.pop()
    return tuple(header)


def _without_doubles(header: tuple[str, ...]) -> tuple[str, ...]:
    for heading in header:
        if heading and header.count(heading) > 1:
            words = _("The column “{heading}” stands in the file twice.")
            raise TableRefused(format_lazy(words, heading=heading))
    return header


def _problem(values: Mapping[str, str], beyond: Cells, written: Mapping[str, str]) -> Words:
    """Why a row cannot be trusted as it stands, or nothing."""
    if any(beyond):
        return _("The row has more cells than there are headings.")
    for heading, value in values.items():
        if isinstance(value, Merged):
            words = _("The cell under “{heading}” is merged with others. Give each row its own.")
            return format_lazy(words, heading=written[heading])
        if value in ERROR_VALUES:
            words = _("The cell under “{heading}” holds the error {value}.")
            return format_lazy(words, heading=written[heading], value=value)
    return ""


def escaped(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _unescaped(value: str) -> str:
    """Take back the apostrophe of `write_refused`: a mended file comes in as it was."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value
