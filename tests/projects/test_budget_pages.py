"""Pages of budgets: where the money comes from, beside places of like size, and their spread."""

import csv
import re
from datetime import date

import pytest

from bench import treasury
from oversight.calendar import today
from oversight.models import DataSource, Place
from oversight.places.sourced import Given
from projects.budgets import keeping, lists, spread
from projects.budgets.classification import Line
from tests import factories

DISTRICT = "433600000"
LIGHT = Line("expenditure", "07124008", "Көшелерді жарықтандыру", 12_000_000)


def text_of(response):
    return " ".join(response.content.decode().split())


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response)


@pytest.fixture
def rural(aksu):
    Place.objects.filter(pk=aksu.parent_id).update(population=1000, population_year=2025)
    aksu.parent.refresh_from_db()
    return aksu.parent


def make_neighbours(rural, count, population=1000, **fields):
    """Rural districts of the same district, each with its budget: 1, 2, 3 … million of its own."""
    for n in range(1, count + 1):
        place = factories.make_place(
            f"4336{n + 49}000",
            Place.Kind.RURAL_DISTRICT,
            f"Көрші {n:02}",
            f"Сосед {n:02}",
            parent=rural.parent,
            population=population,
            population_year=2025,
        )
        factories.make_budget(
            place, **{"tax": n * 1_000_000, "transfers": 100_000_000 - n * 1_000_000, **fields}
        )


def test_a_budget_tells_where_its_money_comes_from(client, rural):
    factories.make_budget(rural, [LIGHT], act="Мәслихат шешімі", url="https://adilet.test/V1")

    page = page_of(client, f"/en/budgets/{rural.code}/")

    assert "Of each 100 tenge, 8 are its own" in page
    assert "100 thousand ₸" in page.replace("\xa0", " ")  # per resident
    assert "№ 40/5" in page
    assert "Мәслихат шешімі" in page
    assert "adilet.test" in page
    assert "Көшелерді жарықтандыру" in page
    assert "Maslikhats" in page


def test_versions_stand_side_by_side_and_every_decision_is_named(client, rural):
    factories.make_budget(rural, income=90_000_000)
    factories.make_budget(rural, version="amended", number="41/1", decided_on=date(2026, 3, 2))
    factories.make_budget(rural, version="amended", number="43/2", decided_on=date(2026, 6, 2))
    factories.make_budget(rural, version="executed", number="50/1", decided_on=date(2026, 9, 2))

    response = client.get(f"/en/budgets/{rural.code}/")

    assert [one.number for one in response.context["beside"]] == ["40/5", "43/2", "50/1"]
    assert [one.number for one in response.context["decided"]] == ["40/5", "41/1", "43/2", "50/1"]
    assert response.context["shown"].budget.version == "executed"
    income = response.context["figures"][0]
    assert (income.name, income.amounts) == ("income", [90_000_000, 100_000_000, 100_000_000])


def test_over_the_years_it_is_drawn_and_said(client, rural):
    for year in (2024, 2025, 2026):
        factories.make_budget(rural, year=year, number=f"{year}/1", tax=(year - 2000) * 1_000_000)
    source = DataSource.objects.get()
    rural.populations.create(year=2024, people=2000, source=source)
    rural.populations.create(year=2026, people=500, source=source)

    response = client.get(f"/en/budgets/{rural.code}/")

    page = text_of(response)
    assert [each.people for each in response.context["years"]] == [500, 2000, 2000]
    assert [column.label for column in response.context["chart"].columns] == [
        "2024",
        "2025",
        "2026",
    ]
    assert page.count('class="chart__bar chart__bar--own"') == 3 + 1  # and the key
    assert "The table below holds every number." in page


def test_another_year_is_chosen(client, rural):
    factories.make_budget(rural)
    factories.make_budget(rural, year=2025, number="30/1", income=55_000_000)

    page = page_of(client, f"/en/budgets/{rural.code}/?year=2025")

    assert "Budget of 2025" in page
    assert "№ 30/1" in page
    assert "№ 40/5" not in page


@pytest.mark.parametrize("year", ["", "1", "x", "2099"])
def test_a_year_that_is_not_there_is_the_newest_that_has_begun(client, rural, year):
    factories.make_budget(rural, year=2025)
    factories.make_budget(rural, year=2098)

    assert "Budget of 2025" in page_of(client, f"/en/budgets/{rural.code}/?year={year}")


