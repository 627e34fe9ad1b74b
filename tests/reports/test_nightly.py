"""What the passing of a day changes."""

import os
from datetime import date, timedelta

import pytest

from oversight.calendar import as_of, today
from oversight.models import NameWord, Place, PlaceQuestion
from oversight.places import decisions
from reports import nightly
from reports.models import Report
from reports.photos import quarantine
from reports.workflow import State
from tests import factories


def days_later(count):
    return as_of(today() + timedelta(days=count))


def test_a_claim_closes_after_thirty_days_without_objection(project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)

    with days_later(30):
        nightly.run()
    report.refresh_from_db()
    still = report.state
    with days_later(31):
        nightly.run()

    report.refresh_from_db()
    assert (still, report.state) == (State.CLAIMED, State.CLOSED_UNOPPOSED)


@pytest.mark.parametrize(
    ("stage", "has_photo", "state"),
    [
        ("stopped", True, State.CLAIMED),
        ("stopped", False, State.CLOSED_UNOPPOSED),
        ("finished", True, State.CLOSED_UNOPPOSED),
    ],
)
def test_a_later_photo_that_says_not_done_keeps_a_claim_open(
    project, daniyar, stage, has_photo, state
):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    with days_later(5):
        later = factories.make_report(project, stage=stage, text="Құбыр әлі көшеде.")
        if has_photo:
            factories.add_photo(later)
            factories.develop_all()

    with days_later(31):
        nightly.run()

    report.refresh_from_db()
    assert report.state == state


def test_a_project_becomes_late_and_overdue_overnight(aksu, office):
    project = factories.make_project(aksu, planned_end=today() + timedelta(days=1))
    report = factories.make_stopped_report(project)
    Report.objects.filter(pk=report.pk).update(answer_due_on=today() + timedelta(days=1))
    before = [flag.code for flag in project.flags.all()]

    with days_later(2):
        nightly.run()

    project.refresh_from_db()
    assert before == ["supplier_not_published"]
    assert [flag.code for flag in project.flags.all()] == ["late", "supplier_not_published"]
    assert project.overdue_count == 1


def test_search_learns_overnight_how_many_works_a_village_has(aksu):
    village = NameWord.objects.filter(name__place=aksu).order_by().values_list("weight").distinct()
    [(before,)] = village
    factories.make_project(aksu)

    nightly.run()

    assert list(village.all()) == [(before + 1,)]


def test_forgotten_originals_are_swept_after_three_days(project):
    old, _length, _digest = quarantine.keep([factories.picture()], 10**6)
    new, _length, _digest = quarantine.keep([factories.picture()], 10**6)
    long_ago = date.today() - timedelta(days=4)
    stamp = int(long_ago.strftime("%s"))
    os.utime(quarantine.path_of(old), (stamp, stamp))

    nightly.run()

    assert not quarantine.path_of(old).exists()
    assert quarantine.path_of(new).exists()


def test_counts_follow_a_village_to_the_code_it_has_now(project, aksu, other_office):
    factories.make_report(project)
    new = factories.make_place("433633200", parent=other_office.place)
    decisions.retire([aksu], today())
    question = PlaceQuestion.objects.create(
        place=aksu, code=new.code, kind=new.kind, name_kk="Ақсу", name_ru="Аксу", edition=today()
    )
    decisions.decide(question, "same")

    nightly.run()

    counts = Place.objects.current().values_list("code", "project_count", "report_count")
    assert {code: pair for code, *pair in counts} == {
        "430000000": [1, 1],
        "433600000": [1, 1],
        "433633000": [1, 1],
        "433633200": [1, 1],
        "433636000": [0, 0],
    }
    assert Report.objects.below(other_office.place).count() == 1
