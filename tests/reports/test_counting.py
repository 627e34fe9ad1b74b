"""Which days a time has, and where the bars of a drawing stand."""

from datetime import date

import pytest

from oversight import charts
from reports.counting.periods import Period

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_time_has_a_first_and_a_last_day(code, first, last):
    period = Period.read(code)

    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("", ["2025-12", "2026-11"]),
        ("2025", ["2025-01", "2025-12"]),
        ("2026", ["2026-01", "2026-11"]),
        ("2026-Q4", ["2026-10", "2026-11"]),
    ],
)
def test_months_end_with_today(code, months):
    found = Period.read(code).months(DAY)

    assert [found[0], found[-1]] == months


def test_all_time_shows_twelve_months_in_december_too():
    assert len(Period.read("").months(date(2026, 12, 5))) == 12


def test_bars_stand_on_each_other_and_the_tallest_fills_the_room():
    chart = charts.stacked([("01", {"a": 1, "b": 3}), ("02", {"a": 2})], ("a", "b"))

    heights = [[(bar.kind, bar.height) for bar in column.bars] for column in chart.columns]
    room = charts.HEIGHT - charts.FOOT - charts.TOP
    assert heights == [[("a", room / 4), ("b", room * 3 / 4)], [("a", room / 2)]]
    assert chart.columns[0].bars[1].y == charts.TOP
    assert chart.columns[0].bars[0].y + room / 4 == chart.ground


def test_nothing_is_drawn_of_nothing():
    chart = charts.stacked([("01", {"a": 0})], ("a",))

    assert (chart.is_empty, chart.columns[0].bars) == (True, [])


def test_names_of_many_months_stay_apart():
    chart = charts.stacked([(str(n), {"a": 1}) for n in range(12)], ("a",))

    assert [column.label for column in chart.columns if column.label] == [
        *("1", "3", "5", "7", "9", "11")
    ]
