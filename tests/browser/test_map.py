"""The map of a place: it comes when somebody asks for it, and says what the list beside it says."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from oversight.calendar import today
from tests import factories

pytestmark = pytest.mark.browser

BUBBLES = ".map__bubble"


@pytest.fixture
def district(aksu):
    """Two villages a short walk apart and one far away, with four works; one of them is late."""
    near = factories.make_place("433636200", kk="Таң", ru="Тан", parent=aksu.parent)
    far = factories.make_place("433636300", kk="Жаңаталап", ru="Жанаталап", parent=aksu.parent)
    points = {aksu: (44.7001, 64.3001), near: (44.7101, 64.3101), far: (45.9, 66.1)}
    for place, (place.latitude, place.longitude) in points.items():
        place.save()
    factories.make_project(aksu, planned_start=None, planned_end=today() - timedelta(days=9))
    factories.make_project(near)
    factories.make_projects(far, 2)
    return aksu.parent.parent


@pytest.fixture
def asked(open_phone, district):
    """A phone on the page of the district, and every address that it asked for since."""
    phone = open_phone()
    addresses = []
    phone.on("request", lambda request: addresses.append(request.url))
    phone.goto(f"/en/places/{district.code}/")
    return phone, addresses


def show(phone):
    phone.click("#map button")
    phone.wait_for_selector(BUBBLES)


def numbers(phone):
    return sorted(phone.locator(BUBBLES).all_inner_texts())


def files(addresses, name):
    return [address for address in addresses if urlsplit(address).path.endswith(name)]


def test_the_map_comes_on_tap_and_from_here_alone(asked, address):
    phone, addresses = asked
    before = files(addresses, "leaflet.js") + files(addresses, "map.geojson")

    show(phone)

    assert before == []
    assert len(files(addresses, "leaflet.js")) == len(files(addresses, "map.geojson")) == 1
    assert {urlsplit(each).netloc for each in addresses} == {urlsplit(address).netloc}
    assert phone.locator(".leaflet-tile").count() == 0


def test_near_villages_are_one_bubble_until_one_comes_closer(asked):
    phone, _addresses = asked
    show(phone)
    whole = numbers(phone)

    phone.click(f"{BUBBLES}--grave")
    phone.locator(BUBBLES).nth(2).wait_for()

    assert whole == ["2", "2"]
    assert numbers(phone) == ["1", "1", "2"]


def test_the_list_beside_says_what_the_bubbles_say(asked):
    phone, _addresses = asked

    show(phone)
    rows = phone.locator(".map__list a")

    assert sorted(rows.all_inner_texts()) == [
        "Aksu village: works: 1, in question: 1",
        "Tan village: works: 1",
        "Zhanatalap village: works: 2",
    ]
    titles = phone.locator(BUBBLES).evaluate_all("all => all.map((each) => each.title)")
    assert sorted(titles) == ["2 places, works: 2", "Zhanatalap village: works: 2"]
    rows.first.click()
    assert "/en/places/4336361" in phone.url


def test_a_bubble_of_one_village_leads_to_it(asked):
    phone, _addresses = asked
    show(phone)

    phone.click(f"{BUBBLES}[title^=Zhanatalap]")
    phone.click(".leaflet-popup a")

    assert phone.url.endswith("/en/places/433636300/")


def test_tiles_come_only_from_the_server_that_the_operator_names(
    open_phone, district, settings, address
):
    settings.MAP_TILES_URL = f"{address}/tiles/{{z}}/{{x}}/{{y}}.png"
    settings.MAP_TILES_CREDIT = "Tiles & Co"
    phone = open_phone()
    tiles = []
    phone.route("**/tiles/**", lambda route: (tiles.append(route.request.url), route.abort()))
    phone.goto(f"/en/places/{district.code}/")

    show(phone)
    phone.wait_for_selector(".leaflet-tile", state="attached")

    assert tiles
    assert "Tiles & Co" in phone.inner_text(".leaflet-control-attribution")


def test_a_map_that_does_not_come_says_so_and_can_be_asked_again(asked):
    phone, _addresses = asked
    phone.route("**/map.geojson", lambda route: route.abort())
    phone.click("#map button")
    phone.wait_for_selector("#map [role=status]:not(:empty)")
    said = phone.inner_text("#map [role=status]")

    phone.unroute("**/map.geojson")
    show(phone)

    assert said == "The map could not be loaded. The list says the same."
    assert phone.inner_text("#map [role=status]") == ""


def test_without_javascript_the_places_are_told_in_words(open_phone, district):
    phone = open_phone(java_script_enabled=False)

    phone.goto(f"/en/places/{district.code}/")

    assert not phone.is_visible("#map")
    assert "Aksu rural district" in phone.inner_text("#within")


def test_the_map_can_be_read_by_everybody(asked, complaints_of_axe):
    phone, _addresses = asked

    show(phone)

    assert complaints_of_axe(phone) == []
