"""What every place above a work holds of it: counted once, moved with it, proved by a rebuild."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from oversight.calendar import today
from oversight.models import Place
from projects import overview, services, tallies
from projects.models import PlaceTally, Project
from projects.unpublished import Unpublished
from reports import nightly
from tests import factories

REGION = "430000000"


def figures(code=REGION):
    return overview.together(overview.tallies([Place.objects.get(code=code)]))


def counts(code=REGION):
    place = Place.objects.get(code=code)
    return place.project_count, place.late_count, place.grave_count, place.unseen_count


def make_late(place, **fields):
    return factories.make_project(
        place, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=9), **fields
    )


def test_a_work_counts_in_every_place_above_it(aksu):
    factories.make_project(aksu, budget_amount=100)

    found = {place.code: figures(place.code).total for place in aksu.lineage}

    assert found == dict.fromkeys(("430000000", "433600000", "433636000", "433636100"), 100)


def test_shared_and_unpublished_sums_are_counted_and_never_added(aksu):
    factories.make_project(aksu, budget_amount=100)
    factories.make_project(aksu, budget_amount=7000, budget_shared=True)
    factories.make_project(aksu, budget_amount=None)

    found = figures()

    assert (found.count, found.total, found.shared, found.unpublished) == (3, 100, 1, 1)


def test_no_published_sum_is_no_zero(aksu):
    factories.make_project(aksu, budget_amount=None)

    assert figures().total is None


def test_a_changed_work_moves_its_share(aksu):
    work = factories.make_project(aksu, budget_amount=100)

    services.change_project(work, budget_amount=250, status=Project.Status.MAINTENANCE)

    [tally] = overview.tallies([aksu])
    assert (tally.status, tally.figures.count, tally.figures.total) == ("maintenance", 1, 250)


def test_a_work_that_moves_leaves_nothing_behind(aksu, other_office):
    work = factories.make_project(aksu, budget_amount=100)

    services.change_project(work, place=other_office.place)

    assert figures(aksu.code).count == 0
    assert (figures(other_office.place.code).total, figures().total) == (100, 100)


def test_a_late_work_is_counted_late_until_it_is_finished(aksu):
    work = make_late(aksu)
    before = counts()

    services.change_project(work, status=Project.Status.COMPLETION)

    assert (before, counts()) == ((1, 1, 1, 0), (1, 0, 0, 0))
    assert Project.objects.in_question().count() == 0


def test_the_night_counts_what_became_late_or_unseen(aksu):
    factories.make_project(aksu, planned_end=today())

    nightly.refresh(today() + timedelta(days=100))

    assert counts() == (1, 1, 1, 1)


def test_what_does_not_change_costs_nothing(project, django_assert_num_queries):
    codes = [flag.code for flag in project.flags.all()]

    with django_assert_num_queries(0):
        tallies.refresh(project, codes)


def test_nothing_is_counted_twice_when_two_change_a_work_at_once(aksu):
    work = factories.make_project(aksu, budget_amount=100)
    mine, yours = Project.objects.get(pk=work.pk), Project.objects.get(pk=work.pk)

    services.change_project(mine, budget_amount=200)
    services.change_project(yours, budget_amount=300)

    assert (figures().count, figures().total) == (1, 300)


def test_a_living_register_needs_no_rebuilding(aksu, other_office):
    work = make_late(aksu, programme=factories.make_programme(), budget_amount=5)
    services.change_project(work, place=other_office.place, budget_amount=None)
    factories.make_project(aksu, budget_shared=True, planned_end=None, planned_start=None)

    assert tallies.rebuild() == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: PlaceTally.objects.update(total=1),
        lambda: PlaceTally.objects.all().delete(),
        lambda: Place.objects.update(late_count=4),
        lambda: Place.objects.update(project_count=4),
    ],
)
def test_what_does_not_agree_is_named_and_mended(aksu, spoil):
    make_late(aksu, budget_amount=100)
    spoil()

    wrong = tallies.rebuild()

    assert sorted(wrong) == sorted(f"place {place.code}" for place in aksu.lineage)
    assert (tallies.rebuild(), figures().total, counts()) == ([], 100, (1, 1, 1, 0))


def test_a_work_written_past_the_services_is_found(aksu):
    Project.objects.create(identifier="kz-raw", title_kk="Жол", place=aksu, sector="road")

    assert tallies.rebuild()[0] == "project kz-raw"
    assert figures().count == 1


def test_places_count_what_is_not_published(aksu, other_office):
    factories.make_project(aksu, planned_end=None, budget_amount=None)
    published = factories.make_project(aksu, planned_end=None)
    factories.make_project(other_office.place, budget_amount=None)
    services.change_project(published, planned_end=today() + timedelta(days=300))

    found = [Unpublished.of_places([Place.objects.get(code=code)]) for code in (REGION, aksu.code)]

    assert found == [Unpublished(end=1, sum=2, supplier=3), Unpublished(end=1, sum=1, supplier=2)]
    assert Unpublished.of_works(Project.objects.below(aksu)) == found[1]
    assert tallies.rebuild() == []


@pytest.mark.parametrize("column", ["no_end_count", "no_sum_count", "no_supplier_count"])
def test_a_wrong_count_of_what_is_not_published_is_mended(aksu, column):
    factories.make_project(aksu, planned_end=None, budget_amount=None)
    Place.objects.filter(code=aksu.code).update(**{column: 7})

    assert tallies.rebuild() == [f"place {aksu.code}"]
    assert getattr(Place.objects.get(code=aksu.code), column) == 1


def test_works_changed_together_are_counted_as_one_by_one(aksu, other_office):
    first, second, third = factories.make_projects(aksu, 3, planned_end=None, budget_amount=100)
    late = {"planned_start": date(2025, 1, 1), "planned_end": today() - timedelta(days=9)}

    with transaction.atomic(), tallies.together():
        services.change_project(first, **late)
        services.change_project(second, planned_end=today() + timedelta(days=9))
        services.change_project(second, place=other_office.place, budget_amount=40)
        services.change_project(third, budget_amount=7)
        services.change_project(third, budget_amount=100)

    assert tallies.rebuild() == []
    assert (counts(aksu.code), figures().total) == ((2, 1, 1, 0), 240)
    assert Unpublished.of_places([Place.objects.get(code=REGION)]) == Unpublished(1, 0, 3)


@transaction.atomic
def change_and_fail(work):
    with tallies.together():
        services.change_project(work, budget_amount=200)
        raise ZeroDivisionError


def test_a_block_that_fails_counts_nothing(aksu):
    work = factories.make_project(aksu, budget_amount=100)

    with pytest.raises(ZeroDivisionError):
        change_and_fail(work)

    assert (tallies.rebuild(), figures().total) == ([], 100)
