"""For how many people a work was planned, and how many live there now."""

from datetime import date

import pytest

from oversight.models import DataSource, PlacePopulation
from projects import people
from tests import factories


@pytest.mark.parametrize(
    ("history", "year", "expected"),
    [
        ([(2018, 900), (2020, 800), (2026, 700)], 2020, (800, 700)),
        ([(2018, 900), (2026, 700)], 2021, (900, 700)),
        ([(2022, 900), (2026, 700)], 2019, (900, 700)),
        ([(2018, 900), (2026, 700)], 2026, (None, None)),
        ([(2026, 700)], 2019, (None, None)),
        ([], 2019, (None, None)),
    ],
)
def test_then_and_now(history, year, expected):
    assert people.then_and_now(history, year) == expected


def test_works_learn_of_a_new_population(project, django_assert_num_queries):
    source = DataSource.objects.create(
        name="Санақ", licence="CC BY 4.0", imported_on=date(2026, 11, 1)
    )
    for year, count in ((2019, 900), (2026, 700)):
        PlacePopulation.objects.create(place=project.place, year=year, people=count, source=source)
    old = factories.make_project(project.place, planned_start=date(2019, 5, 1))

    with django_assert_num_queries(0):
        assert (old.people_before, old.people_now) == (900, 700)
    assert people.refresh() == 0
    PlacePopulation.objects.filter(year=2026).update(people=600)
    assert people.refresh() == 1

    old.refresh_from_db()
    project.refresh_from_db()
    assert (old.people_before, old.people_now) == (900, 600)
    assert (project.people_before, project.people_now) == (None, None)
