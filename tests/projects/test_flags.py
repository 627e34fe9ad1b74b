"""Each flag with its own table: when it holds, and when what is not published keeps it silent."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from projects import flags

AT = date(2026, 11, 23)


@dataclass
class Work:
    status: str = "implementation"
    sector: str = "school"
    is_over: bool = False
    approved_on: date | None = None
    planned_start: date | None = date(2026, 3, 1)
    planned_start_precision: str = "day"
    planned_end: date | None = date(2027, 1, 1)
    planned_end_precision: str = "day"
    warranty_until: date | None = None
    budget_amount: int | None = 100
    budget_shared: bool = False
    first_budget_amount: int | None = 100
    supplier_count: int = 1
    implementer_id: int | None = None
    declared_percent: int | None = None
    paid_percent: int | None = None
    observed_stage: str = ""
    last_seen_on: date | None = AT
    added_on: date = date(2026, 1, 1)
    people_before: int | None = None
    people_now: int | None = None
    capacity: int | None = None
    counted: dict = field(default_factory=dict)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(planned_end=date(2026, 10, 7)), {"days": 47}),
        (Work(planned_end=AT), None),
        (Work(planned_end=None), None),
        (Work(planned_end=date(2020, 1, 1), is_over=True), None),
    ],
)
def test_late(work, expected):
    assert flags.late(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(planned_end=None), {}),
        (Work(planned_end=None, is_over=True), None),
        (Work(), None),
    ],
)
def test_end_not_published(work, expected):
    assert flags.end_not_published(work, AT) == expected


@pytest.mark.parametrize(
    ("paid", "declared", "expected"),
    [
        (80, 40, {"paid": 80, "declared": 40}),
        (60, 40, {"paid": 60, "declared": 40}),
        (59, 40, None),
        (None, 40, None),
        (80, None, None),
    ],
)
def test_paid_ahead(paid, declared, expected):
    assert flags.paid_ahead(Work(paid_percent=paid, declared_percent=declared), AT) == expected


@pytest.mark.parametrize(
    ("declared", "stage", "expected"),
    [
        (80, "stopped", {"declared": 80}),
        (100, "not_started", {"declared": 100}),
        (79, "stopped", None),
        (90, "under_way", None),
        (None, "stopped", None),
    ],
)
def test_declared_ahead(declared, stage, expected):
    work = Work(declared_percent=declared, observed_stage=stage)

    assert flags.declared_ahead(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(is_over=True, observed_stage="finished_not_working"), {}),
        (Work(declared_percent=100, observed_stage="finished_not_working"), {}),
        (Work(declared_percent=90, observed_stage="finished_not_working"), None),
        (Work(is_over=True, observed_stage="finished"), None),
    ],
)
def test_not_working(work, expected):
    assert flags.not_working(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(last_seen_on=date(2026, 9, 23)), {"days": 61}),
        (Work(last_seen_on=date(2026, 9, 24)), None),
        (Work(last_seen_on=None, added_on=date(2026, 9, 1)), {"days": 83}),
        (Work(last_seen_on=None, status="preparation"), None),
    ],
)
def test_no_eyes(work, expected):
    assert flags.no_eyes(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            Work(first_budget_amount=200, budget_amount=220),
            {"before": 200, "now": 220, "percent": 10},
        ),
        (
            Work(first_budget_amount=200, budget_amount=150),
            {"before": 200, "now": 150, "percent": -25},
        ),
        (Work(first_budget_amount=200, budget_amount=218), None),
        (Work(first_budget_amount=200, budget_amount=400, budget_shared=True), None),
        (Work(first_budget_amount=None, budget_amount=400), None),
        (Work(first_budget_amount=0, budget_amount=400), None),
        (Work(first_budget_amount=200, budget_amount=None), None),
    ],
)
def test_price_moved(work, expected):
    assert flags.price_moved(work, AT) == expected


def planned(start, end, sector="road", **fields):
    return Work(planned_start=start, planned_end=end, sector=sector, **fields)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (planned(date(2026, 11, 1), date(2027, 2, 28)), {"months": 4, "off": 4}),
        (planned(date(2026, 10, 1), date(2026, 12, 31)), {"months": 3, "off": 2}),
        (planned(date(2026, 10, 1), date(2026, 11, 30)), None),
        (planned(date(2026, 5, 1), date(2026, 9, 30)), None),
        (planned(date(2026, 1, 1), date(2027, 12, 31)), None),
        (planned(date(2026, 12, 1), date(2027, 2, 1), "water"), {"months": 3, "off": 3}),
        (planned(date(2026, 11, 1), date(2026, 11, 30), "water"), None),
        (planned(date(2026, 11, 1), date(2027, 1, 31), "heat"), {"months": 3, "off": 3}),
        (planned(date(2026, 11, 1), date(2027, 2, 28), "school"), None),
        (planned(None, date(2027, 2, 28)), None),
        (planned(date(2026, 11, 1), None), None),
        (planned(date(2026, 12, 1), date(2026, 12, 31), planned_end_precision="year"), None),
        (planned(date(2026, 12, 1), date(2026, 12, 31), is_over=True), None),
    ],
)
def test_wrong_season(work, expected):
    assert flags.wrong_season(work, AT) == expected


def shrinking(before=1000, now=900, planned_start=date(2021, 11, 23), **fields):
    return Work(people_before=before, people_now=now, planned_start=planned_start, **fields)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (shrinking(), {"years": 5, "before": 1000, "now": 900}),
        (shrinking(now=950), {"years": 5, "before": 1000, "now": 950}),
        (shrinking(now=951), None),
        (shrinking(planned_start=date(2021, 11, 24)), None),
        (
            shrinking(approved_on=date(2019, 1, 1), planned_start=date(2026, 1, 1)),
            {"years": 7, "before": 1000, "now": 900},
        ),
        (shrinking(planned_start=None), None),
        (shrinking(before=None, now=None), None),
        (shrinking(is_over=True), None),
    ],
)
def test_outdated_plan(work, expected):
    assert flags.outdated_plan(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(warranty_until=AT, status="maintenance"), {"days": 0}),
        (Work(warranty_until=date(2027, 1, 22), status="completion"), {"days": 60}),
        (Work(warranty_until=date(2027, 1, 23)), None),
        (Work(warranty_until=date(2026, 11, 22)), None),
        (Work(warranty_until=AT, status="decommissioned"), None),
        (Work(), None),
    ],
)
def test_warranty_ends(work, expected):
    assert flags.warranty_ends(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(budget_amount=None), {}),
        (Work(budget_amount=None, status="completion", is_over=True), {}),
        (Work(budget_amount=None, status="cancelled", is_over=True), None),
        (Work(budget_amount=0), None),
    ],
)
def test_sum_not_published(work, expected):
    assert flags.sum_not_published(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(supplier_count=0), {}),
        (Work(supplier_count=0, status="maintenance", is_over=True), {}),
        (Work(supplier_count=0, status="preparation"), None),
        (Work(supplier_count=0, status="cancelled", is_over=True), None),
        (Work(supplier_count=0, implementer_id=3), None),
        (Work(), None),
    ],
)
def test_supplier_not_published(work, expected):
    assert flags.supplier_not_published(work, AT) == expected


def test_flags_come_in_the_order_of_their_weight():
    work = Work(
        planned_end=date(2026, 11, 22),
        declared_percent=90,
        observed_stage="stopped",
        last_seen_on=date(2026, 1, 1),
    )

    assert list(flags.reckon(work, AT)) == ["late", "declared_ahead", "no_eyes"]


# Plan against need ----------------------------------------------------------------------------

FEWER = [2015, 1200, 2025, 700]
MORE = [2018, 360, 2025, 420]
STILL = [2018, 400, 2025, 400]


def needed(people=(), pupils=(), **fields):
    counted = {"people": list(people), "pupils": list(pupils)}
    return Work(counted={name: figures for name, figures in counted.items() if figures}, **fields)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            needed(FEWER, budget_amount=168_000_000),
            {"since": 2015, "before": 1200, "counted": 2025, "now": 700, "each": 240_000},
        ),
        (needed([2015, 1000, 2025, 901]), None),
        (
            needed([2015, 1000, 2025, 900], budget_amount=900),
            {"since": 2015, "before": 1000, "counted": 2025, "now": 900, "each": 1},
        ),
        (needed(MORE), None),
        (needed([2015, 9, 2025, 0]), None),
        (needed(FEWER, budget_amount=None), None),
        (needed(FEWER, budget_shared=True), None),
        (needed(FEWER, is_over=True), None),
        (needed(), None),
    ],
)
def test_emptying(work, expected):
    assert flags.emptying(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            needed(pupils=[2018, 210, 2025, 120], capacity=300),
            {
                **{"since": 2018, "before": 210, "counted": 2025, "now": 120},
                **{"capacity": 300, "of_pupils": 1},
            },
        ),
        (needed(pupils=[2018, 210, 2025, 120], capacity=120), None),
        (needed(pupils=STILL, capacity=900), None),
        (needed(pupils=MORE, capacity=900), None),
        (needed(pupils=[2018, 210, 2025, 120]), None),
        (needed(people=FEWER, capacity=3000), None),
        (needed(pupils=[2018, 210, 2025, 120], capacity=300, is_over=True), None),
    ],
)
def test_too_large(work, expected):
    assert flags.too_large(work, AT) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            needed(pupils=MORE, capacity=300),
            {
                **{"since": 2018, "before": 360, "counted": 2025, "now": 420},
                **{"capacity": 300, "of_pupils": 1},
            },
        ),
        (
            needed([2018, 900, 2025, 1000], capacity=800, sector="water"),
            {
                **{"since": 2018, "before": 900, "counted": 2025, "now": 1000},
                **{"capacity": 800, "of_pupils": 0},
            },
        ),
        (needed(pupils=MORE, capacity=420), None),
        (needed(pupils=STILL, capacity=300), None),
        (needed(pupils=MORE, capacity=300, sector="road"), None),
        (needed(pupils=MORE), None),
        (needed(capacity=300), None),
        (needed(pupils=MORE, capacity=300, is_over=True), None),
    ],
)
def test_too_small(work, expected):
    assert flags.too_small(work, AT) == expected
