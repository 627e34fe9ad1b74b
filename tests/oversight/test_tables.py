import csv
import datetime
import re
import tracemalloc
import zipfile

import pytest
from django.utils.functional import Promise
from openpyxl import Workbook

from oversight.tables import Refusal, Row, TableRefused, read_table, write_refused

REQUIRED = ("code", "name")
ROWS = [
    Row(2, {"code": "433630100", "name": "Жалагаш"}),
    Row(3, {"code": "433636100", "name": "Аксу"}),
]


@pytest.fixture
def file(tmp_path):
    """Writes a file and returns its path."""

    def write(content, name="places.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path):
    """Saves rows as a workbook, a list of rows a sheet, and returns its path."""

    def save(*sheets):
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets):
            sheet = book.create_sheet(f"Sheet {number}")
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "places.xlsx")
        return tmp_path / "places.xlsx"

    return save


def rewritten(path, part, change):
    """The workbook with one part changed, as programs other than ours would write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def reason_of(path, required=REQUIRED):
    with pytest.raises(TableRefused) as refused:
        list(read_table(path, required))
    return str(refused.value.reason)


# What is read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_is_read_in_the_encodings_that_offices_use(file, encoding):
    path = file("code,name\n433630100,Жалагаш\n433636100,Аксу\n", encoding=encoding)

    assert list(read_table(path, REQUIRED)) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_with_any_usual_delimiter(file, delimiter):
    lines = ("code|name", "433630100|Жалагаш", "433636100|Аксу")
    path = file("\r\n".join(lines).replace("|", delimiter))

    assert list(read_table(path, REQUIRED)) == ROWS


def test_a_workbook_is_read_whatever_its_file_is_called(workbook):
    path = workbook([["code", "name"], [433630100, "Жалагаш"], [433636100, "Аксу"]])

    assert list(read_table(path.rename(path.with_suffix(".csv")), REQUIRED)) == ROWS


def test_headings_may_stand_below_a_title_in_any_writing(file):
    path = file("Тізім,,\n,,\nMy Code,\xa0NAME  ,Note \n1,Ақсу,\n\n2,Достық,жаңа\n")

    table = read_table(path, REQUIRED, {"my-code": "code"})

    assert table.header == ("code", "name", "note")
    assert list(table) == [
        Row(4, {"code": "1", "name": "Ақсу", "note": ""}),
        Row(6, {"code": "2", "name": "Достық", "note": "жаңа"}),
    ]


def test_headings_may_stand_on_a_later_sheet(workbook):
    path = workbook([["Read me first"]], [["code", "name"], ["1", "Ақсу"]])

    assert list(read_table(path, REQUIRED)) == [Row(2, {"code": "1", "name": "Ақсу"})]


def test_cells_of_a_workbook_read_as_one_would_type_them(workbook):
    day = datetime.datetime(2026, 11, 23)
    values = [433630100, "\xa0 Ақсу ", 5.0, 0.1 + 0.2, day, day.replace(hour=9), None]
    path = workbook([["code", "name", "c", "d", "e", "f", "g"], values])

    row = next(iter(read_table(path, REQUIRED)))

    assert list(row.values.values()) == [
        "433630100",
        "Ақсу",
        "5",
        "0.3",
        "2026-11-23",
        "2026-11-23T09:00:00",
        "",
    ]


def test_a_formula_is_read_by_its_saved_value(workbook):
    path = workbook([["code", "name"], ["1", '="Ақ"&"су"']])
    sheet = "xl/worksheets/sheet1.xml"
    # How an empty value is written depends on the parser that is installed.
    rewritten(path, sheet, lambda xml: re.sub(rb"<v ?/>|<v></v>", "<v>Ақсу</v>".encode(), xml))
    rewritten(path, sheet, lambda xml: xml.replace(b'<c r="B2">', b'<c r="B2" t="str">'))

    assert list(read_table(path, REQUIRED)) == [Row(2, {"code": "1", "name": "Ақсу"})]


def test_rows_beyond_a_wrongly_stated_size_are_not_lost(workbook):
    path = workbook([["code", "name"], ["433630100", "Жалагаш"], ["433636100", "Аксу"]])
    rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:B3", b"A1:A1"))

    assert list(read_table(path, REQUIRED)) == ROWS


def test_a_long_file_is_never_held_whole(file):
    path = file("code,name\n" + "433630100,Жалағаш кенті және оның маңы\n" * 20_000)
    table = read_table(path, REQUIRED)
    tracemalloc.start()

    count = sum(1 for _row in table)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 20_000
    assert peak < path.stat().st_size / 10


# Rows refused while the rest goes on


def test_a_row_with_more_cells_than_headings_is_refused_alone(file):
    path = file("code,name\n1,Ақсу,Жаңақала\n2,Достық,\n")

    refused, kept = read_table(path, REQUIRED)

    assert (refused.number, str(refused.reason)) == (
        2,
        "The row has more cells than there are headings.",
    )
    assert kept == Row(3, {"code": "2", "name": "Достық"})


def test_a_row_with_a_spreadsheet_error_is_refused_alone(file):
    path = file("code,name\n1,#REF!\n2,Достық\n")

    refused, kept = read_table(path, REQUIRED)

    assert str(refused.reason) == "The cell under “name” holds the error #REF!."
    assert kept == Row(3, {"code": "2", "name": "Достық"})


# Files refused


def test_rows_with_merged_cells_are_refused_and_the_others_read(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Ауылдар", "", ""],
        ["code", "name_kk", "name_ru"],
        ["1", "Ақсу", "Аксу"],
        ["2", "Аққұм", "Аккум"],
        ["3", "", "Аккум-2"],
        ["Барлығы", "", "3"],
    ):
        sheet.append(row)
    for merged in ("A1:C1", "B4:B5", "A6:B6"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "merged.xlsx")

    rows = list(read_table(tmp_path / "merged.xlsx", ("code", "name_kk")))

    reason = "The cell under “name_kk” is merged with others. Give each row its own."
    assert [(row.number, str(getattr(row, "reason", ""))) for row in rows] == [
        (3, ""),
        (4, reason),
        (5, reason),
        (6, reason),
    ]


def test_a_cell_is_named_by_the_heading_that_the_file_has(file):
    path = file("te,Kaz Name\n1,#REF!\n")

    [row] = read_table(path, ("code", "name"), {"te": "code", "kaz_name": "name"})

    assert str(row.reason) == "The cell under “Kaz Name” holds the error #REF!."


def test_missing_columns_are_named(file):
    path = file("code,place\n1,Ақсу\n")

    assert reason_of(path, ("code", "name", "kind")) == "These columns are missing: name, kind."


def test_a_column_that_stands_twice_is_refused(file):
    path = file("code,name,NAME\n1,Ақсу,Аксу\n")

    assert reason_of(path) == "The column “name” stands in the file twice."


def test_the_reason_is_said_in_the_language_of_the_reader(file):
    with pytest.raises(TableRefused) as refused:
        read_table(file("code\n1\n"), REQUIRED)

    assert isinstance(refused.value.reason, Promise)


def test_an_empty_file_is_refused(file):
    assert reason_of(file("")) == "The file is empty."


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "code,name\n1,Жалағаш\n".encode() + b"\xd0\n",
        "code,name\n1,Жалагаш\n".encode("cp866"),
    ],
    ids=["pdf", "png", "damaged UTF-8", "DOS Cyrillic"],
)
def test_what_is_neither_a_workbook_nor_known_text_is_refused(file, content):
    assert reason_of(file(content)) == (
        "The file is neither .xlsx nor text in UTF-8, UTF-16 or Windows-1251 encoding."
    )


def test_an_old_workbook_is_refused_with_what_to_do(file):
    path = file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "places.xls")

    assert reason_of(path) == (
        "The file is an old or locked Excel workbook. Save it as .xlsx without a password."
    )


def test_a_formula_without_a_saved_value_is_refused_by_its_cell(workbook):
    path = workbook([["code", "name"], ["1", "Ақсу"], ["2", '="Дос"&"тық"']])

    assert reason_of(path) == (
        "Cell B3 holds a formula whose result was not saved. "
        "Open the file in a spreadsheet program, save it, and try again."
    )


def test_a_workbook_cut_short_is_refused(workbook):
    path = workbook([["code", "name"], ["1", "Ақсу"]])
    path.write_bytes(path.read_bytes()[:2000])

    assert reason_of(path) == "The file is damaged and cannot be read to its end."


def test_a_sheet_with_broken_markup_is_refused(workbook):
    path = workbook([["code", "name"], ["1", "Ақсу"]])
    rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])

    assert reason_of(path) == "The file is damaged and cannot be read to its end."


def test_a_workbook_that_unpacks_without_end_is_refused(workbook):
    path = workbook([["code", "name"], ["1", "Ақсу"]])
    rewritten(path, "xl/styles.xml", lambda xml: xml + b" " * 65 * 2**20)

    assert reason_of(path) == "The workbook is too large when unpacked."


def test_entities_that_multiply_are_refused(workbook):
    path = workbook([["code", "name"], ["1", "Ақсу"]])
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "{"z" * 100}">{entities}]><w>&a9;</w>'
    rewritten(path, "xl/worksheets/sheet1.xml", lambda _xml: bomb.encode())

    assert reason_of(path) == "The file is damaged and cannot be read to its end."


def test_more_rows_than_a_spreadsheet_holds_are_refused(file):
    path = file("code,name\n" + "\n" * 2**20)

    assert reason_of(path) == "The file has more rows than a spreadsheet can hold."


# Refused rows out


def test_refused_rows_come_out_with_the_reason_last(tmp_path):
    path = tmp_path / "refused.csv"
    row = Refusal(7, {"name": "Ақсу", "code": "12", "note": "x"}, "The code is not nine digits.")

    write_refused(path, ("code", "name"), [row])

    assert path.read_text(encoding="utf-8-sig") == (
        "code,name,reason\n12,Ақсу,The code is not nine digits.\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_refused_cell_can_be_taken_for_a_formula(tmp_path, start):
    path = tmp_path / "refused.csv"
    row = Refusal(2, {"code": f"{start}1", "name": "a=1"}, f"{start}reason")

    write_refused(path, ("code", "name"), [row])

    with path.open(encoding="utf-8-sig", newline="") as written:
        assert list(csv.reader(written))[1] == [f"'{start}1", "a=1", f"'{start}reason"]


def test_a_mended_file_of_refused_rows_is_read_as_the_rows_were(tmp_path):
    path = tmp_path / "refused.csv"
    write_refused(path, ("code", "name"), [Refusal(2, {"code": "-5", "name": "'Ақсу"}, "Why")])

    assert list(read_table(path, REQUIRED)) == [
        Row(2, {"code": "-5", "name": "'Ақсу", "reason": "Why"})
    ]


def test_a_row_refused_again_has_only_its_new_reason(tmp_path):
    path = tmp_path / "refused.csv"
    row = Refusal(2, {"code": "1", "name": "Ақсу", "reason": "Old"}, "New")

    write_refused(path, tuple(row.values), [row])

    assert path.read_text(encoding="utf-8-sig") == "code,name,reason\n1,Ақсу,New\n"