def test_what_does_not_add_up_is_said_and_not_corrected(client, rural):
    factories.make_budget(rural, income=100_000_400, expenditure=None)
    factories.make_budget(rural, number="41", version="amended", income=170_000_000)

    page = page_of(client, f"/en/budgets/{rural.code}/").replace("\xa0", " ")

    assert "Off by rounding" in page
    assert "Does not add up" in page
    assert "170,000,000 ₸" in page


def test_what_a_decision_stated_before_stays_readable(client, rural):
    budget = factories.make_budget(rural)
    budget.tax = 9_000_000
    keeping.change([keeping.Wish(budget)])

    page = page_of(client, f"/en/budgets/{rural.code}/").replace("\xa0", " ")

    assert "What was stated otherwise before: approved" in page
    assert "8 million ₸" in page
    assert f'<time datetime="{today().isoformat()}">' in page
    assert f">{today().isoformat()}<" not in page


def test_a_village_leads_to_the_budget_of_its_rural_district(client, aksu):
    answer = client.get(f"/en/budgets/{aksu.code}/")

    assert answer.url == f"/en/budgets/{aksu.parent.code}/"


def test_a_district_leads_to_the_budgets_within(client, aksu):
    assert client.get(f"/en/budgets/{DISTRICT}/").url == f"/en/budgets/?place={DISTRICT}"


@pytest.mark.parametrize("code", ["999999999", "1"])
def test_an_unknown_place_is_not_there(client, site, code):
    assert client.get(f"/en/budgets/{code}/").status_code == 404
    assert client.get(f"/en/budgets/?place={code}").status_code == 404


def test_a_place_without_a_known_budget_says_so(client, rural):
    page = page_of(client, f"/en/budgets/{rural.code}/")

    assert "No budget of this place is known here" in page


# Beside places of like size -----------------------------------------------------------------------


def test_a_budget_stands_beside_those_of_like_size(client, rural):
    factories.make_budget(rural)
    make_neighbours(rural, 7)

    peers = client.get(f"/en/budgets/{rural.code}/").context["peers"]

    own = next(one for one in peers.standings if one.measure == "own_per_person")
    assert (peers.count, peers.fewest, peers.most) == (8, 667, 1500)
    assert own.value == 8000
    assert own.quarters == (1000, 2750, 4500, 6250, 8000)


@pytest.mark.parametrize(
    "fields", [{"population": 5000}, {"population": 330}, {"year": 2025}, {"transfers": None}]
)
def test_unlike_budgets_are_never_compared(client, rural, fields):
    factories.make_budget(rural)
    make_neighbours(rural, 5, **{"income": None, **fields} if "transfers" in fields else fields)

    page = page_of(client, f"/en/budgets/{rural.code}/")

    assert "Too few budgets of places with 333 to 3000 residents" in page.replace(",", "")


def test_where_few_are_known_like_size_is_wider(client, rural):
    factories.make_budget(rural)
    make_neighbours(rural, 5, population=1900)

    peers = client.get(f"/en/budgets/{rural.code}/").context["peers"]

    assert (peers.count, peers.fewest, peers.most) == (6, 500, 2000)


def test_towns_are_not_compared_with_rural_districts(client, rural):
    factories.make_budget(rural)
    make_neighbours(rural, 5)
    Place.objects.filter(name_kk__startswith="Көрші").update(kind=Place.Kind.TOWN)

    assert client.get(f"/en/budgets/{rural.code}/").context["peers"].count == 1


def test_without_residents_nothing_is_compared(client, aksu):
    factories.make_budget(aksu.parent)

    page = page_of(client, f"/en/budgets/{aksu.parent.code}/")

    assert "is not known, so nothing is compared" in page


# The spread ---------------------------------------------------------------------------------------


def test_the_figures_of_the_country_come_out_as_they_are_known(client, site, tmp_path):
    """Average 107 million, the smallest 2.8 million, the largest 2.5 billion tenge."""
    amounts = treasury.incomes(120)
    district = factories.make_place(DISTRICT, Place.Kind.DISTRICT, "Жалағаш", "Жалагашский")
    kind = Place.Kind.RURAL_DISTRICT
    path = tmp_path / "country.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(treasury.HEAD)
        for n, income in enumerate(amounts):
            code = f"4336{n // 10 + 30:02}{n % 10}00"
            factories.make_place(code, kind, f"Округ {n}", f"Округ {n}", parent=district)
            writer.writerow([code, 2025, "plan", "", income, 0, income, income, 0])
    filling = lists.plan(path, Given("Ministry", "CC0"))
    assert (filling.refused, filling.remarks, lists.apply(filling)) == ([], [], len(amounts))

    response = client.get("/en/budgets/?year=2025")

    found = response.context["spread"]
    assert (found.count, found.average) == (len(amounts), 107_000_000)
    assert (found.smallest.total, found.largest.total) == (2_800_000, 2_500_000_000)
    assert 0.4 < found.gini < 0.7
    assert sum(each.count for each in found.classes) == len(amounts)
    page = text_of(response).replace("\xa0", " ")
    for said in ("2.8 million ₸", "107 million ₸", "2.5 billion ₸", "893 times as much"):
        assert said in page


