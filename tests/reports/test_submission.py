"""What a report must keep to, wherever it was typed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from oversight.calendar import today
from reports.submission import LEAST_LETTERS, OLDEST, check_day, check_words, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Құбыр\r\nкөшеде\rжатыр \n", "Құбыр\nкөшеде\nжатыр"),
        ("и\u0306", "\u0439"),
        ("да\u202eтен\u202c да\u2066 ок\u2069", "датен да ок"),
        ("су\u200b\u200d\ufeff\u00ad жоқ", "су жоқ"),
        ("бір\x00екі\x07\tүш", "бірекі\tүш"),
        ("\ud83d", ""),
    ],
)
def test_what_nobody_sees_is_taken_out(typed, kept):
    assert clean_text(typed) == kept


def test_something_wrong_is_told_in_enough_letters():
    check_words(kind="misuse", stage="stopped", text="а" * LEAST_LETTERS, has_photos=False)


@pytest.mark.parametrize("text", ["", "а" * (LEAST_LETTERS - 1), "1234567890 " * 5 + "жоқ"])
def test_digits_and_photos_do_not_stand_for_words(text):
    with pytest.raises(ValidationError) as refusal:
        check_words(kind="misuse", stage="stopped", text=text, has_photos=True)

    assert list(refusal.value.message_dict) == ["text"]


def test_a_stage_needs_no_words():
    check_words(kind="progress", stage="stopped", text="", has_photos=False)


def test_who_cannot_tell_shows_or_says_something():
    check_words(kind="progress", stage="cannot_tell", text="", has_photos=True)

    with pytest.raises(ValidationError):
        check_words(kind="progress", stage="cannot_tell", text="", has_photos=False)


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=1), OLDEST])
def test_days_of_the_last_two_years_are_taken(ago):
    check_day(today() - ago)


@pytest.mark.parametrize(
    "day", [today() + timedelta(days=1), today() - OLDEST - timedelta(days=1), date.min]
)
def test_days_to_come_and_long_ago_are_refused(day):
    with pytest.raises(ValidationError):
        check_day(day)
