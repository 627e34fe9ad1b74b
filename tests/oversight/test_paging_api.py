"""Every list of the API: each row once, forward and back, whatever ties and blanks there are."""

import base64
import json
from datetime import date

import pytest

from oversight.models import Place
from oversight.paging import BadCursor, Cursor, Order, page
from tests import factories

SEEN = [None, date(2026, 8, 1), date(2026, 8, 1), None, date(2026, 8, 3), date(2026, 8, 1)]


@pytest.fixture
def places(site):
    for number, seen in enumerate(SEEN):
        factories.make_place(f"43363{number}100", last_seen_on=seen)


def forward(order, size):
    rows, cursor = [], ""
    while True:
        shown = page(Place.objects.all(), order, cursor, size)
        rows.append(shown)
        cursor = shown.next
        if not cursor:
            return rows


def codes(shown):
    return [place.code for place in shown.rows]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7])
@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("last_seen_on", "1 2 5 4 0 3"),
        ("-last_seen_on", "4 5 2 1 3 0"),
        ("code", "0 1 2 3 4 5"),
        ("-code", "5 4 3 2 1 0"),
    ],
)
def test_every_row_is_shown_once_in_order(field, expected, size):
    pages = forward(Order(field, "code"), size)

    shown = [code for each in pages for code in codes(each)]
    assert shown == [f"43363{number}100" for number in expected.split()]
    assert pages[0].previous == ""


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("field", ["last_seen_on", "-last_seen_on", "code", "-code"])
def test_the_way_back_is_the_way_there(field):
    order = Order(field, "code")
    pages = forward(order, 2)

    back = [page(Place.objects.all(), order, each.previous, 2) for each in pages[1:]]

    assert [codes(each) for each in back] == [codes(each) for each in pages[:-1]]
    assert back[0].previous == ""
    assert all(each.next for each in back)


@pytest.mark.usefixtures("places")
def test_a_row_that_comes_meanwhile_neither_repeats_nor_hides_another():
    order = Order("code", "code")
    first = page(Place.objects.all(), order, "", 2)
    factories.make_place("433630050")

    second = page(Place.objects.all(), order, first.next, 2)

    assert codes(second) == ["433632100", "433633100"]


def cursor(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "text",
    [
        "x",
        "=",
        "ә",
        "a" * 2000,
        cursor("2026-08-01"),
        cursor("2026-08-01", None, False),
        cursor([], "433630100", False),
        cursor("no day", "433630100", False),
        cursor(10**30, "433630100", False),
    ],
)
def test_a_cursor_of_another_list_is_refused(text):
    with pytest.raises(BadCursor):
        page(Place.objects.all(), Order("last_seen_on", "code"), text)


def test_a_column_that_is_never_null_does_not_speak_of_nulls(site):
    order = Order("sort_key", "code")

    ordered = order.apply(Place.objects.all(), backwards=False)
    beyond = order.beyond(ordered, Cursor("ab", "433636100"))

    assert "NULL" not in str(beyond.query)
