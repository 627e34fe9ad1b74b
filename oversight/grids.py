"""Files as rows of cells, whatever kind of file they are: workbooks, or CSV in any encoding."""

import codecs
import csv
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

MOST_UNZIPPED = 512 * 2**20
MOST_HELD = 64 * 2**20  # parts other than sheets: openpyxl keeps them in memory
MOST_MERGED = 2_000  # each row is held against all of them

_NOT_BELOW_LETTERS = bytes([*range(0x80), *range(0xC0, 0x100)])
_UNSAVED = _(
    "Cell {cell} holds a formula whose result was not saved. "
    "Open the file in a spreadsheet program, save it, and try again."
)

Cells = Sequence[str]
Grid = Callable[[], Iterator[Cells]]  # opens the file anew and yields every row of it
Words = str | Promise
Range = tuple[int, int, int, int]  # left, top, right, bottom, from one


class Merged(str):
    """A cell of a merged range: what stands there is not said of this row and column alone."""

    __slots__ = ()


class TableRefused(Exception):
    """The file as a whole cannot be read; `reason` says why, in the reader's language."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason)
        self.reason = reason


def guarded(rows: Iterator[Cells]) -> Iterator[Cells]:
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


def grids(path: Path) -> Iterator[Grid]:
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
        merged = _checked_sheets(path)
        with path.open("rb") as file, closing(load_workbook(file, read_only=True)) as book:
            names = [sheet._worksheet_path.lstrip("/") for sheet in book.worksheets]
    for number, name in enumerate(names):
        yield partial(_sheet_rows, path, number, merged.get(name, []))


def _checked_sheets(path: Path) -> dict[str, list[Range]]:
    """What is merged on each sheet, once none of them could hurt or mislead."""
    with ZipFile(path) as archive:
        parts = {part.filename: part.file_size for part in archive.infolist()}
        sheets = [name for name in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        held = sum(size for name, size in parts.items() if name not in sheets)
        if held > MOST_HELD or sum(parts.values()) > MOST_UNZIPPED:
            raise TableRefused(_("The workbook is too large when unpacked."))
        return {name: _checked_sheet(archive, name) for name in sheets}


def _checked_sheet(archive: ZipFile, name: str) -> list[Range]:
    """The merged ranges. A cell with a formula and no value would read as blank: it is refused."""
    merged: list[Range] = []
    with archive.open(name) as sheet:
        for _event, element in ElementTree.iterparse(sheet):
            if element.tag.endswith("}c") and _is_unsaved(element):
                raise TableRefused(format_lazy(_UNSAVED, cell=element.get("r", "?")))
            if element.tag.endswith("}row"):
                element.clear()
            if element.tag.endswith("}mergeCell"):
                merged.append(range_boundaries(element.get("ref")))
                if len(merged) > MOST_MERGED:
                    raise TableRefused(_("The workbook has too many merged cells."))
    return merged


def _is_unsaved(cell: ElementTree.Element) -> bool:
    """Only a formula that gives a text may have an empty value."""
    is_text = cell.get("t") == "str"
    return cell.find("{*}f") is not None and not cell.findtext("{*}v") and not is_text


def _sheet_rows(path: Path, number: int, merged: list[Range]) -> Iterator[Cells]:
    with (
        path.open("rb") as file,
        closing(load_workbook(file, read_only=True, data_only=True)) as book,
    ):
        sheet = book.worksheets[number]
        # Some programs write a wrong size into the sheet, and rows beyond it would be lost.
        sheet.reset_dimensions()
        for row, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            texts = [_text(cell) for cell in cells]
            yield _with_merged(texts, row, merged) if merged else texts


def _with_merged(texts: list[str], row: int, merged: list[Range]) -> list[str]:
    """A range over several rows says of none of them what is its own, not even of the first."""
    for left, top, right, bottom in merged:
        if top <= row <= bottom:
            first = left if bottom > top else left + 1
            for column in range(first, min(right, len(texts)) + 1):
                texts[column - 1] = Merged(texts[column - 1])
    return texts


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
