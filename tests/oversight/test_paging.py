"""Pages by key: nothing repeats, nothing hides, and blank values come last both ways."""

import base64

import pytest

from oversight.paging import BadCursor, Order, page
from projects.models import Project
from tests import factories


@pytest.fixture
def works(aksu):
    """Seven works, two of them with the same sum and two without any."""
    sums = [5, 3, 3, None, 9, 1, None]
    return [factories.make_project(aksu, budget_amount=amount) for amount in sums]


def walk(order, size=2):
    """Every identifier, page by page."""
    cursor, found = "", []
    while True:
        shown = page(Project.objects.all(), order, cursor, size)
        found += [project.identifier for project in shown.rows]
        if not shown.next:
            return found
        cursor = shown.next


@pytest.mark.parametrize("field", ["identifier", "-identifier", "budget_amount", "-budget_amount"])
def test_every_row_comes_once_in_order(works, field):
    found = walk(Order(field, "identifier"))

    assert sorted(found) == sorted(project.identifier for project in works)


@pytest.mark.parametrize(
    ("field", "sums"),
    [("budget_amount", [1, 3, 3, 5, 9]), ("-budget_amount", [9, 5, 3, 3, 1])],
)
def test_blank_values_come_last_both_ways(works, field, sums):
    by_name = {project.identifier: project.budget_amount for project in works}

    found = [by_name[identifier] for identifier in walk(Order(field, "identifier"))]

    assert found == [*sums, None, None]


@pytest.mark.parametrize("field", ["identifier", "-budget_amount"])
def test_back_leads_to_the_same_page(works, field):
    order = Order(field, "identifier")
    first = page(Project.objects.all(), order, "", 3)
    second = page(Project.objects.all(), order, first.next, 3)

    back = page(Project.objects.all(), order, second.previous, 3)

    assert back.rows == first.rows
    assert (first.previous, bool(back.next)) == ("", True)


def test_a_row_that_comes_meanwhile_moves_nothing(works, aksu):
    order = Order("identifier", "identifier")
    first = page(Project.objects.all(), order, "", 3)
    before = page(Project.objects.all(), order, first.next, 3).rows
    factories.make_project(aksu, identifier="aaa-first")

    after = page(Project.objects.all(), order, first.next, 3).rows

    assert after == before


@pytest.mark.parametrize(
    "cursor", ["x", "e30", "W10", base64.urlsafe_b64encode(b'[{"a":1},2,false]').decode()]
)
def test_a_foreign_cursor_is_refused(works, cursor):
    with pytest.raises(BadCursor):
        page(Project.objects.all(), Order("identifier", "identifier"), cursor)
