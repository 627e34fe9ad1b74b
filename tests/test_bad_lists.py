"""Every list of operators meets the same bad files: a clear refusal, and the database as it was."""

import csv
import itertools
import zipfile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from oversight import grids, offices, tables
from tests.oversight.editions import HEADER

# A whole list for each command: its headings, and a row that would go in.
LISTS = {
    "import_places": (
        HEADER.split(","),
        "430000000,43,00,00,000,0,Қызылорда облысы,Кызылординская область,1",
    ),
    "import_offices": (["kato", "email", "phone"], "433636000,aksu@akimat.test,1"),
    "import_projects": (
        ["identifier", "kato", "title_kk", "sector", "status", "budget_amount"],
        "road-1,433636100,Көше жарығы,road,in_progress,5",
    ),
    "import_population": (["kato", "year", "population"], "433636100,2025,900"),
    "import_pupils": (["kato", "year", "pupils"], "433636100,2025,90"),
    "import_points": (["kato", "latitude", "longitude"], "433636100,45.08,64.67"),
    "import_machines": (
        ["number", "name", "kind", "kato", "mode", "starts_on"],
        "431ABC11,МТЗ-82,tractor,433636100,own,2024-01-01",
    ),
    "import_budgets": (["kato", "year", "version", "income_kzt"], "433636000,2025,plan,90000000"),
}
SOURCE = ["--source", "Statistics", "--licence", "CC BY 4.0"]
SOURCED = dict.fromkeys(LISTS, []) | {"import_population": SOURCE, "import_points": SOURCE}
SOURCED["import_budgets"] = SOURCED["import_machines"] = SOURCED["import_pupils"] = SOURCE
SOURCED["import_places"] = ["--edition", "2026-07-17"]


def workbook(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def rewritten(path, part, change):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def text(folder, head, row, content=None):
    path = folder / "list.csv"
    path.write_bytes(content or f"{','.join(head)}\n{row}\n".encode())
    return path


def wrong_header(folder, head, row):
    return text(folder, [f"x_{name}" for name in head], row)


def wrong_encoding(folder, head, row):
    cut = f"{row} Қызылорда".encode()[:-1]
    return text(folder, head, row, ",".join(head).encode() + b"\n" + cut + b"\n")


def a_column_twice(folder, head, row):
    return text(folder, [*head, head[0]], row)


def a_formula(folder, head, row):
    return workbook(folder / "list.xlsx", [head, ["=1+1", *row.split(",")[1:]]])


def a_bomb(folder, head, row):
    path = workbook(folder / "list.xlsx", [head, row.split(",")])
    return rewritten(path, "xl/styles.xml", lambda _old: b" " * (grids.MOST_HELD + 1))


def cut_short(folder, head, row):
    path = workbook(folder / "list.xlsx", [head, row.split(",")])
    path.write_bytes(path.read_bytes()[:-200])
    return path


def a_million_rows(folder, head, row):
    rows = itertools.repeat(row, tables.MOST_ROWS + 1)
    return text(folder, head, row, "\n".join([",".join(head), *rows]).encode())


FILES = [wrong_header, wrong_encoding, a_column_twice, a_formula, a_bomb, cut_short]


@pytest.fixture
def known(aksu):
    offices.make()


def everything():
    """All rows of the two floors that lists write into."""
    models = [*apps.get_app_config("oversight").get_models()]
    models += apps.get_app_config("projects").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def apply(command, path, *more):
    call_command(command, path, "--apply", *SOURCED[command], *more)


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_file_that_makes_no_sense_is_refused_in_one_sentence(known, tmp_path, command, make):
    before = everything()

    with pytest.raises(CommandError) as refused:
        apply(command, make(tmp_path, *LISTS[command]))

    assert "\n" not in str(refused.value)
    assert everything() == before


@pytest.mark.parametrize("command", LISTS)
def test_more_rows_than_a_spreadsheet_holds_are_refused(known, tmp_path, command, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 50)
    before = everything()

    with pytest.raises(CommandError):
        call_command(
            command, a_million_rows(tmp_path, *LISTS[command]), "--apply", *SOURCED[command]
        )

    assert everything() == before


def refused_of(command, path):
    """The reasons of the rows that the command gives back."""
    refused = path.with_name("refused.csv")
    refused.unlink(missing_ok=True)
    apply(command, path, "--refused", refused)
    if not refused.exists():
        return []
    with refused.open(encoding="utf-8-sig") as file:
        return [row["reason"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("command", LISTS)
def test_rows_that_share_a_merged_cell_are_refused(known, tmp_path, command):
    head, row = LISTS[command]
    book = Workbook()
    for cells in (head, row.split(","), row.split(",")):
        book.active.append(cells)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "list.xlsx")

    reasons = refused_of(command, tmp_path / "list.xlsx")

    assert len(reasons) == 2
    assert all("merged" in reason for reason in reasons)


@pytest.mark.parametrize("command", LISTS)
def test_the_same_row_twice_is_taken_once(known, tmp_path, command):
    head, row = LISTS[command]

    assert len(refused_of(command, text(tmp_path, head, f"{row}\n{row}"))) == 1


@pytest.mark.parametrize(
    ("command", "row"),
    [
        ("import_places", "43OOOOOOO,43,00,00,000,0,Қызылорда облысы,Кызылординская область,1"),
        ("import_places", "470000000,47,00,00,three,0,Маңғыстау облысы,Мангистауская область,2"),
        ("import_offices", "Ақсу,aksu@akimat.test,1"),
        ("import_projects", "road-2,433636100,Көше жарығы,road,in_progress,five"),
        ("import_projects", "road-2,433636100,Көше жарығы,road,in_progress,-5"),
        ("import_population", "433636100,2025,many"),
        ("import_population", "433636100,last year,900"),
        ("import_points", "433600000,north,64.67"),
        ("import_points", "433600000,64.67,450.8"),
    ],
)
def test_text_where_a_number_belongs_is_refused_and_the_rest_goes_in(known, tmp_path, command, row):
    head, good = LISTS[command]
    reasons = refused_of(command, text(tmp_path, head, f"{row}\n{good}"))

    assert len(reasons) == 1
    assert refused_of(command, text(tmp_path, head, good)) == []
