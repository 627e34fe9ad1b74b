"""Reads table files the way operators have them, and writes the refused rows back."""

import codecs
import csv
import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

HEADER_WITHIN = 30  # rows searched for the headings
MOST_ROWS = 1_048_576  # what a spreadsheet can hold
MOST_UNZIPPED = 512 * 2**20
MOST_HELD = 64 * 2**20  # parts other than sheets: openpyxl keeps them in memory
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}

_NOT_BELOW_LETTERS = bytes([*range(0x80), *range(0xC0, 0x100)])
_UNSAVED = _(
    "Cell {cell} holds a formula whose result was not saved. "
    "Open the file in a spreadsheet program, save it, and try again."
)

Cells = Sequence[str]
Grid = Callable[[], Iterator[Cells]]  # opens the file anew and yields every row of it
Words = str | Promise


class TableRefused(Exception):
    """The file as a whole cannot be read; `reason` says why, in the reader's language."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason


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

    def __iter__(self) -> Iterator[Row | Refusal]:
        for number, cells in enumerate(_guarded(self.grid()), 1):
            if number > MOST_ROWS:
                raise TableRefused(_("The file has more rows than a spreadsheet can hold."))
            if number > self.header_row and any(cells):
                yield self._row(number, cells)

    def _row(self, number: int, cells: Cells) -> Row | Refusal:
        padded = [*cells, *[""] * (len(self.header) - len(cells))]
        pairs = zip(self.header, padded, strict=False)
        values = {heading: _unescaped(cell) for heading, cell in pairs if heading}
        problem = _problem(values, cells[len(self.header) :])
        return Refusal(number, values, problem) if problem else Row(number, values)


def read_table(
    path: Path, required: Collection[str], aliases: Mapping[str, str] | None = None
) -> Table:
    """Find the header that has all required columns, under their own names or an alias."""
    names = {normalised(alias): name for alias, name in (aliases or {}).items()}
    missing = set(required)
    for grid in _grids(path):
        for number, header in _first_rows(grid, names):
            lacking = set(required).difference(header)
            if not lacking:
                return Table(_without_doubles(header), number, grid)
            missing = min(missing, lacking, key=len)
    columns = ", ".join(name for name in required if name in missing)
    raise TableRefused(format_lazy(_("These columns are missing: {columns}."), columns=columns))


def write_refused(path: Path, header: Sequence[str], rows: Iterable[Refusal]) -> None:
    """Write the rows as CSV with the reason last, so that no cell is taken for a formula."""
    reason = str(_("reason"))
    columns = [heading for heading in header if heading and heading != normalised(reason)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*map(_escaped, columns), reason])
        for row in rows:
            values = [_escaped(row.values.get(column, "")) for column in columns]
            writer.writerow([*values, _escaped(str(row.reason))])


def normalised(heading: str) -> str:
    """A heading without case, odd spaces and hyphens: "Kaz  Name" is "kaz_name"."""
    plain = unicodedata.normalize("NFKC", heading).replace("\ufeff", "").casefold()
    return re.sub(r"[\s_-]+", "_", plain.strip(" \t\r\n_-"))


def _first_rows(grid: Grid, names: Mapping[str, str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    with closing(grid()) as rows:
        for number, cells in enumerate(islice(_guarded(rows), HEADER_WITHIN), 1):
            header = [names.get(heading, heading) for heading in map(normalised, cells)]
            while header and not header[-1]:
                header.pop()
            yield number, tuple(header)


def _without_doubles(header: tuple[str, ...]) -> tuple[str, ...]:
    for heading in header:
        if heading and header.count(heading) > 1:
            words = _("The column “{heading}” stands in the file twice.")
            raise TableRefused(format_lazy(words, heading=heading))
    return header


def _problem(values: Mapping[str, str], beyond: Cells) -> Words:
    """Why a row cannot be trusted as it stands, or nothing."""
    if any(beyond):
        return _("The row has more cells than there are headings.")
    for heading, value in values.items():
        if value in ERROR_VALUES:
            words = _("The cell under “{heading}” holds the error {value}.")
            return format_lazy(words, heading=heading, value=value)
    return ""


def _escaped(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _unescaped(value: str) -> str:
    """Take back the apostrophe of `write_refused`: a mended file comes in as it was."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value


