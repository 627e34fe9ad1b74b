"""Finding one's village on a phone: names while one types, and what is near."""

import pytest

from oversight.models import DataSource, Place
from tests import factories

pytestmark = pytest.mark.browser
HERE = {"latitude": 45.1, "longitude": 64.0}
FOUND = "#home-search-found"


def type_words(phone, words):
    phone.goto("/en/")
    phone.click("#home-search")
    phone.keyboard.type(words)
    phone.wait_for_selector(f"{FOUND} [role=option]")


def test_a_village_is_chosen_with_the_arrows_while_one_types(phone, project, complaints_of_axe):
    type_words(phone, "aksuu")
    box = phone.locator("#home-search")
    expanded = box.get_attribute("aria-expanded")
    problems = complaints_of_axe(phone)

    phone.keyboard.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("h1:has-text('Aksu village')")

    assert (expanded, chosen, problems) == ("true", "home-search-found-0", [])


def test_escape_closes_the_list_and_enter_then_searches(phone, project):
    type_words(phone, "aksu")
    phone.keyboard.press("Escape")
    is_open = phone.is_visible(FOUND)

    phone.keyboard.press("Enter")
    phone.wait_for_selector("h1:has-text('Search')")

    assert not is_open


def test_a_name_is_chosen_with_a_finger(phone, project):
    type_words(phone, "aksu")

    phone.click(f"{FOUND} [role=option] >> nth=0")
    phone.wait_for_selector("h1:has-text('Aksu village')")


def test_the_nearest_places_are_shown_and_no_address_holds_where_one_is(
    open_phone, project, complaints_of_axe
):
    source = DataSource.objects.create(
        name="GeoNames", licence="CC BY", imported_on=factories.SINCE
    )
    Place.objects.filter(pk=project.place_id).update(latitude=45, longitude=64, point_source=source)
    phone = open_phone(geolocation=HERE, permissions=["geolocation"])
    requests = []
    phone.on("request", lambda request: requests.append((request.url, request.post_data)))

    phone.goto("/en/")
    phone.click("[data-near] button")
    phone.wait_for_selector("[data-near] >> text=11 km")

    [(address, body)] = [each for each in requests if "near/" in each[0]]
    assert (address.split("/")[-2], body) == ("near", "latitude=45.10&longitude=64.00")
    assert phone.context.cookies() == []
    assert complaints_of_axe(phone) == []


def test_a_device_that_does_not_tell_is_said_to_have_not(phone, project):
    phone.goto("/en/")

    phone.click("[data-near] button")

    phone.wait_for_selector("[data-near] >> text=Your device did not tell where you are.")


def test_without_script_there_is_a_plain_form_and_no_button_that_does_nothing(open_phone, project):
    phone = open_phone(java_script_enabled=False)
    phone.goto("/en/")

    phone.fill("#home-search", "aksuu")
    near = phone.is_visible("[data-near]")
    phone.click("main .search button")

    assert (near, phone.inner_text("h1")) == (False, "Search")
    assert "Aksu village" in phone.inner_text("main")
