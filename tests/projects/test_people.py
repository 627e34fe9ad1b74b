"""For how many people a work was planned, and how many live there now."""

from datetime import date

import pytest

from oversight.models import DataSource, PlacePopulation, PlacePupils
from projects import people, services
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
    assert people.refresh() == 1  # the older work learns how the village moves
    assert people.refresh() == 0
    PlacePopulation.objects.filter(year=2026).update(people=600)
    assert people.refresh() == 2

    old.refresh_from_db()
    project.refresh_from_db()
    assert (old.people_before, old.people_now) == (900, 600)
    assert (project.people_before, project.people_now) == (None, None)
    assert project.counted == {"people": [2019, 900, 2026, 600]}


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([(2015, 900), (2019, 850), (2020, 800), (2025, 700)], [2020, 800, 2025, 700]),
        ([(2015, 900), (2021, 800), (2025, 700)], [2015, 900, 2025, 700]),
        ([(2021, 800), (2025, 700)], []),
        ([(2025, 700)], []),
        ([], []),
    ],
)
def test_a_trend_spans_five_years_at_least(history, expected):
    assert people.trend(history) == expected


def test_works_learn_of_new_pupils_and_carry_the_flag(aksu):
    school = factories.make_project(aksu, sector="school", capacity=300)
    source = DataSource.objects.create(name="Мектеп", licence="CC0", imported_on=date(2026, 11, 1))
    for year, count in ((2018, 360), (2025, 420)):
        PlacePupils.objects.create(place=aksu, year=year, pupils=count, source=source)

    assert people.refresh() == 1
    assert people.refresh() == 0

    school.refresh_from_db()
    services.refresh_flags(school)
    assert school.counted == {"pupils": [2018, 360, 2025, 420]}
    assert "too_small" in school.flags.values_list("code", flat=True)
