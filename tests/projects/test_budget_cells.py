"""The cells of lists of budgets: whatever operators write, or a clear refusal."""

from datetime import date
from decimal import Decimal

import pytest

from projects.budgets import cells
from projects.matching import Unreadable


@pytest.mark.parametrize(
    ("text", "tenge"),
    [
        ("194055.8", "194055800"),
        ("1 342 401,3", "1342401300"),
        ("1\xa0342\u202f401,3", "1342401300"),
        ("1,342,401.3", "1342401300"),
        ("1.342.401,3", "1342401300"),
        ("1,234,567", "1234567000"),
        ("1234,567", "1234567"),
        ("12,5", "12500"),
        ("0.500", "500"),
        ("-735", "-735000"),
        ("−122 673", "-122673000"),
        ("(735)", "-735000"),
        ("0", "0"),
    ],
)
def test_sums_as_they_are_written(text, tenge):
    assert cells.amount(text, cells.THOUSAND) == Decimal(tenge)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "х"])
def test_a_dash_is_nothing_said(text):
    assert cells.amount(text, Decimal(1)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("69,062", "can be read in two ways"),
        ("69.062", "can be read in two ways"),
        ("about 5", "cannot be read"),
        ("1,23,4", "cannot be read"),
        ("1e9", "cannot be read"),
        ("9" * 15, "makes no sense"),
    ],
)
def test_a_sum_that_is_not_clear_is_refused(text, reason):
    with pytest.raises(Unreadable, match=reason):
        cells.amount(text, cells.THOUSAND)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("тыс. тенге", 1000),
        ("тыс.тенге", 1000),
        ("тыс. тг.", 1000),
        ("тг", 1),
        ("Мың  теңге", 1000),
        ("KZT", 1),
        ("теңге", 1),
        ("", None),
    ],
)
def test_units_in_three_languages(text, unit):
    assert cells.unit(text) == unit


def test_another_unit_is_refused():
    with pytest.raises(Unreadable, match="neither tenge nor thousand"):
        cells.unit("million")


@pytest.mark.parametrize(
    ("text", "digits"),
    [("01 124 001", "01124001"), ("1.01.202", "101202"), ("", "")],
)
def test_codes_however_they_are_set_apart(text, digits):
    assert cells.code(text) == digits


@pytest.mark.parametrize("text", ["tax", "1012021012021"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(Unreadable, match="no code"):
        cells.code(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Кірістер", "income"),
        ("Затраты", "expenditure"),
        ("дефицит", "balance"),
        ("1) доходы:", "income"),
        ("ІІ. Шығындар", "expenditure"),
        ("3) чистое бюджетное кредитование", "net_lending"),
        ("V. Дефицит (профицит) бюджета", "balance"),
        ("5) бюджет тапшылығы (профициті)", "balance"),
        ("6) финансирование дефицита (использование профицита) бюджета", "financing"),
        ("VI. Бюджет тапшылығын қаржыландыру (профицитін пайдалану)", "financing"),
    ],
)
def test_parts_in_three_languages(text, part):
    assert cells.part(text) == part


def test_an_unknown_part_is_refused():
    with pytest.raises(Unreadable, match="not in the list"):
        cells.part("miscellaneous")


@pytest.mark.parametrize(
    ("act", "day", "number"),
    [
        ("Ақсу аудандық мәслихаты, 14.06.2023 № 8С-5/3 (өзгеріс)", date(2023, 6, 14), "8С-5/3"),
        ("Decision No. 24/1 of 2024-12-20.", date(2024, 12, 20), "24/1"),
        ("маслихат (бюджет 2019–2021)", None, ""),
        ("Решение маслихата от 23 декабря 2022 года № 37-11", date(2022, 12, 23), "37-11"),
        ("Мәслихаттың 2022 жылғы 23 желтоқсандағы № 37-11 шешімі", date(2022, 12, 23), "37-11"),
        ("маслихат от «5» мая 2025 г. № 8", date(2025, 5, 5), "8"),
    ],
)
def test_day_and_number_are_read_from_the_act(act, day, number):
    taken = cells.decision(act, "", "")

    assert (taken.decided_on, taken.number) == (day, number)


def test_their_own_cells_come_first():
    taken = cells.decision("14.06.2023 № 1", "15.06.2023", "№ 2")

    assert (taken.decided_on, taken.number) == (date(2023, 6, 15), "2")


def test_a_year_is_no_day_of_a_decision():
    with pytest.raises(Unreadable, match="no day of a decision"):
        cells.decision("", "2023", "")


@pytest.mark.parametrize(
    ("text", "act", "version"),
    [
        ("уточнённый", "", "amended"),
        ("Executed", "", "executed"),
        ("", "14.06.2023 № 1 (изменение)", "amended"),
        ("", "есеп, атқарылуы", "executed"),
        ("", "мәслихат, 26.12.2022 № 1", "plan"),
        ("", "мәслихат, 10.01.2023 № 1", "plan"),
        ("", "бюджет 2023–2025", "plan"),
    ],
)
def test_which_version_it_is(text, act, version):
    assert cells.version(text, cells.decision(act, "", ""), 2023) == version


@pytest.mark.parametrize(
    "act", ["", "мәслихат, 14.06.2023 № 1", "Решение от 14 июня 2023 года № 1"]
)
def test_which_version_it_is_is_not_guessed(act):
    with pytest.raises(Unreadable, match="column “version”"):
        cells.version("", cells.decision(act, "", ""), 2023)
