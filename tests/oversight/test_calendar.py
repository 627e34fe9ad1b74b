from datetime import date, datetime

import pytest
import time_machine

from oversight import calendar

LAW = {}


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-03-10", 15, "2026-04-03"),  # Nauryz, one of its days on a weekend
        ("2026-04-28", 15, "2026-05-22"),  # three holidays of May
        ("2026-11-23", 15, "2026-12-14"),
        ("2026-12-10", 15, "2027-01-05"),  # Independence Day, and New Year moved to Monday
        ("2027-03-05", 15, "2027-04-02"),  # Constitution Day stands in March since 2027
        ("2028-02-21", 15, "2028-03-14"),  # over the 29th of February
        ("2026-04-28", 3, "2026-05-04"),
        ("2026-11-23", 10, "2026-12-07"),
    ],
)
def test_deadlines_count_from_the_day_after_on_the_calendar_of_the_law(start, n, expected):
    due = calendar.nth_working_day(day(start), n, LAW)

    assert due == day(expected)
    assert calendar.working_days_between(day(start), due, LAW) == n
    assert calendar.working_days_between(due, day(start), LAW) == -n


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-11-23", True),  # a Monday
        ("2026-11-22", False),  # a Sunday
        ("2026-08-30", False),  # a Sunday; no longer a holiday, so nothing moves
        ("2026-08-31", True),
        ("2025-09-01", False),  # in 2025 it still was, on a Saturday
        ("2027-03-15", False),  # Constitution Day
        ("2026-05-27", False),  # Kurban Ait
        ("2026-03-09", False),  # Women's Day moved from Sunday
        ("2024-05-04", True),  # a Saturday worked for 8 May
        ("2024-05-08", False),
        ("2025-01-05", True),  # a Sunday worked for 3 January
        ("2013-12-28", True),  # a Saturday worked for a day of the next year
    ],
)
def test_the_law_and_the_moved_days_it_knows_are_kept(text, works):
    assert calendar.is_working_day(day(text), LAW) is works


def test_a_transfer_by_an_operator_goes_before_the_law():
    transfers = {day("2026-11-27"): False, day("2026-11-28"): True}

    assert calendar.is_working_day(day("2026-11-27"), transfers) is False
    assert calendar.is_working_day(day("2026-11-28"), transfers) is True


def test_a_day_off_moves_the_deadline_and_a_working_saturday_brings_it_back():
    start = day("2026-11-23")
    off = {day("2026-11-27"): False}
    moved = off | {day("2026-11-28"): True}

    assert calendar.nth_working_day(start, 10, off) == day("2026-12-08")
    assert calendar.nth_working_day(start, 10, moved) == day("2026-12-07")
    assert calendar.working_days_between(start, day("2026-12-07"), off) == 9
    assert calendar.working_days_between(start, day("2026-12-07"), moved) == 10


def test_no_working_day_lies_between_a_day_and_itself():
    assert calendar.working_days_between(day("2026-11-23"), day("2026-11-23"), LAW) == 0


def test_from_a_friday_over_the_weekend_no_working_day_passes():
    assert calendar.working_days_between(day("2026-11-20"), day("2026-11-22"), LAW) == 0


def test_a_deadline_in_no_days_is_refused():
    with pytest.raises(ValueError, match="counted from one"):
        calendar.nth_working_day(day("2026-11-23"), 0, LAW)


@pytest.mark.parametrize("text", ["2026-11-23", "2026-11-25", "2026-11-29"])
def test_a_week_starts_on_monday(text):
    assert calendar.week_start(day(text)) == day("2026-11-23")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2026-11-23T18:59:59Z", "2026-11-23"), ("2026-11-23T19:00:00Z", "2026-11-24")],
)
def test_the_day_in_kazakhstan_begins_at_nineteen_hours_utc(moment, expected):
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert calendar.today() == day(expected)


def test_one_can_act_as_on_another_day_for_a_while():
    with calendar.as_of(day("2026-11-16")):
        assert calendar.today() == day("2026-11-16")

    with time_machine.travel(datetime.fromisoformat("2026-11-23T12:00:00Z"), tick=False):
        assert calendar.today() == day("2026-11-23")


def test_the_version_changes_with_the_transfers_and_not_with_their_order():
    one, other = {day("2026-11-27"): False}, {day("2026-11-28"): True}

    versions = [
        calendar.version(transfers) for transfers in (LAW, one, other, one | other, other | one)
    ]

    assert len(set(versions)) == 4
    assert versions[3] == versions[4]
    assert all(version.startswith("holidays ") for version in versions)


def test_the_version_fits_the_column_it_is_kept_in():
    assert len(calendar.version(LAW)) <= 40
