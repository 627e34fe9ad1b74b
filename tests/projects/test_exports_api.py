"""The list of works as a file: what is filtered, all of it, and nothing a spreadsheet runs."""

import csv
import gc
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight import streams
from projects import exports
from projects.models import Project, Supplier
from tests import factories

CSV = "/api/v1/projects.csv"
GEOJSON = "/api/v1/projects.geojson"


def read(response):
    return b"".join(response.streaming_content).decode()


def rows(client, **query):
    text = read(client.get(CSV, query)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def features(client, **query):
    return json.loads(read(client.get(GEOJSON, query)))["features"]


def test_a_row_says_what_the_register_says(client, aksu):
    work = factories.make_project(aksu, identifier="kz-1", programme=factories.make_programme())
    firm = Supplier.objects.create(name="Су", bin="123456789012")
    work.contracts.create(supplier=firm)

    [row] = rows(client)

    kept = ("identifier", "kato", "programme", "budget_amount", "planned_end", "suppliers")
    assert [row[name] for name in kept] == [
        *("kz-1", "433636100", "ak-bulak", "186400000.00", "2027-10-01", "Су 123456789012")
    ]


def test_what_is_not_published_is_blank_and_no_zero(client, aksu):
    factories.make_project(aksu, budget_amount=None, planned_end=None)

    [row] = rows(client)

    assert (row["budget_amount"], row["planned_end"]) == ("", "")


@pytest.mark.parametrize("title", ["=1+1", "+7", "-2", "@cmd", "\t=1"])
def test_no_cell_is_taken_for_a_formula(client, aksu, title):
    factories.make_project(aksu, title_kk=title)

    assert rows(client)[0]["title_kk"] == f"'{title}"


@pytest.mark.parametrize("fetch", [rows, features])
def test_a_file_holds_exactly_what_is_filtered_in_its_order(client, aksu, fetch):
    factories.make_project(aksu, identifier="kz-1", budget_amount=5)
    factories.make_project(aksu, identifier="kz-2", budget_amount=9)
    factories.make_project(aksu, identifier="kz-3", sector="road")

    found = fetch(client, sector="water", ordering="-budget")

    assert [one.get("identifier") or one["id"] for one in found] == ["kz-2", "kz-1"]


def test_a_feature_lies_at_its_own_point_else_at_its_village(client, aksu):
    factories.make_project(aksu, identifier="kz-1", latitude="45.5", longitude="64.5")
    factories.make_project(aksu, identifier="kz-2")
    nowhere = features(client)[1]["geometry"]
    aksu.latitude, aksu.longitude = "45.1", "64.1"
    aksu.save()

    points = [feature["geometry"]["coordinates"] for feature in features(client)]

    assert (nowhere, points) == (None, [[64.5, 45.5], [64.1, 45.1]])


@pytest.mark.parametrize("address", [CSV, GEOJSON])
@pytest.mark.parametrize("query", ["?sector=gold", "?ordering=nonsense", "?place=999999999"])
def test_a_wrong_filter_is_a_problem_and_no_file(client, project, address, query):
    response = client.get(address + query, headers={"accept": "text/csv"})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("count", [1, 100])
def test_a_file_asks_the_database_equally_often(client, aksu, django_assert_num_queries, count):
    factories.make_projects(aksu, count, planned_end=None)

    with django_assert_num_queries(4):
        read(client.get(CSV))


@pytest.mark.parametrize("address", [CSV, GEOJSON])
def test_more_rows_cost_two_questions_for_each_handful(
    client, aksu, monkeypatch, django_assert_num_queries, address
):
    monkeypatch.setattr(streams, "AT_ONCE", 10)
    factories.make_projects(aksu, 10)
    with CaptureQueriesContext(connection) as few:
        read(client.get(address))

    factories.make_projects(aksu, 30)

    # The list is read through one cursor; each ten works bring their flags and their contracts.
    with django_assert_num_queries(len(few) + 3 * 2):
        assert read(client.get(address)).count("/projects/kz-") == 40


def alive():
    """Works that something still holds."""
    gc.collect()
    return sum(type(thing) is Project for thing in gc.get_objects())


@pytest.fixture
def only_what_comes(db):
    """Counting looks at what comes from here on, and not at all that a run of tests holds."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("lines", [exports.csv_lines, exports.geojson_lines])
def test_no_more_works_are_in_memory_than_are_read_at_once(
    aksu, monkeypatch, lines, only_what_comes
):
    monkeypatch.setattr(streams, "AT_ONCE", 3)
    factories.make_projects(aksu, 12)
    before = alive()

    held = [alive() - before for _line in lines(exports.whole(Project.objects.for_lists()))]

    assert len(held) > 12
    assert max(held) <= 2 * 3
