"""Budgets in the API: every version, its lines, what does not add up, and a table of all."""

import csv
import io
from decimal import Decimal

import pytest

from projects.budgets import keeping
from projects.budgets.classification import Line
from tests import factories

LIST = "/api/v1/budgets/"
LIGHT = Line("expenditure", "07124008", "Көшелерді жарықтандыру", Decimal(12_000_000))


@pytest.fixture
def budget(aksu):
    return factories.make_budget(aksu.parent, [LIGHT], income=Decimal(170_000_000))


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


def test_a_budget_says_what_is_stated_and_by_which_decision(client, budget):
    (row,) = client.get(LIST).json()["results"]

    assert (row["place"], row["year"], row["version"]) == ("433636000", 2026, "plan")
    assert (row["number"], row["decided_on"]) == ("40/5", "2025-12-26")
    assert (row["income"], row["own"]) == ("170000000.00", "8000000.00")
    assert (row["nontax"], row["is_newest"]) == (None, True)
    assert row["url"].endswith("/budgets/433636000/?year=2026")


def test_one_budget_comes_with_its_lines_and_what_does_not_add_up(client, budget):
    budget.tax = 9_000_000
    keeping.change([keeping.Wish(budget)])

    row = client.get(f"{LIST}{budget.public_id}/").json()

    assert row["lines"] == [
        {
            "part": "expenditure",
            "code": "07124008",
            "name": "Көшелерді жарықтандыру",
            "amount": "12000000.00",
        }
    ]
    assert [(one["figure"], one["stated"], one["is_rounding"]) for one in row["differences"]] == [
        ("income", "170000000.00", False),
        ("expenditure", "100000000.00", False),
    ]
    assert row["earlier"][0]["said"]["tax"] == "8000000.00"


def test_an_unknown_budget_is_not_there(client, site):
    assert client.get(f"{LIST}nothing/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place=433600000", [0, 1]),
        ("place=433633000", []),
        ("year=2025", [1]),
        ("version=executed", [1]),
        ("newest=true&year=2026", [0]),
        ("newest=", [0, 1]),
    ],
)
def test_the_list_is_narrowed(client, budget, other_office, query, found):
    other = factories.make_budget(budget.place, year=2025, version="executed")
    made = [budget.public_id, other.public_id]

    assert ids(client.get(f"{LIST}?{query}")) == [made[at] for at in found]


@pytest.mark.parametrize("query", ["version=draft", "year=soon", "place=1", "newest=null"])
def test_what_cannot_be_is_refused(client, budget, query):
    assert client.get(f"{LIST}?{query}").status_code == 400


def test_all_of_it_is_a_table(client, budget):
    answer = client.get("/api/v1/budgets.csv?place=433600000")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["kato"], row["income"], row["nontax"]) == ("433636000", "170000000.00", "")
    assert (row["version"], row["source"]) == ("plan", "Maslikhats")


def test_a_deficit_is_a_number_in_the_table_and_words_are_no_formula(client, aksu):
    factories.make_budget(aksu.parent, balance=Decimal(-5_000_000), note="-5 млн")

    answer = client.get("/api/v1/budgets.csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["balance"], row["note"]) == ("-5000000.00", "'-5 млн")


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_many(
    client, budget, django_assert_max_num_queries, count
):
    for number in range(count):
        factories.make_budget(budget.place, version="amended", number=str(number))

    with django_assert_max_num_queries(4):
        client.get(LIST)
