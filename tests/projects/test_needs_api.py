"""People and pupils by year, and norms, for other software: what is not counted is not there."""

import csv
import io
from datetime import date

import pytest

from oversight.models import DataSource, PlacePopulation, PlacePupils
from oversight.places import details
from oversight.places.sourced import Given
from projects.models import Norm
from tests import factories

CENSUS = Given("Санақ", "CC BY 4.0")


@pytest.fixture
def counted(aksu, other_office):
    """Two years of Aksu, and one of another rural district."""
    source = DataSource.objects.create(
        name=CENSUS.name, licence=CENSUS.licence, imported_on="2026-09-01"
    )
    for place, year, count in (
        *((aksu, 2015, 1200), (aksu, 2025, 700)),
        (other_office.place, 2025, 90),
    ):
        PlacePopulation.objects.create(place=place, year=year, people=count, source=source)
        PlacePupils.objects.create(place=place, year=year, pupils=count // 10, source=source)
    return aksu


def results(client, address):
    return client.get(f"/api/v1/{address}").json()["results"]


def table(client, address):
    text = b"".join(client.get(f"/api/v1/{address}")).decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("name", "field"), [("populations", "people"), ("pupils", "pupils")])
def test_counts_are_told_by_place_and_year(client, counted, name, field):
    told = results(client, f"{name}/?place=433636000")

    share = 1 if field == "people" else 10
    shown = ("place", "year", "source", field)
    assert [{one: row[one] for one in shown} for row in told] == [
        {"place": "433636100", "year": year, "source": "Санақ", field: count // share}
        for year, count in ((2025, 700), (2015, 1200))
    ]
    assert len(results(client, f"{name}/?place=433600000&year=2025")) == 2
    assert results(client, f"{name}/?year=2020") == []


@pytest.mark.parametrize("name", ["populations", "pupils"])
@pytest.mark.parametrize("query", ["place=1", "year=x"])
def test_a_wrong_filter_is_a_problem_and_no_list(client, counted, name, query):
    for ending in ("/", ".csv"):
        assert client.get(f"/api/v1/{name}{ending}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("name", "plan"),
    [("populations", details.plan_populations), ("pupils", details.plan_pupils)],
)
def test_the_table_can_be_imported_and_changes_nothing(client, counted, tmp_path, name, plan):
    text, rows = table(client, f"{name}.csv")
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")

    again = plan(path, CENSUS)

    assert [row["licence"] for row in rows] == ["CC BY 4.0"] * 3
    assert (again.unchanged, again.new, again.changed, again.refused) == (3, [], [], [])


@pytest.mark.parametrize("count", [1, 30])
def test_lists_ask_as_often_for_many_as_for_one(
    client, counted, count, django_assert_max_num_queries
):
    source = DataSource.objects.get()
    for number in range(count):
        PlacePopulation.objects.create(
            place=counted, year=1950 + number, people=number, source=source
        )

    with django_assert_max_num_queries(2):
        assert len(results(client, "populations/")) == count + 3


def test_norms_of_today_and_of_the_past_name_their_source(client, site):
    norm = {"sector": "school", "least": 20, "per_hundred": 100, "source": "№ 710"}
    Norm.objects.create(**norm, since=date(2015, 9, 1), until=date(2025, 9, 1))
    Norm.objects.create(**norm, since=date(2025, 9, 2))

    told = results(client, "norms/")

    assert [(one["since"], one["until"], one["source"]) for one in told] == [
        ("2015-09-01", "2025-09-01", "№ 710"),
        ("2025-09-02", None, "№ 710"),
    ]
    assert [row["until"] for row in table(client, "norms.csv")[1]] == ["2025-09-01", ""]


def test_the_beginning_of_the_api_leads_there(client, site):
    known = client.get("/api/v1/").json()

    assert {"populations", "pupils", "norms", "terms", "elections"} <= known.keys()
    assert client.get(known["norms"]).status_code == 200


def test_a_place_of_the_demonstration_is_marked(client, counted):
    invented = factories.make_place("990133000", kk="Үлгі", ru="Улги", invented=True)
    PlacePupils.objects.create(place=invented, year=2024, pupils=5, source=DataSource.objects.get())

    rows = table(client, "pupils.csv")[1]

    assert {row["kato"]: row["invented"] for row in rows}["990133000"] == "yes"
