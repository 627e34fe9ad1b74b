"""Flags in sentences, with their numbers."""

import pytest
from django.utils import translation

from projects import flag_words, flags


def test_a_sentence_carries_its_numbers():
    assert flag_words.sentence("late", {"days": 47}) == "It should have been finished 47 days ago."
    assert flag_words.sentence("late", {"days": 1}) == "It should have been finished 1 day ago."
    assert flag_words.sentence("paid_ahead", {"paid": 80, "declared": 40}) == (
        "80% of the money is paid, but only 40% of the work is declared done."
    )


def test_a_price_is_said_with_both_sums_and_the_way_it_moved():
    rise = {"before": 186_400_000, "now": 233_000_000, "percent": 25}

    assert flag_words.sentence("price_moved", rise) == (
        "The first published sum was 186,400,000 tenge; now it is 233,000,000 tenge, 25% more."
    )
    assert flag_words.sentence("price_moved", {"before": 400, "now": 300, "percent": -25}) == (
        "The first published sum was 400 tenge; now it is 300 tenge, 25% less."
    )


def test_every_flag_has_a_title_and_a_sentence():
    assert set(flags.FLAGS) == set(flag_words.TITLES) == set(flag_words.SENTENCES)


@pytest.mark.parametrize(
    ("language", "pupils", "money"),
    [
        ("en", "planned for 300 pupils. In 2018 360", "costs 240,000 tenge"),
        ("kk", "300 оқушыға жоспарланған", "240 000 теңге"),
        ("ru", "рассчитана на 300 учеников", "240 000 тенге"),
    ],
)
def test_plan_and_need_are_said_with_their_numbers(language, pupils, money):
    empty = {"since": 2015, "before": 1200, "counted": 2025, "now": 700, "each": 240_000}
    small = {"since": 2018, "before": 360, "counted": 2025, "now": 420}
    small |= {"capacity": 300, "of_pupils": 1}

    with translation.override(language):
        said = [flag_words.sentence("too_small", small), flag_words.sentence("emptying", empty)]

    plain = [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in said]
    assert pupils in plain[0]
    assert money in plain[1]
