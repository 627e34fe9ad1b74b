"""Places and offices for other software."""

from datetime import date

import pytest
from django.conf import settings

from oversight.calendar import today
from oversight.models import DataSource, Installation, Place
from tests import factories

PLACES = "/api/v1/places/"
OFFICES = "/api/v1/offices/"
AKSU = "433636100"


def codes(response):
    return [place["code"] for place in response.json()["results"]]


def test_a_place_tells_what_it_is_and_where(client, aksu):
    response = client.get(f"{PLACES}{AKSU}/", headers={"Accept-Language": "en"})

    assert response.status_code == 200
    assert response.json() == {
        "code": AKSU,
        "kind": "village",
        "parent": "433636000",
        "name_kk": "Ақсу",
        "name_ru": "Аксу",
        "name_en": "",
        "spoken": "Aksu village",
        "invented": False,
        "latitude": None,
        "longitude": None,
        "point_source": None,
        "population": None,
        "population_year": None,
        "population_source": None,
        "valid_from": "2026-07-17",
        "valid_to": None,
        "project_count": 0,
        "report_count": 0,
        "last_seen_on": None,
        "log_id": aksu.log_id,
        "told_on": today().isoformat(),
        "url": f"{settings.SITE_URL}/en/places/{AKSU}/",
    }


def test_a_figure_of_somebody_else_names_its_source(client, aksu):
    source = DataSource.objects.create(
        name="GeoNames", licence="CC BY 4.0", imported_on=factories.SINCE
    )
    Place.objects.filter(code=AKSU).update(point_source=source)

    place = client.get(f"{PLACES}{AKSU}/").json()

    told = {"log_id": source.log_id, "told_on": today().isoformat()}
    said = {"name": "GeoNames", "licence": "CC BY 4.0", "url": ""}
    assert place["point_source"] == said | told


def test_coordinates_are_numbers(client, aksu):
    Place.objects.filter(code=AKSU).update(latitude="45.10000", longitude="64.50000")

    place = client.get(f"{PLACES}{AKSU}/").json()

    assert (place["latitude"], place["longitude"]) == (45.1, 64.5)


def test_a_retired_code_means_what_the_place_became(client, aksu):
    factories.make_place("433634100", successor=aksu, valid_to=date(2026, 7, 17))

    assert client.get(f"{PLACES}433634100/").json()["code"] == AKSU


def test_a_retired_code_without_a_successor_is_still_told(client, aksu):
    factories.make_place("433634100", valid_to=date(2026, 8, 1))

    assert client.get(f"{PLACES}433634100/").json()["valid_to"] == "2026-08-01"


def test_a_code_used_again_means_the_place_in_force(client, aksu):
    factories.make_place(AKSU, kk="Ескі", valid_to=date(2026, 7, 17))

    assert client.get(f"{PLACES}{AKSU}/").json()["name_kk"] == "Ақсу"


@pytest.mark.parametrize("code", ["999999999", "4336", "aksu", "1" * 300])
def test_an_unknown_code_is_not_there(client, aksu, code):
    assert client.get(f"{PLACES}{code}/").status_code == 404


def test_places_stand_in_the_order_of_the_kazakh_alphabet(client, aksu):
    factories.make_place("433637100", kk="Әйтеке", ru="Айтеке")
    factories.make_place("433634100", kk="Ескі", valid_to=date(2026, 7, 17))

    assert codes(client.get(PLACES)) == [
        "433636000",
        "433636100",
        "433637100",
        "433600000",
        "430000000",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "zhalagash"}, ["433600000"]),
        ({"q": "ЖАЛАГАШ"}, ["433600000"]),
        ({"kind": "village"}, [AKSU]),
        ({"parent": "433636000"}, [AKSU]),
        ({"parent": "430000000", "kind": "village"}, []),
        ({"q": "аксу", "kind": "rural_district"}, ["433636000"]),
        ({"q": ""}, ["433636000", AKSU, "433600000", "430000000"]),
    ],
)
def test_places_are_narrowed(client, aksu, query, found):
    assert codes(client.get(PLACES, query)) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "planet"}, "kind"),
        ({"parent": "999999999"}, "parent"),
        ({"q": "а" * 101}, "q"),
        ({"q": "а\0"}, "q"),
        ({"ordering": "password"}, "ordering"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"q": "Ақсу", "cursor": "nonsense"}, "cursor"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(client, aksu, query, field):
    response = client.get(PLACES, query)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_an_office_is_told_without_the_address_of_its_letters(client, office, district_office):
    response = client.get(f"{OFFICES}{office.pk}/", headers={"Accept-Language": "en"})

    assert response.json() == {
        "id": office.pk,
        "kind": "akim",
        "bin": "",
        "name": "Akim's office of Ақсу",
        "name_kk": "Ақсу ауылдық округі әкімінің аппараты",
        "name_ru": "Аппарат акима: Аксуский",
        "name_en": "Akim's office of Ақсу",
        "place": "433636000",
        "place_name": "Aksu rural district",
        "supervisor": district_office.pk,
        "phone": "",
        "contact": "confirmed",
        "akim_elected_on": None,
        "akim_term_ends_on": None,
        "terms": [],
        "log_id": office.log_id,
        "told_on": today().isoformat(),
        "url": f"{settings.SITE_URL}/en/offices/{office.pk}/",
    }


def test_offices_are_listed_by_name(client, office, district_office):
    offices = client.get(OFFICES).json()["results"]

    assert [each["id"] for each in offices] == [office.pk, district_office.pk]


@pytest.mark.parametrize("key", ["999999", "99999999999999999999", "x"])
def test_an_unknown_office_is_not_there(client, office, key):
    assert client.get(f"{OFFICES}{key}/").status_code == 404


@pytest.mark.parametrize("count", [1, 100])
def test_lists_ask_the_database_as_often_for_one_as_for_a_hundred(
    client, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        place = factories.make_place(f"43363{number:04}", parent=aksu.parent)
        factories.make_office(place, kind="district_department")

    with django_assert_max_num_queries(2):
        client.get(PLACES)
    with django_assert_max_num_queries(3):
        client.get(OFFICES)


def test_the_root_names_the_endpoints(client, site):
    names = [
        *("places", "projects", "reports", "removals", "events", "receipt", "offices", "groups"),
        *("dossiers", "gatherings", "pledges", "subsidies", "budgets", "statistics"),
        *("programmes", "machines", "statements", "populations", "pupils", "norms", "terms"),
        *("schema", "docs"),
    ]

    root = client.get("/api/v1/").json()

    assert root == {
        "demonstration": False,
        **{name: f"http://testserver/api/v1/{name}/" for name in names},
        "oc4ids": "http://testserver/api/v1/oc4ids.json",
        "elections": "http://testserver/api/v1/statistics/elections/",
    }


def test_a_demonstration_says_so_in_every_answer(client, aksu):
    Installation.objects.update(demonstration=True)

    listed, root = client.get(PLACES), client.get("/api/v1/")

    assert (listed.json()["demonstration"], root.json()["demonstration"]) == (True, True)
    assert listed["Baqylau-Demonstration"] == "yes"


def test_a_real_site_does_not_speak_of_demonstrations(client, aksu):
    assert list(client.get(PLACES).json()) == ["next", "previous", "results"]


def test_the_api_sets_no_cookie(client, aksu):
    assert client.get(PLACES).cookies == {}
    assert client.get("/api/v1/docs/").cookies == {}