def test_a_district_shows_its_budgets_by_name_and_never_by_sum(client, rural):
    factories.make_budget(rural)
    make_neighbours(rural, 5)

    response = client.get(f"/en/budgets/?place={DISTRICT}")

    names = [budget.place.name_kk for budget in response.context["budgets"]]
    assert names == ["Ақсу", *(f"Көрші {n:02}" for n in range(1, 6))]
    assert response.context["spread"].gini == pytest.approx(0)


def test_too_few_budgets_have_no_spread(client, rural):
    factories.make_budget(rural)

    page = page_of(client, f"/en/budgets/?place={DISTRICT}")

    assert "Too few budgets of this year" in page


def test_the_country_says_where_budgets_of_the_year_are_known(client, rural):
    region = rural.parent.parent
    factories.make_place("350000000", Place.Kind.REGION, "Басқа", "Другая")
    for year in (2025, 2026):
        factories.make_budget(rural, year=year)
    make_neighbours(rural, 2)

    page = page_of(client, "/en/budgets/?year=2026")

    assert (
        f'?place={region.code}">{region.spoken} <span class="rows__note">3 budgets</span>' in page
    )
    assert re.search(r'\?place=350000000">[^<]+</a>', page)


def test_what_is_invented_is_no_part_of_the_country(client, rural):
    factories.make_budget(rural)
    make_neighbours(rural, 5)
    Place.objects.update(invented=True)

    assert "No budget is known here" in page_of(client, "/en/budgets/")
    assert client.get(f"/en/budgets/?place={DISTRICT}").context["spread"].count == 6


# The same price -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 6])
def test_pages_ask_the_database_equally_often(
    client, rural, office, django_assert_max_num_queries, count
):
    for year in range(2026 - count + 1, 2027):
        for version in ("plan", "amended", "executed"):
            factories.make_budget(rural, [LIGHT], year=year, version=version)
    make_neighbours(rural, 5 * count)

    for address in (f"/en/budgets/{rural.code}/", f"/en/budgets/?place={DISTRICT}", "/en/budgets/"):
        with django_assert_max_num_queries(8):
            page_of(client, address)


# On other pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["village", "rural"])
def test_the_page_of_a_place_says_its_budget_in_a_line(client, rural, aksu, which):
    factories.make_budget(rural)
    factories.make_budget(rural, year=2090)
    place = aksu if which == "village" else rural

    page = page_of(client, f"/en/places/{place.code}/").replace("\xa0", " ")

    assert f'href="/en/budgets/{rural.code}/"' in page
    assert "2026: income" in page
    assert "of each 100 tenge 8 its own" in page


def test_a_district_leads_to_its_budgets(client, rural):
    factories.make_budget(rural)

    page = page_of(client, f"/en/places/{DISTRICT}/")

    assert "Budgets here, and how far they lie apart" in page


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (112_000_000, "14 years of the place's own revenue, as it was in 2026"),
        (3_000_000, "38% of the place's own revenue of 2026"),
    ],
)
def test_a_work_is_said_in_years_of_own_revenue(client, rural, aksu, amount, said):
    factories.make_budget(rural)
    project = factories.make_project(aksu, budget_amount=amount)

    assert said in page_of(client, f"/en/projects/{project.identifier}/").replace("&#x27;", "'")


@pytest.mark.parametrize("fields", [{"budget_amount": None}, {"budget_shared": True}])
def test_a_sum_that_is_not_its_own_is_not_said_so(client, rural, aksu, fields):
    factories.make_budget(rural)
    project = factories.make_project(aksu, **fields)

    assert "own revenue" not in page_of(client, f"/en/projects/{project.identifier}/")


def test_no_own_revenue_makes_no_years(client, rural, aksu):
    factories.make_budget(rural, tax=0, transfers=100_000_000)
    project = factories.make_project(aksu)

    assert "own revenue" not in page_of(client, f"/en/projects/{project.identifier}/")


def test_gini_of_known_examples():
    from_hand = {(1, 1, 1, 1): 0, (0, 0, 0, 4): 0.75, (1, 2, 3, 4): 0.25}

    assert {amounts: spread.gini(amounts) for amounts in from_hand} == pytest.approx(from_hand)
