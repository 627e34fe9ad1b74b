"""manage.py import_projects: what an operator sees before, and what the answers do."""

import csv

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from oversight.models import Place
from projects.models import Project
from tests import factories

HEAD = ["identifier", "status", "programme", "district_kato", "kato", "place", "title_kk"]


@pytest.fixture
def two_villages(aksu):
    district = aksu.parent.parent
    factories.make_place("433633100", Place.Kind.VILLAGE, "Ақсу", "Аксу", parent=district)
    return aksu


@pytest.fixture
def works(tmp_path):
    path = tmp_path / "works.csv"
    rows = [
        ["kz-1", "planned", "", "433600000", "", "Аксу", "Жол"],
        ["kz-2", "planned", "Жаңа бағдарлама", "", "433636100", "Ақса", "Мектеп"],
    ]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_dry_run_tells_everything_and_writes_nothing(two_villages, works, capsys):
    call_command("import_projects", works)

    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "0 works as they are.",
        "1 new",
        "  kz-2 Мектеп; Aksu village, Aksu rural district, Zhalagash District, Kyzylorda Region",
        "1 programmes that the register does not know, made as the source names them",
        "  “Жаңа бағдарлама” (1 works)",
        "1 to look at",
        "  kz-2: The code 433636100 is Aksu village, Aksu rural district, Zhalagash District, "
        "Kyzylorda Region; the row says “Ақса”.",
        f"1 rows refused: {works.with_name('works.refused.csv')}",
        "Nothing was written. Add --apply to do it.",
    ]
    assert told.err.startswith("row 2: Which place is “Аксу”?")
    assert Project.objects.count() == 0


def test_of_a_new_work_it_says_where_how_dear_and_from_when_to_when(aksu, tmp_path, capsys):
    path = tmp_path / "works.csv"
    path.write_text(
        "identifier,status,kato,title_kk,cost_kkzt,year_from,year_to,смета\n"
        "kz-3,planned,433636100,Жол,45300,,IV кв. 2026,7\n",
        encoding="utf-8",
    )

    call_command("import_projects", path)

    told = capsys.readouterr().out.splitlines()
    assert told[2] == (
        "  kz-3 Жол; Aksu village, Aksu rural district, Zhalagash District, Kyzylorda Region; "
        "45,300,000.00 ₸; … Dec. 31, 2026"
    )
    assert told[4] == "  смета: This column is not read."


def test_a_change_is_shown_as_old_and_new(aksu, works, capsys):
    factories.make_project(aksu, identifier="kz-2", title_kk="Мектеп", status="implementation")

    call_command("import_projects", works)

    told = capsys.readouterr().out.splitlines()
    assert told[4].startswith(
        "  kz-2 Status: under construction → planned; Status as published: – → planned; "
    )


def test_a_change_is_said_in_words_that_the_reader_knows(aksu, works, capsys):
    factories.make_project(
        aksu, identifier="kz-2", title_kk="Мектеп", status="implementation", sector="road"
    )

    with translation.override("ru"):
        call_command("import_projects", works)

    told = capsys.readouterr().out
    assert "Статус: идут работы → запланировано" in told
    assert [word for word in ("implementation", "identification", "planned") if word in told] == []


def test_a_refused_row_with_its_code_filled_in_goes_in(two_villages, works, capsys):
    call_command("import_projects", works, "--apply")
    refused = works.with_name("works.refused.csv")
    answer(refused, "433633100")

    call_command("import_projects", refused, "--apply")

    assert Project.objects.get(identifier="kz-1").place.code == "433633100"


def test_an_answer_beside_the_list_is_taken_and_remembered(two_villages, works, capsys):
    call_command("import_projects", works)
    refused = works.with_name("works.refused.csv")
    answer(refused, "433633100")
    call_command("import_projects", works, "--apply", "--decisions", refused)
    capsys.readouterr()

    call_command("import_projects", works)

    assert Project.objects.get(identifier="kz-1").place.code == "433633100"
    assert capsys.readouterr().out.splitlines()[0] == "2 works as they are."


def test_a_code_that_bears_another_name_waits_for_an_answer(aksu, tmp_path):
    works = tmp_path / "works.csv"
    works.write_text(f"{','.join(HEAD)}\nkz-3,planned,,,433636100,Приморье,Жол\n")
    call_command("import_projects", works)
    refused = works.with_name("works.refused.csv")

    call_command("import_projects", works, "--apply", "--decisions", refused)
    unanswered = Project.objects.count()
    answer(refused, "433636100")
    call_command("import_projects", works, "--apply", "--decisions", refused)

    assert (rows(refused)[0]["place"], unanswered) == ("Приморье", 0)
    assert Project.objects.get().place == aksu


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_projects", tmp_path / "nothing.csv")


def answer(path, code):
    found = rows(path)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, found[0])
        writer.writeheader()
        writer.writerows(row | {"kato": code} for row in found)
