"""Each flag with its own table: when it holds, and when what is not published keeps it silent."""

from dataclasses import dataclass
from datetime import date

import pytest

from projects import flags

AT = date(2026, 11, 23)


@dataclass
class Work:
    status: str = "implementation"
    is_over: bool = False
    planned_end: date | None = date(2027, 1, 1)
    declared_percent: int | None = None
    paid_percent: int | None = None
    observed_stage: str = ""
    last_seen_on: date | None = AT
    added_on: date = date(2026, 1, 1)


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


def test_flags_come_in_the_order_of_their_weight():
    work = Work(
        planned_end=date(2026, 11, 22),
        declared_percent=90,
        observed_stage="stopped",
        last_seen_on=date(2026, 1, 1),
    )

    assert list(flags.reckon(work, AT)) == ["late", "declared_ahead", "no_eyes"]


def test_a_sentence_carries_its_numbers():
    assert flags.sentence("late", {"days": 47}) == "It should have been finished 47 days ago."
    assert flags.sentence("late", {"days": 1}) == "It should have been finished 1 day ago."
    assert flags.sentence("paid_ahead", {"paid": 80, "declared": 40}) == (
        "80% of the money is paid, but only 40% of the work is declared done."
    )


def test_every_flag_has_a_title_and_a_sentence():
    assert set(flags.FLAGS) == set(flags.TITLES) == set(flags.SENTENCES)
