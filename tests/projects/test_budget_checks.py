"""What does not add up in a budget is told with its numbers, and nothing is corrected."""

from decimal import Decimal

import pytest

from projects.budgets import checks
from projects.budgets.classification import Line, inside

WHOLE = {
    "income": Decimal(100_000),
    "tax": Decimal(8_000),
    "nontax": Decimal(2_000),
    "transfers": Decimal(90_000),
    "expenditure": Decimal(101_500),
    "balance": Decimal(-1_500),
    "financing": Decimal(1_500),
}


def line(part, code, amount):
    return Line(part, code, "", Decimal(amount))


def found(figures, lines=()):
    return [
        (one.figure or one.code, one.stated, one.summed, one.is_rounding)
        for one in checks.differences(figures, lines)
    ]


def test_a_budget_that_adds_up_has_nothing_to_tell():
    assert found(WHOLE) == []


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"income": 100_900}, ("income", 100_900, 100_000, True)),
        ({"income": 103_000}, ("income", 103_000, 100_000, True)),
        ({"income": 103_001}, ("income", 103_001, 100_000, False)),
        ({"income": 90_000}, ("income", 90_000, 100_000, False)),
        ({"financing": 0, "balance": -1_500}, ("financing", 0, 1_500, False)),
    ],
)
def test_a_total_off_by_rounding_is_told_apart_from_an_error(figures, told):
    assert found({**WHOLE, "expenditure": None, **figures}) == [told]


def test_the_balance_is_held_against_everything_before_it():
    lent = {**WHOLE, "net_lending": Decimal(10_000)}

    assert found(lent) == [("balance", -1_500, -11_500, False)]
    assert found({**lent, "balance": Decimal(-11_500), "financing": Decimal(11_500)}) == []


@pytest.mark.parametrize("missing", ["tax", "transfers"])
def test_what_is_not_stated_is_not_held_against_anybody(missing):
    nontax = None if missing == "tax" else WHOLE["nontax"]

    assert found({**WHOLE, missing: None, "nontax": nontax}) == []


def test_lines_are_held_against_what_they_stand_in():
    lines = [
        line("income", "104", 7_000),
        line("income", "104102", 3_000),
        line("income", "104402", 4_000),
        line("income", "101202", 1_000),
        line("expenditure", "01", 60_000),
        line("expenditure", "07", 41_500),
        line("expenditure", "07124008", 12_000),
        line("expenditure", "07124009", 19_500),
    ]

    assert found(WHOLE, lines) == [("07", 41_500, 31_500, False)]


def test_lines_of_lending_carry_their_signs_and_are_not_added():
    assert found({"net_lending": Decimal(5)}, [line("net_lending", "5", 9)]) == []


def test_a_total_that_is_not_stated_is_what_its_lines_make():
    lines = [line("income", "101202", 30), line("income", "104402", 40)]
    lines += [line("income", "4", 100), line("expenditure", "01", 170)]

    shown = checks.shown({"transfers": Decimal(100)}, lines)

    assert (shown["tax"], shown["income"], shown["expenditure"]) == (70, 170, 170)
    assert shown["nontax"] is None


def test_income_is_not_made_up_of_taxes_alone():
    assert checks.shown({"tax": Decimal(5)})["income"] is None
    assert checks.shown({"transfers": Decimal(5)})["income"] is None


def test_a_code_stands_in_the_longest_one_it_begins_with():
    assert inside(["1", "104", "104102", "2", "07124008"]) == {
        "": ["07124008", "1", "2"],
        "1": ["104"],
        "104": ["104102"],
    }
