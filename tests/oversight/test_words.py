"""Sums, days and ages in words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from oversight.templatetags import words

AT = date(2026, 11, 23)
NBSP = "\N{NO-BREAK SPACE}"


def days_ago(days):
    return AT - timedelta(days=days)


def text(html):
    """What a reader sees of it."""
    return html.partition(">")[2].rpartition("<")[0].replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 ₸"),
        (999, "999 ₸"),
        (Decimal("12.50"), "12.50 ₸"),
        (1_000, "1 thousand ₸"),
        (500_000, "500 thousand ₸"),
        (950_000_000, "950 million ₸"),
        (999_949_999, "999.9 million ₸"),
        (999_950_000, "1 billion ₸"),
        (Decimal("186400000.00"), "186.4 million ₸"),
        (107_000_000, "107 million ₸"),
        (1_234_567_000_000, "1,234.6 billion ₸"),
        (-2_500_000, "-2.5 million ₸"),
    ],
)
def test_sum_is_said_in_its_largest_unit(value, said):
    assert words.spoken(value).replace(NBSP, " ") == said


def test_sum_carries_its_exact_value():
    shown = words.money(Decimal("186412345.67"))

    assert shown == (
        '<data class="money" value="186412345.67" title="186,412,345.67\N{NO-BREAK SPACE}₸">'
        "186.4 million\N{NO-BREAK SPACE}₸</data>"
    )


def test_sum_is_written_as_kazakhs_and_russians_write_numbers():
    for language in ("kk", "ru"):
        with translation.override(language):
            written = words.exact(Decimal("186412345.67"))

        assert written == f"186{NBSP}412{NBSP}345,67{NBSP}₸"


def test_sum_that_is_not_published_is_not_zero():
    assert text(words.money(None)) == "not published"
    assert text(words.money(0)) == "0 ₸"


@pytest.mark.parametrize(
    ("precision", "machine", "said"),
    [
        ("day", "2026-10-07", "Oct. 7, 2026"),
        ("month", "2026-10", "October 2026"),
        ("year", "2026", "2026"),
    ],
)
def test_day_is_as_exact_as_it_was_published(precision, machine, said):
    shown = words.day(date(2026, 10, 7), precision)

    assert shown == f'<time datetime="{machine}">{said}</time>'


def test_day_that_is_not_published_says_so():
    assert text(words.day(None)) == "not published"


def test_day_of_unknown_precision_is_refused():
    with pytest.raises(KeyError):
        words.day(AT, "century")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (59, "59 days ago"),
        (60, "2 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
    ],
)
def test_age_is_said_in_days_then_months_then_years(days, said):
    assert text(words.age(days_ago(days), AT)) == said


def test_age_carries_its_day():
    shown = words.age(days_ago(3), AT)

    assert shown == '<time datetime="2026-11-20" title="Nov. 20, 2026">3 days ago</time>'


def test_day_to_come_has_no_age():
    assert words.age(days_ago(-1), AT) == words.day(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (-2, "2 days overdue"),
        (-1, "1 day overdue"),
        (0, "due today"),
        (1, "1 day left"),
        (4, "4 days left"),
    ],
)
def test_days_left_are_counted(left, said):
    assert words.days_left(days_ago(-left), AT) == said


def test_templates_reach_the_filters_and_today_is_understood():
    template = Template("{% load words %}{{ seen|age }}, {{ due|days_left }}")

    page = template.render(Context({"seen": words.today(), "due": words.today()}))

    assert page.partition(">")[2] == "today</time>, due today"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 day late"),
        (59, "59 days late"),
        (60, "2 months late"),
        (729, "24 months late"),
        (730, "2 years late"),
        (4349, "11 years late"),
    ],
)
def test_lateness_is_said_in_days_months_or_years(days, said):
    assert words.late_by(days) == said


def test_a_sum_can_be_said_to_the_last_digit():
    assert words.digits(Decimal("186400000.50")) == (
        '<data class="money" value="186400000.50">186,400,000.50\N{NO-BREAK SPACE}₸</data>'
    )
    assert "not published" in words.digits(None)


def test_an_address_breaks_after_a_slash_and_hides_no_mark():
    assert words.breakable("baqylau.kz/p/<b>") == "baqylau.kz/<wbr>p/<wbr>&lt;b&gt;"
