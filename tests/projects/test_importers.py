"""Lists of public works: nothing guessed, nothing lost, nothing silently overwritten."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from oversight import place_import
from oversight.models import Place
from projects import importers, matching
from projects.models import FigureChange, Programme, Project
from tests import factories

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADER = (
    "id,program,region_kato,district_kato,kato,place,object,category,work,"
    "year_from,year_to,cost_tenge,cost_kind,contractor,status,note,source_url,source_date"
)
ROW = {
    "id": "7",
    "program": "Ақ бұлақ",
    "kato": "433636100",
    "object": "Водопровод",
    "category": "water",
    "work": "new",
    "year_from": "2025",
    "year_to": "2026",
    "cost_tenge": "186 400 000",
    "cost_kind": "allocated",
    "contractor": "«Үлгі Құрылыс»; «Су жолы»",
    "status": "in_progress",
    "source_url": "https://example.kz/1",
}


@pytest.fixture
def write(tmp_path):
    def write_file(*rows):
        names = HEADER.split(",")
        lines = [",".join({**ROW, **row}.get(name, "") for name in names) for row in rows]
        path = tmp_path / "works.csv"
        path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
        return path

    return write_file


def load(path):
    plan = importers.plan(path)
    importers.apply(plan)
    return plan


def reasons(plan):
    return [str(refusal.reason) for refusal in plan.refused]


def test_a_row_becomes_a_work(office, write):
    load(write({}))

    project = Project.objects.get(identifier="kz-0007")
    assert (project.status, project.type, project.sector) == (
        "implementation",
        "construction",
        "water",
    )
    assert project.budget_amount == Decimal("186400000")
    assert (project.planned_end, project.planned_end_precision) == (date(2026, 12, 31), "year")
    assert project.programme.name_kk == "Ақ бұлақ"
    assert project.answering_office == office
    assert [contract.supplier.name for contract in project.contracts.all()] == [
        "«Үлгі Құрылыс»",
        "«Су жолы»",
    ]


def test_a_second_run_changes_nothing(aksu, write):
    path = write({})
    load(path)

    plan = importers.plan(path)

    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 1)


def test_a_moved_deadline_leaves_a_public_trace(aksu, write, logged):
    load(write({}))

    load(write({"year_to": "2027"}))

    change = FigureChange.objects.get()
    assert (change.field, change.old, change.new) == ("planned_end", "2026-12-31", "2027-12-31")
    assert logged() == [("figure.changed", "operator")]


def test_a_shared_sum_is_never_added(aksu, write):
    load(write({"cost_kind": "total_of_group"}))

    project = Project.objects.get()
    assert (project.budget_shared, project.money()) == (True, None)


def test_a_sum_that_only_residents_name_is_not_official(aksu, write):
    load(write({"cost_kind": "citizen_claim"}))

    assert Project.objects.get().budget_amount is None


def test_a_known_programme_is_found_by_any_of_its_names(aksu, write):
    programme = factories.make_programme()

    load(write({"program": "Ак Булак"}))

    assert Project.objects.get().programme == programme
    assert Programme.objects.count() == 1


def test_a_work_without_a_programme_has_none(aksu, write):
    load(write({"program": ""}))

    assert Project.objects.get().programme is None


def test_a_place_without_a_code_is_found_by_its_name_inside_the_district(aksu, write):
    factories.make_place(
        "433633100", Place.Kind.VILLAGE, "Аққұм", "Аккум", parent=aksu.parent.parent
    )

    load(write({"kato": "", "district_kato": "433600000", "place": "Аккум"}))

    assert Project.objects.get().place.code == "433633100"


def test_a_name_that_two_places_bear_is_asked_not_guessed(aksu, write):
    plan = importers.plan(write({"kato": "", "district_kato": "433600000", "place": "Аксу"}))
    factories.make_place("433633100", Place.Kind.VILLAGE, "Ақсу", "Аксу", parent=aksu.parent.parent)
    unsure = importers.plan(write({"kato": "", "region_kato": "430000000", "place": "Аксу"}))

    assert len(plan.new) == 1
    assert reasons(unsure) == [
        "Several places have this name: 433633100, 433636100. Give the code."
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"kato": "999999999"}, "No place has the code 999999999."),
        ({"kato": "", "place": "Аксу"}, "The row names no place."),
        ({"status": "mystery"}, "The word “mystery” is not in the list."),
        ({"status": ""}, "The status is missing."),
        ({"object": ""}, "The title is missing."),
        ({"cost_tenge": "много"}, "The sum “много” cannot be read."),
        ({"cost_tenge": "-5"}, "The sum “-5” makes no sense."),
        ({"year_from": "soon"}, "The date “soon” cannot be read."),
        ({"year_from": "2026-02-30"}, "There is no such day."),
        ({"year_from": "2027"}, "The work ends before it begins."),
        ({"id": ""}, "The identifier is missing."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_and_the_rest_goes_in(aksu, write, row, reason):
    plan = load(write({"id": "8"}, row))

    assert reasons(plan) == [reason]
    assert [project.identifier for project in Project.objects.all()] == ["kz-0008"]


def test_the_same_identifier_twice_is_refused(aksu, write):
    assert reasons(importers.plan(write({}, {}))) == ["The same identifier stands in row 2."]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2026-10-07", date(2026, 10, 7), "day"),
        ("07.10.2026", date(2026, 10, 7), "day"),
        ("2026-02", date(2026, 2, 28), "month"),
        ("2026", date(2026, 12, 31), "year"),
        ("2026-10-07 00:00:00", date(2026, 10, 7), "day"),
        ("", None, "day"),
    ],
)
def test_days_as_people_write_them(text, day, precision):
    assert matching.day(text, last=True) == matching.Span(day, precision)


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the real data is not beside the project")
def test_every_real_work_lands_or_comes_out_with_a_reason(db, tmp_path):
    plan = place_import.plan_places(DATA / "kato-2026-07-17.csv", date(2026, 7, 17))
    place_import.apply_places(plan)

    plan = importers.plan(DATA / "projects_real.csv")
    importers.apply(plan)

    assert (len(plan.new), len(plan.refused)) == (75, 3)
    assert Project.objects.count() == 75
    assert all("Several places" in reason for reason in reasons(plan))
    call_command("import_projects", DATA / "projects_real.csv", "--refused", tmp_path / "r.csv")
