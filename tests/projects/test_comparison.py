"""The comparison cell by cell: whose word it is, how old it is, and what nobody has said."""

from datetime import date
from decimal import Decimal

import pytest

from projects import comparison
from projects.models import Project

AT = date(2026, 11, 23)


def work(**fields):
    """A work as its row is, without a database."""
    return Project(
        **{
            "status": Project.Status.IMPLEMENTATION,
            "planned_start": date(2026, 1, 1),
            "planned_end": date(2026, 12, 31),
            "added_on": date(2026, 11, 1),
            "budget_amount": Decimal(200),
            "supplier_count": 1,
            **fields,
        }
    )


def stage(**fields):
    return comparison.rows(work(**fields), AT)[0]


def money(**fields):
    return comparison.rows(work(**fields), AT)[1]


def end(**fields):
    return comparison.rows(work(**fields), AT)[2]


@pytest.mark.parametrize(
    ("start", "finish", "value", "percent"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "should be under way", 90),
        (date(2025, 1, 1), date(2026, 10, 1), "should be finished", 100),
        (date(2027, 1, 1), date(2027, 10, 1), "need not have begun", None),
        (date(2026, 1, 1), None, "should be under way", None),
        (None, date(2026, 1, 1), "should be finished", None),
    ],
)
def test_the_plan_says_how_far_the_work_should_be(start, finish, value, percent):
    planned = stage(planned_start=start, planned_end=finish).planned

    assert (str(planned.value), planned.percent) == (value, percent)


@pytest.mark.parametrize(
    ("start", "finish"), [(None, None), (None, date(2027, 1, 1))], ids=["no day", "an end to come"]
)
def test_a_plan_without_its_days_says_nothing(start, finish):
    assert stage(planned_start=start, planned_end=finish).planned is None


def test_the_office_says_a_percent_or_else_a_status():
    percent = stage(declared_percent=80, declared_on=date(2026, 11, 1)).declared
    status = stage(source_url="https://kzvesti.kz/1", source_date="2024").declared

    assert (percent.value, percent.percent, percent.on) == ("80% done", 80, date(2026, 11, 1))
    assert (status.value, status.source, status.on) == (
        "under construction",
        "kzvesti.kz",
        date(2024, 1, 1),
    )


def test_residents_say_a_stage_with_how_many_and_how_old():
    observed = stage(
        observed_stage="stopped", observed_on=date(2026, 11, 20), observed_count=6
    ).observed

    assert (observed.value, observed.picture, observed.source, observed.on) == (
        "stopped",
        "stopped",
        "6 recent reports",
        date(2026, 11, 20),
    )


def test_old_reports_are_said_to_be_old():
    observed = stage(observed_stage="stopped", observed_on=date(2026, 1, 2)).observed

    assert observed.source == "no recent report"


def test_nobody_has_reported():
    assert stage().observed is None
    assert end().observed is None


def test_paid_money_stands_beside_the_budget():
    row = money(
        budget_amount=Decimal(200),
        budget_kind="allocated",
        paid_amount=Decimal(160),
        paid_on=date(2026, 11, 2),
    )

    assert (row.planned.money, row.planned.source) == (200, "allocated")
    assert (row.declared.money, row.declared.percent) == (160, 80)
    assert row.observed.is_known is False


def test_a_share_of_a_larger_sum_has_no_percent():
    row = money(budget_amount=Decimal(200), budget_shared=True, paid_amount=Decimal(160))

    assert row.planned.source == "one sum for several works"
    assert row.declared.percent is None


def test_sums_that_nobody_published_are_no_cells():
    nothing = money(budget_amount=None)

    assert (nothing.planned, nothing.declared) == (None, None)


def test_an_overpaid_work_fills_the_bar_and_no_more():
    row = money(budget_amount=Decimal(100), paid_amount=Decimal(130))

    assert (row.declared.percent, row.declared.source) == (100, "paid: 130% of the budget")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "not finished"),
        ({"actual_end": date(2026, 9, 1)}, date(2026, 9, 1)),
        ({"status": "completion"}, None),
    ],
)
def test_the_declared_end(fields, expected):
    declared = end(**fields).declared

    assert (declared and (declared.day or declared.value)) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("finished", date(2026, 11, 20)),
        ("finished_not_working", date(2026, 11, 20)),
        ("stopped", "not finished"),
        ("cannot_tell", None),
    ],
)
def test_the_observed_end(seen, expected):
    observed = end(observed_stage=seen, observed_on=date(2026, 11, 20)).observed

    assert (observed and (observed.day or observed.value)) == expected


def test_each_difference_stands_in_the_row_it_is_about():
    rows = comparison.rows(
        work(
            planned_end=date(2026, 10, 7),
            declared_percent=80,
            observed_stage="stopped",
            observed_on=AT,
            last_seen_on=AT,
            budget_amount=Decimal(100),
            paid_amount=Decimal(100),
        ),
        AT,
    )

    assert [[flag.code for flag in row.flags] for row in rows] == [
        ["declared_ahead"],
        ["paid_ahead"],
        ["late"],
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.gov.kz/a", "www.gov.kz"),
        ("http://old.kzvesti.kz:80/", "old.kzvesti.kz"),
        ("javascript:alert(1)", ""),
        ("//evil.example/", ""),
        ("http://[", ""),
        ("отчёт акима", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_has_a_host(url, expected):
    assert comparison.host(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-05", (date(2020, 5, 5), "day")),
        ("2021-10", (date(2021, 10, 1), "month")),
        ("2014", (date(2014, 1, 1), "year")),
        ("", (None, "day")),
        ("spring", (None, "day")),
    ],
)
def test_a_source_is_as_old_as_it_says(text, expected):
    assert comparison.source_day(work(source_date=text)) == expected
