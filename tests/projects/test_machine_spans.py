"""From when to when a machine is held, and how long it was seen at work."""

from datetime import date

import pytest

from projects.machinery.spans import (
    Seen,
    Sighting,
    Span,
    first_meeting,
    gaps,
    hours_due,
    together,
)

NEW_YEAR, MARCH, JULY, AUTUMN = (date(2026, month, 1) for month in (1, 3, 7, 10))
MONDAY, TUESDAY = date(2026, 1, 12), date(2026, 1, 13)


@pytest.mark.parametrize(
    ("one", "two", "meets"),
    [
        (Span(NEW_YEAR, MARCH), Span(JULY, AUTUMN), False),
        (Span(NEW_YEAR, MARCH), Span(MARCH, JULY), False),
        (Span(NEW_YEAR, date(2026, 3, 2)), Span(MARCH, JULY), True),
        (Span(NEW_YEAR, AUTUMN), Span(MARCH, JULY), True),
        (Span(NEW_YEAR, None), Span(MARCH, None), True),
        (Span(NEW_YEAR, None), Span(MARCH, JULY), True),
        (Span(NEW_YEAR, MARCH), Span(JULY, None), False),
    ],
)
def test_two_have_it_at_once_but_not_on_the_day_of_handing_over(one, two, meets):
    assert one.meets(two) is two.meets(one) is meets


def test_of_several_lives_the_first_two_that_meet_are_named():
    spans = [Span(JULY, AUTUMN), Span(NEW_YEAR, MARCH), Span(date(2026, 2, 1), JULY)]

    assert first_meeting(spans) == (Span(NEW_YEAR, MARCH), Span(date(2026, 2, 1), JULY))
    assert first_meeting(spans[:2]) is None


def test_what_lies_between_two_holders_is_a_gap():
    held = [Span(NEW_YEAR, MARCH), Span(JULY, AUTUMN)]

    assert gaps(held, at=AUTUMN) == [Span(date(2026, 3, 2), date(2026, 6, 30))]


def test_a_holding_that_is_over_leaves_a_gap_until_today():
    assert gaps([Span(NEW_YEAR, MARCH)], at=JULY) == [Span(date(2026, 3, 2), JULY)]


@pytest.mark.parametrize("held", [[], [Span(NEW_YEAR, None)], [Span(NEW_YEAR, MARCH)]])
def test_without_a_day_between_there_is_no_gap(held):
    assert gaps(held, at=MARCH) == []


def test_two_who_saw_it_on_one_day_saw_the_same_work():
    seen = together(
        [
            Sighting(MONDAY, "serves_village", 4),
            Sighting(MONDAY, "serves_village", 1),
            Sighting(TUESDAY, "serves_village"),
        ]
    )

    assert seen == Seen(served_hours=5, served_days=2, elsewhere_count=0, refused_count=0)


def test_what_is_no_service_gives_no_hours():
    stages = ["works_elsewhere", "works_elsewhere", "refused_us", "stands_idle", "broken_down"]

    seen = together(Sighting(MONDAY, stage, 8) for stage in stages)

    assert seen == Seen(served_hours=0, served_days=0, elsewhere_count=2, refused_count=1)


@pytest.mark.parametrize(
    ("promised", "days", "due"),
    [(365, 73, 73), (120, 0, 0), (120, 365, 120), (120, 200, 66), (0, 365, 0), (None, 365, None)],
)
def test_hours_are_due_for_the_time_that_has_passed(promised, days, due):
    assert hours_due(promised, days) == due
