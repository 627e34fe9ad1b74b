"""The whole country: regions as tiles and as a list, and what they make together."""

import re
from datetime import date, timedelta

import pytest
from django.utils import translation

from oversight.calendar import today
from oversight.models import Place
from projects.templatetags.works import SOFT_HYPHEN, tile_name
from tests import factories

COUNTRY = "/en/places/"


def make_late(place, **fields):
    return factories.make_project(
        place, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=9), **fields
    )


def test_regions_are_tiles_and_a_list_that_says_the_same(client, aksu):
    make_late(aksu)
    factories.make_project(aksu)

    page = client.get(COUNTRY).content.decode()

    assert 'aria-label="Kyzylorda Region, 2 works, 1 in question"' in page
    assert page.count('href="/en/places/430000000/"') == 2
    assert "tiles__tile--43 tiles__tile--grave" in page


def test_what_is_invented_is_no_part_of_the_country(client, aksu):
    invented = factories.make_place(
        "990100000", Place.Kind.DISTRICT, "Үлгі", "Улгинский", invented=True
    )
    factories.make_project(invented)

    response = client.get(COUNTRY)

    assert (response.context["regions"], response.context["groups"]) == ([aksu.lineage[0]], [])


def test_all_regions_are_added_up(client, aksu):
    almaty = factories.make_place("190000000", Place.Kind.REGION, "Алматы", "Алматинская")
    make_late(aksu, budget_amount=100)
    make_late(almaty, budget_amount=40)

    context = client.get(COUNTRY).context

    assert (context["figures"].total, context["late"]) == (140, 2)
    assert [one.figures.count for one in context["money"]] == [2]


def test_an_empty_database_says_what_the_operator_does(client, site):
    assert "manage.py import_places" in client.get(COUNTRY).content.decode()


def test_a_city_is_told_from_the_region_around_it():
    kinds = (Place.Kind.REGION, Place.Kind.REPUBLICAN_CITY)
    names = [tile_name(Place(kind=kind, name_kk="Абай", name_ru="Абай")) for kind in kinds]

    assert [name.replace(SOFT_HYPHEN, "") for name in names] == ["Abai", "Abai city"]


@pytest.mark.parametrize(
    ("language", "kk", "ru", "expected"),
    [
        ("kk", "Қызылорда", "Кызылординская", "Қы/зы/лор/да"),
        ("kk", "Батыс Қазақстан", "Западно-Казахстанская", "БҚО"),
        ("ru", "Батыс Қазақстан", "Западно-Казахстанская", "ЗКО"),
        ("ru", "Павлодар", "Павлодарская", "Пав/ло/дар"),
        ("ru", "Ақмола", "Акмолинская", "Ак/мол."),
        ("en", "Батыс Қазақстан", "Западно-Казахстанская", "WKR"),
    ],
)
def test_a_region_is_named_as_people_do_and_divided_by_syllables(language, kk, ru, expected):
    region = Place(kind=Place.Kind.REGION, name_kk=kk, name_ru=ru)

    with translation.override(language):
        assert tile_name(region).replace(SOFT_HYPHEN, "/") == expected


@pytest.mark.parametrize("count", [1, 3])
def test_the_country_asks_the_database_equally_often(
    client, aksu, django_assert_num_queries, count
):
    for number in range(count):
        make_late(factories.make_place(f"1{number}0000000", Place.Kind.REGION, f"А{number}", "А"))

    with django_assert_num_queries(4):
        client.get(COUNTRY)


def test_the_page_sets_no_cookie_and_takes_no_post(client, aksu):
    assert client.get(COUNTRY).cookies == {}
    assert client.post(COUNTRY).status_code == 405


def test_a_shared_address_says_what_is_there(client, aksu):
    factories.make_project(aksu)

    page = client.get(COUNTRY).content.decode()

    assert re.search('og:title" content="([^"]*)"', page)[1] == "Public works in Kazakhstan"
