"""A place's page says in one line who leads it till when, and what businesses received there."""

from datetime import date, timedelta

import pytest
from django.utils.html import strip_tags

from oversight.calendar import today
from oversight.models import DataSource
from projects import services
from projects.models import Subsidy
from tests import factories

YEAR = timedelta(days=365)


def page_of(client, place):
    """Its words, without the marks between them."""
    page = client.get(f"/en/places/{place.code}/").content.decode()
    return " ".join(strip_tags(page).split())


def subsidize(place, firm, year, amount, purpose=""):
    source, _made = DataSource.objects.get_or_create(
        name="Тізім", defaults={"imported_on": "2026-09-01"}
    )
    return Subsidy.objects.create(
        firm=services.supplier_named(firm),
        place=place,
        year=year,
        amount=amount,
        purpose=purpose,
        source=source,
    )


# The term -------------------------------------------------------------------------------------


def test_the_term_of_the_akim_who_leads_a_place_is_told(client, aksu, office):
    office.terms.create(elected_on=today() - 2 * YEAR, ends_on=today() - YEAR)
    term = office.terms.create(
        elected_on=date(2024, 5, 6), ends_on=today() + YEAR, name="Айдос", nomination="party"
    )

    page = client.get(f"/en/places/{aksu.code}/").content.decode()

    assert f'href="/en/offices/{office.pk}/terms/{term.pk}/"' in page
    assert page.count("elected on") == 1
    assert "May 6, 2024" in page
    assert "party" not in page


@pytest.mark.parametrize(
    ("elected_on", "ends_on"),
    [(today() - YEAR, today() - timedelta(days=1)), (today() + timedelta(days=1), None)],
)
def test_a_term_that_is_over_or_to_come_is_not(client, aksu, office, elected_on, ends_on):
    office.terms.create(elected_on=elected_on, ends_on=ends_on)

    assert "elected on" not in page_of(client, aksu)


# Subsidies ------------------------------------------------------------------------------------


def test_nothing_is_said_where_no_subsidy_is_known(client, aksu):
    assert "Subsidies to businesses" not in page_of(client, aksu)


@pytest.mark.parametrize("levels_up", [0, 1, 2])
def test_subsidies_of_the_newest_year_are_told_of_the_district(client, aksu, levels_up):
    village, rural, district = aksu, aksu.parent, aksu.parent.parent
    subsidize(district, "«Астық» ЖШС", 2024, 900_000_000)
    subsidize(district, "«Астық» ЖШС", 2025, 20_000_000, "тұқым")
    subsidize(district, "«Астық» ЖШС", 2025, 10_000_000)
    subsidize(district, "«Күріш» ЖШС", 2025, None)
    elsewhere = factories.make_place("439900000", kind="district", kk="Арал", ru="Арал")
    subsidize(elsewhere, "«Балық» ЖШС", 2026, 5_000_000)

    page = page_of(client, (village, rural, district)[levels_up])

    assert f"{district.spoken}, 2025: 2 businesses, together 30 million" in page
    assert "(1 sum is not published)" in page
    assert "Күріш" not in page


def test_no_sum_is_no_zero(client, aksu):
    subsidize(aksu.parent.parent, "«Күріш» ЖШС", 2025, None)

    section = page_of(client, aksu).partition("Subsidies to businesses")[2]

    assert "2025: 1 business (1 sum is not published)" in section.split("Who received")[0]
    assert "₸" not in section.split("Who received")[0]


def test_the_line_leads_to_the_list_of_its_district_and_year(client, aksu):
    district = aksu.parent.parent
    subsidize(district, "«Күріш» ЖШС", 2025, 7)
    subsidize(district, "«Күріш» ЖШС", 2024, 7)

    page = client.get(f"/en/places/{aksu.code}/").content.decode()
    listed = f"/en/subsidies/?place={district.code}&year=2025"

    assert f'href="{listed.replace("&", "&amp;")}"' in page
    assert client.get(listed).content.decode().count("Күріш") == 1
