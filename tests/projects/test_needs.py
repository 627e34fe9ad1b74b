"""Plan against need of a place: norms with their numbers, nothing said that is not published."""

from datetime import date

import pytest

from oversight.models import DataSource, PlacePopulation, PlacePupils
from projects import needs, services
from projects.models import Norm
from projects.needs import Places
from tests import factories
from tests.admin_pages import address, values

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (Places(in_use=400, known=1), "met"),
        (Places(in_use=400, known=1, unpublished=2), "met"),
        (Places(in_use=300, coming=100, known=2), "coming"),
        (Places(in_use=300, coming=99, known=2), "unmet"),
        (Places(in_use=300, known=1, unpublished=1), "unknown"),
        (Places(unpublished=1), "unknown"),
        (Places(), "unknown"),
    ],
)
def test_what_can_be_told_of_a_norm_of_four_hundred(places, expected):
    assert needs.state(400, places) == expected


@pytest.fixture
def counted(aksu):
    """More pupils, fewer people."""
    source = DataSource.objects.create(name="Санақ", licence="CC0", imported_on=DAY)
    for year, people in ((2015, 1200), (2025, 700)):
        PlacePopulation.objects.create(place=aksu, year=year, people=people, source=source)
    for year, pupils in ((2018, 360), (2025, 420)):
        PlacePupils.objects.create(place=aksu, year=year, pupils=pupils, source=source)
    return aksu


def norm(**fields):
    usual = {"sector": "school", "least": 20, "per_hundred": 100, "since": date(2025, 9, 2)}
    return Norm.objects.create(**{**usual, "source": "№ 710", **fields})


def page_of(client, place):
    return " ".join(client.get(f"/en/places/{place.code}/need/").content.decode().split())


def test_an_unmet_norm_in_a_growing_village_is_said_with_its_numbers(client, site, counted):
    norm()
    factories.make_project(counted, sector="school", status="maintenance", capacity=300)

    page = page_of(client, counted)

    assert "The norm is not met, and what is planned does not meet it either." in page
    assert "And there are more from year to year." in page
    assert "420 pupils are counted here; the norm asks for 420 places." in page
    assert "In 2018 there were 360, in 2025 420." in page
    assert "Works in use here are made for 300." in page
    assert "being planned or built" not in page
    assert "№ 710" in page


def test_an_unmet_norm_where_fewer_come_is_not_said_to_grow(client, site, counted):
    norm()
    counted.pupils.filter(year=2018).update(pupils=419)
    factories.make_project(counted, sector="school", status="maintenance", capacity=300)

    page = page_of(client, counted)

    assert "The norm is not met" in page
    assert "And there are more from year to year." not in page


@pytest.mark.parametrize(
    "fields",
    [{"since": date(2099, 1, 1)}, {"until": date(2025, 12, 31)}, {"least": 421}],
)
def test_a_norm_that_is_not_in_force_or_not_for_so_few_asks_nothing(counted, fields):
    norm(**fields)

    assert needs.of(counted, DAY) == []


def test_a_place_that_nobody_counted_is_asked_nothing(client, site, aksu):
    norm()

    assert needs.of(aksu, DAY) == []
    assert "Nobody has published counts of this place." in page_of(client, aksu)


def test_a_share_of_a_norm_is_rounded_up(counted):
    norm(per_hundred=33)

    assert [need.due for need in needs.of(counted, DAY)] == [139]


def test_money_into_an_emptying_village_stands_on_the_page(client, site, counted):
    work = factories.make_project(counted, budget_amount=168_000_000)
    other = factories.make_project(counted, status="cancelled", title_en="Given up")
    for one in (work, other):
        services.refresh_flags(one)

    page = page_of(client, counted)

    assert work.title in page
    assert "Money into an emptying village" in page
    assert "Given up" not in page
    assert "1,200" in page
    assert "Санақ" in page


def test_the_place_leads_there(client, site, aksu):
    page = client.get(f"/en/places/{aksu.code}/").content.decode()

    assert f"/en/places/{aksu.code}/need/" in page


def test_a_place_that_is_not_there_is_not_found(client, site):
    assert client.get("/en/places/999999999/need/").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_asks_as_often_for_many_as_for_one(
    client, site, counted, count, django_assert_max_num_queries
):
    norm()
    for work in factories.make_projects(counted, count, budget_amount=168_000_000):
        services.refresh_flags(work)

    with django_assert_max_num_queries(10):
        page_of(client, counted)


def test_an_operator_enters_a_norm(signed_in, olzhas):
    browser = signed_in(olzhas)
    page = browser.get(address(Norm, "add"))

    said = {"sector": "water", "least": 50, "per_hundred": 100, "since": "2025-09-02"}
    browser.post(page.request["PATH_INFO"], values(page, source="№ 710", **said))

    assert Norm.objects.get().per_hundred == 100
