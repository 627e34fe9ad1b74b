"""The map of a place: points with their works, outlines where known, small and kept a while."""

from datetime import date, timedelta

import pytest

from config import env
from oversight.calendar import today
from oversight.models import DataSource, Place, PlaceOutline
from tests import factories

SQUARE = {"type": "Polygon", "coordinates": [[[64, 45], [65, 45], [65, 46], [64, 45]]]}


def address(place):
    return f"/en/places/{place.code}/map.geojson"


def features(client, path):
    return client.get(path).json()["features"]


def put(place, latitude="45.08", longitude="64.68"):
    Place.objects.filter(pk=place.pk).update(latitude=latitude, longitude=longitude)


def make_late(place):
    return factories.make_project(
        place, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=9)
    )


def test_a_village_with_works_is_a_point_that_leads_to_it(client, aksu):
    put(aksu)
    make_late(aksu)
    factories.make_project(aksu)

    [point] = features(client, address(aksu.parent.parent))

    assert point["geometry"]["coordinates"] == [64.68, 45.08]
    assert point["properties"] == {
        "name": "Aksu village",
        "url": f"/en/places/{aksu.code}/",
        "works": 2,
        "grave": 1,
    }


def test_a_village_without_works_or_without_a_point_is_not_drawn(client, aksu, other_office):
    put(other_office.place)
    factories.make_project(aksu)

    assert features(client, address(aksu.parent.parent)) == []


def test_outlines_of_the_place_and_its_parts_name_their_source(client, aksu):
    source = DataSource.objects.create(name="GEO", licence="CC BY 4.0", imported_on=today())
    for place in (aksu.parent, aksu.parent.parent):
        PlaceOutline.objects.create(place=place, geometry=SQUARE, source=source)

    found = features(client, address(aksu.parent.parent))

    assert [one["geometry"] for one in found] == [SQUARE, SQUARE]
    assert found[0]["properties"] == {"source": "GEO (CC BY 4.0)"}


def test_the_country_shows_districts_in_the_middle_of_their_villages(client, aksu, other_office):
    put(aksu, "45.0", "64.0")
    put(other_office.place, "46.0", "65.0")
    make_late(aksu)

    [point] = features(client, "/en/places/map.geojson")

    assert point["geometry"]["coordinates"] == [64.5, 45.5]
    assert (point["properties"]["name"], point["properties"]["grave"]) == ("Zhalagash District", 1)


def test_a_map_is_kept_for_a_while_and_asked_for_only_when_it_changed(client, aksu):
    first = client.get(address(aksu))

    again = client.get(address(aksu), headers={"if-none-match": first["ETag"]})

    assert set(first["Cache-Control"].split(", ")) == {"max-age=600", "public"}
    assert again.status_code == 304


def test_nothing_of_the_map_loads_before_it_is_asked_for(client, project):
    page = client.get(f"/en/places/{project.place.code}/").content.decode()

    assert f'data-map="/en/places/{project.place.code}/map.geojson"' in page
    assert '<script src="/static/js_lib_leaflet' not in page
    assert '<link rel="stylesheet" href="/static/js_lib_leaflet' not in page


def test_the_map_of_no_place_is_not_there(client, site):
    assert client.get("/en/places/999999999/map.geojson").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_maps_ask_the_database_equally_often(client, aksu, django_assert_num_queries, count):
    put(aksu)
    for _ in range(count):
        make_late(aksu)

    with django_assert_num_queries(4):
        client.get(address(aksu.parent))
    with django_assert_num_queries(4):
        client.get("/en/places/map.geojson")


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("", []),
        ("https://tiles.example.kz/{z}/{x}/{y}.png", ["https://tiles.example.kz"]),
        ("https://{s}.tiles.example.kz:8443/{z}/{x}/{y}.png", ["https://*.tiles.example.kz:8443"]),
    ],
)
def test_the_policy_lets_in_the_one_host_that_tiles_come_from(url, hosts):
    assert env.hosts(url) == hosts