def _guarded(rows: Iterator[Cells]) -> Iterator[Cells]:
    with _damage_told():
        yield from rows


@contextmanager
def _damage_told() -> Iterator[None]:
    """Damaged files make csv, zipfile and openpyxl raise errors of every kind: one for all."""
    try:
        yield
    except TableRefused:
        raise
    except Exception as error:
        raise TableRefused(_("The file is damaged and cannot be read to its end.")) from error


# Which kind of file it is: its first bytes decide, since names are often wrong.


def _grids(path: Path) -> Iterator[Grid]:
    """Every way the file can be seen as rows: its sheets, or CSV by each delimiter."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise TableRefused(_("The file is empty."))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableRefused(
            _("The file is an old or locked Excel workbook. Save it as .xlsx without a password.")
        )
    if start.startswith(b"PK"):
        yield from _sheets(path)
    else:
        encoding = _encoding(path, start)
        yield from (partial(_csv_rows, path, encoding, delimiter) for delimiter in ",;\t")


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Cells]:
    with path.open(encoding=encoding, newline="") as file:
        for cells in csv.reader(file, delimiter=delimiter):
            yield [_text(cell) for cell in cells]


def _encoding(path: Path, start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _is_utf8(path):
        return "utf-8-sig"
    if _is_cp1251(path):
        return "cp1251"
    raise TableRefused(
        _("The file is neither .xlsx nor text in UTF-8, UTF-16 or Windows-1251 encoding.")
    )


def _is_utf8(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        try:
            return not any("\0" in text for text in iter(partial(file.read, 2**20), ""))
        except UnicodeDecodeError:
            return False


def _is_cp1251(path: Path) -> bool:
    """Cyrillic letters fill the upper half; damaged UTF-8 has as many bytes below it."""
    letters = others = 0
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            if b"\0" in chunk:
                return False
            letters += len(chunk.translate(None, bytes(range(0xC0))))
            others += len(chunk.translate(None, _NOT_BELOW_LETTERS))
    return letters > 2 * others


# Workbooks. A cell's saved value is read; what its formula says is nobody's figure.


def _sheets(path: Path) -> Iterator[Grid]:
    with _damage_told():
        count = _checked_sheet_count(path)
    yield from (partial(_sheet_rows, path, number) for number in range(count))


def _checked_sheet_count(path: Path) -> int:
    """How many sheets there are, once none of them could hurt or mislead."""
    with ZipFile(path) as archive:
        parts = {part.filename: part.file_size for part in archive.infolist()}
        sheets = [name for name in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        held = sum(size for name, size in parts.items() if name not in sheets)
        if held > MOST_HELD or sum(parts.values()) > MOST_UNZIPPED:
            raise TableRefused(_("The workbook is too large when unpacked."))
        for name in sheets:
            if cell := _unsaved_formula(archive, name):
                raise TableRefused(format_lazy(_UNSAVED, cell=cell))
    with path.open("rb") as file, closing(load_workbook(file, read_only=True)) as book:
        return len(book.worksheets)


def _unsaved_formula(archive: ZipFile, name: str) -> str:
    """The first cell of the sheet with a formula and no value; such cells would read as blank."""
    with archive.open(name) as sheet:
        for _event, element in ElementTree.iterparse(sheet):
            if element.tag.endswith("}c") and _is_unsaved(element):
                return element.get("r", "?")
            if element.tag.endswith("}row"):
                element.clear()
    return ""


def _is_unsaved(cell: ElementTree.Element) -> bool:
    """Only a formula that gives a text may have an empty value."""
    is_text = cell.get("t") == "str"
    return cell.find("{*}f") is not None and not cell.findtext("{*}v") and not is_text


def _sheet_rows(path: Path, number: int) -> Iterator[Cells]:
    with (
        path.open("rb") as file,
        closing(load_workbook(file, read_only=True, data_only=True)) as book,
    ):
        sheet = book.worksheets[number]
        # Some programs write a wrong size into the sheet, and rows beyond it would be lost.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(values_only=True):
            yield [_text(cell) for cell in cells]


def _text(value: object) -> str:
    """A cell as one would type it: whole numbers without a point, days as 2026-11-23."""
    match value:
        case None:
            return ""
        case float():
            return str(int(value)) if value.is_integer() else format(value, ".15g")
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return str(value).replace("\xa0", " ").strip()
