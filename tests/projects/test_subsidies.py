"""The page of subsidies: who received what, where and when, narrowed as its table is."""

import csv
import io
import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from oversight.models import DataSource
from projects import services
from projects.models import Subsidy
from tests import factories

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def give(aksu):
    """A function that lets a business receive money in the district of Aksu."""
    source = DataSource.objects.create(name="Министрлік тізімі", imported_on="2026-09-01")

    def received(firm="«Күріш» ЖШС", year=2025, amount=None, **fields):
        fields = {"place": aksu.parent.parent, "purpose": "тұқым"} | fields
        firm = services.supplier_named(firm)
        return Subsidy.objects.create(firm=firm, year=year, amount=amount, source=source, **fields)

    return received


@pytest.fixture
def page(client):
    """A function that reads the words of a page of subsidies, without its form."""

    def read(query="", language="en"):
        content = client.get(f"/{language}/subsidies/{query}", follow=True).content.decode()
        listed = re.sub(r"<form.*?</form>", " ", content, flags=re.DOTALL)
        return " ".join(unescape(strip_tags(listed)).split()).replace("\xa0", " ")

    return read


def test_each_row_says_who_received_what_where_for_what_and_who_published_it(page, give):
    subsidy = give(amount=148_300_000)

    told = page()

    for words in ("2025", "«Күріш» ЖШС", "148.3 million", subsidy.place.spoken, "тұқым"):
        assert words in told
    assert "Министрлік тізімі" in told
    assert "No law asks a business to give anything back" in told


def test_a_district_has_its_own_and_its_sum(page, give, aksu):
    elsewhere = factories.make_place("439900000", kind="district", kk="Арал", ru="Арал")
    give(amount=20_000_000)
    give("«Астық» ЖШС", amount=10_000_000)
    give("«Балық» ЖШС", amount=5_000_000, place=elsewhere)

    told = page(f"?place={aksu.parent.parent.code}")

    assert "2 businesses, together 30 million" in told
    assert "Балық" not in told


def test_a_sum_says_over_which_years_it_goes(page, give, aksu):
    give(amount=20_000_000)
    give(amount=7_000_000, year=2024)
    district = aksu.parent.parent.code

    whole, one = page(f"?place={district}"), page(f"?place={district}&year=2024")

    assert "1 business, 27 million ₸. All known years together." in whole
    assert "1 business, 7 million ₸." in one
    assert "All known years" not in one


def test_of_the_whole_country_nothing_is_added_up(page, give):
    give(amount=20_000_000)

    assert "1 business," not in page()


def test_what_is_not_published_is_no_zero(page, give, aksu):
    give()

    told = page(f"?place={aksu.parent.parent.code}")

    assert "not published" in told
    assert "(1 sum is not published)" in told
    assert not re.search(r"\b0\b", told.partition("Subsidies: ")[2].partition("This list")[0])


@pytest.mark.parametrize("levels_up", [0, 1])
def test_a_village_shows_those_of_its_district(client, give, aksu, levels_up):
    give()
    place = (aksu, aksu.parent)[levels_up]

    response = client.get(f"/en/subsidies/?place={place.code}&year=2025")

    assert response.url == f"/en/subsidies/?place={aksu.parent.parent.code}&year=2025"


@pytest.mark.parametrize(
    ("query", "found"),
    [("?year=2024", {"Астық"}), ("?q=kurish", {"Күріш"}), ("?q=Kurish&year=2024", set())],
)
def test_the_list_is_narrowed_by_year_and_by_the_name_in_any_script(page, give, query, found):
    give()
    give("«Астық» ЖШС", year=2024)

    told = page(query)

    assert {name for name in ("Күріш", "Астық") if name in told} == found
    assert ("does not mean that there was none" in told) is not found


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("?place=1", "No place has this code."), ("?year=soon", "Enter a number.")],
)
def test_a_wish_that_makes_no_sense_is_said(client, give, query, sentence):
    give()

    content = client.get(f"/en/subsidies/{query}").content.decode()

    assert sentence in content
    assert "Күріш" not in content


def test_a_business_leads_to_all_that_it_received_and_back(client, give):
    firm = give().firm
    give("«Астық» ЖШС")
    listed = f"/en/subsidies/?firm={firm.pk}"

    assert f'href="{listed}"' in client.get(f"/en/suppliers/{firm.pk}/").content.decode()
    content = client.get(listed).content.decode()
    assert f'href="/en/suppliers/{firm.pk}/"' in content
    assert "Астық" not in content


def test_every_place_leads_there(client, aksu):
    page = client.get(f"/en/places/{aksu.code}/").content.decode()

    assert f'href="/en/subsidies/?place={aksu.code}"' in page


def test_the_table_beneath_holds_the_same_rows(client, give, aksu):
    give()
    give("«Астық» ЖШС", year=2024)
    content = client.get(f"/en/subsidies/?place={aksu.parent.parent.code}&year=2024").content

    address = unescape(re.search(r'href="([^"]*subsidies\.csv[^"]*)"', content.decode())[1])
    table = b"".join(client.get(address)).decode("utf-8-sig")

    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == ["«Астық» ЖШС"]


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_asks_as_often_for_many_as_for_one(
    client, give, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        give(f"«Дала {number}» ЖШС")

    with django_assert_max_num_queries(7):
        assert client.get(f"/en/subsidies/?place={aksu.parent.parent.code}").status_code == 200
