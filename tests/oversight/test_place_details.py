"""Points and populations from lists: checked, dry run first, each with its source and licence."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from oversight.models import DataSource, Place, PlacePopulation
from oversight.places import details
from oversight.places.sourced import Given

AKSU = "433636100"
GEONAMES = Given("GeoNames", "CC BY 4.0", "https://www.geonames.org/")
OFFICE = Given("Bureau of National Statistics", "open data")
POINTS = "kato,name_kk,lat,lon,match,is_primary"
POPULATION = "kato,year,population"


@pytest.fixture
def table(tmp_path):
    def write(header, *rows):
        path = tmp_path / "table.csv"
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return path

    return write


def point():
    return Place.objects.values_list("latitude", "longitude", "point_source__name").get(code=AKSU)


def population():
    fields = ("population", "population_year", "population_source__name")
    return Place.objects.values_list(*fields).get(code=AKSU)


def reasons(filling):
    return [str(refusal.reason) for refusal in filling.refused]


def test_a_point_comes_with_its_source(aksu, table):
    path = table(POINTS, f"{AKSU},Ақсу а.,45.1,64.5,high,1")

    details.apply_points(details.plan_points(path, GEONAMES))

    assert point() == (Decimal("45.10000"), Decimal("64.50000"), "GeoNames")
    assert DataSource.objects.get().licence == "CC BY 4.0"


def test_a_second_run_of_the_same_points_changes_nothing(aksu, table):
    path = table(POINTS, f"{AKSU},Ақсу а.,45.1,64.5,high,1")
    details.apply_points(details.plan_points(path, GEONAMES))

    again = details.plan_points(path, GEONAMES)

    assert (list(again), again.unchanged) == ([], 1)


def test_the_same_point_under_other_terms_is_a_change(aksu, table):
    path = table(POINTS, f"{AKSU},Ақсу а.,45.1,64.5,high,1")
    details.apply_points(details.plan_points(path, GEONAMES))

    changed = details.plan_points(path, OFFICE).changed

    assert list(map(str, changed)) == [f"{AKSU} Ақсу: 45.10000, 64.50000 → 45.10000, 64.50000"]


def test_of_several_points_the_first_in_rank_counts(aksu, table):
    path = table(POINTS, f"{AKSU},Ақсу а.,45.9,64.9,high,0", f"{AKSU},Ақсу а.,45.1,64.5,high,1")

    filling = details.plan_points(path, GEONAMES)

    assert [entry.value.latitude for entry in filling] == [Decimal("45.10000")]
    assert filling.refused == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("433699100,,45.1,64.5,high,1", "No place has this code."),
        (",,45.1,64.5,high,1", "No place has this code."),
        (f"{AKSU},Талап а.,45.1,64.5,high,1", "The code belongs to another place: Ақсу."),
        (f"{AKSU},,north,64.5,high,1", "“north” is not a coordinate in degrees."),
        (f"{AKSU},,NaN,64.5,high,1", "“NaN” is not a coordinate in degrees."),
        (
            f"{AKSU},,64.5,45.1,high,1",
            "The point lies outside Kazakhstan. Are its coordinates swapped?",
        ),
        (
            f"{AKSU},,45.1,64.5,ambiguous,1",
            "The list itself is not sure that this point is this place.",
        ),
    ],
)
def test_a_point_that_makes_no_sense_is_refused(aksu, table, row, reason):
    filling = details.plan_points(table(POINTS, row), GEONAMES)

    assert (list(filling), reasons(filling)) == ([], [reason])


def test_a_place_that_stands_twice_is_refused_the_second_time(aksu, table):
    path = table(POINTS, f"{AKSU},,45.1,64.5,high,1", f"{AKSU},,45.2,64.6,high,1")

    filling = details.plan_points(path, GEONAMES)

    assert (len(filling.new), reasons(filling)) == (1, ["Row 2 is about the same place already."])


def test_the_newest_year_is_shown_and_the_others_are_kept(aksu, table):
    path = table(POPULATION, f"{AKSU},2009,2 310", f"{AKSU},2021,1985", f"{AKSU},1999,2500")

    details.apply_populations(details.plan_populations(path, OFFICE))

    assert population() == (1985, 2021, "Bureau of National Statistics")
    assert list(PlacePopulation.objects.values_list("year", "people")) == [
        (2021, 1985),
        (2009, 2310),
        (1999, 2500),
    ]


def test_an_older_year_that_comes_later_does_not_become_the_newest(aksu, table):
    for row in (f"{AKSU},2021,1985", f"{AKSU},2009,2310"):
        path = table(POPULATION, row)
        details.apply_populations(details.plan_populations(path, OFFICE))

    assert population()[:2] == (1985, 2021)


def test_a_corrected_figure_is_told_as_a_change(aksu, table):
    path = table(POPULATION, f"{AKSU},2021,1985")
    details.apply_populations(details.plan_populations(path, OFFICE))

    filling = details.plan_populations(table(POPULATION, f"{AKSU},2021,1990"), OFFICE)
    details.apply_populations(filling)

    assert list(map(str, filling.changed)) == [f"{AKSU} Ақсу: 1985 (2021) → 1990 (2021)"]
    assert population()[:2] == (1990, 2021)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("433699100,2021,5", "No place has this code."),
        (f"{AKSU},2021,about 2000", "“about 2000” is not a whole number."),
        (f"{AKSU},2021,-5", "“-5” is not a whole number."),
        (f"{AKSU},21,1985", "The number 21 makes no sense here."),
        (f"{AKSU},2021,99999999999999", "The number 99999999999999 makes no sense here."),
    ],
)
def test_a_population_that_makes_no_sense_is_refused(aksu, table, row, reason):
    filling = details.plan_populations(table(POPULATION, row), OFFICE)

    assert (list(filling), reasons(filling)) == ([], [reason])


def test_the_commands_only_tell_until_asked(aksu, table, capsys):
    source = {"source": "GeoNames", "licence": "CC BY 4.0"}
    path = table(POINTS, f"{AKSU},,45.1,64.5,high,1")
    call_command("import_points", path, **source)
    before = (capsys.readouterr().out.splitlines()[1:3], point())

    call_command("import_points", path, apply=True, **source)
    call_command("import_population", table(POPULATION, f"{AKSU},2021,9"), apply=True, **source)

    assert before == (["1 new", f"  {AKSU} Ақсу: 45.10000, 64.50000"], (None, None, None))
    assert (point()[2], population()) == ("GeoNames", (9, 2021, "GeoNames"))


def test_data_without_a_source_is_not_taken(aksu, table):
    with pytest.raises(CommandError):
        call_command("import_points", str(table(POINTS, f"{AKSU},,45.1,64.5,high,1")))
