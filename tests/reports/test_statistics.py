"""How offices answer: counted of what they were asked, and never said of too few cases."""

from datetime import timedelta

import pytest

from oversight import calendar
from oversight.calendar import today
from oversight.models import Place
from reports import nightly, services, statistics
from reports.models import OfficeAnswers
from reports.statistics import LEAST, Answers, Share
from tests import factories


def summary(office):
    row = OfficeAnswers.objects.get(pk=office.pk)
    return {name: n for name in statistics.COLUMNS if (n := getattr(row, name))}


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Share(0, 0), None),
        (Share(LEAST - 1, LEAST - 1), None),
        (Share(0, LEAST), 0),
        (Share(2, 6), 33),
        (Share(LEAST, LEAST), 100),
        (Share(1, 8), 13),  # as LibreOffice and a hand round it
    ],
)
def test_a_percentage_needs_five_cases(share, percent):
    assert share.percent == percent


def test_shares_are_of_what_is_due_not_of_what_may_still_be_answered():
    answers = Answers(asked=9, answered=4, in_time=3, overdue=2, settled=5, resolved=1)

    assert (answers.answered_in_time, answers.fixed) == (Share(3, 6), Share(1, 5))


def test_offices_are_added_column_by_column():
    assert Answers(asked=3, in_time=1) + Answers(asked=2, overdue=1) == Answers(5, 0, 1, 1)


def test_a_report_that_waits_is_asked_and_nothing_else(project, office):
    factories.make_stopped_report(project)

    assert summary(office) == {"asked": 1}


def test_an_answer_in_time_is_counted(project, office, daniyar):
    factories.make_reply(factories.make_stopped_report(project), daniyar)

    assert summary(office) == {"asked": 1, "answered": 1, "in_time": 1}


def test_an_answer_too_late_is_an_answer_but_not_in_time(project, office, daniyar):
    report = factories.make_stopped_report(project)

    with calendar.as_of(report.answer_due_on + timedelta(days=1)):
        factories.make_reply(report, daniyar)

    assert summary(office) == {"asked": 1, "answered": 1, "settled": 1}


@pytest.mark.parametrize("late", [1, 2], ids=["first", "to the dispute"])
def test_a_late_answer_stays_late_whatever_follows(project, office, daniyar, late):
    report = factories.make_stopped_report(project)
    with calendar.as_of(report.answer_due_on + timedelta(days=1 if late == 1 else 0)):
        factories.make_claim(report, daniyar)
        services.give_verdict(report, is_done=False)
    with calendar.as_of(report.answer_due_on + timedelta(days=1 if late == 2 else 0)):
        factories.make_claim(report, daniyar)
        services.give_verdict(report, is_done=True)

    assert summary(office) == {"asked": 1, "answered": 1, "settled": 1, "resolved": 1}


def test_more_words_after_an_answer_in_time_are_not_late(project, office, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_reply(report, daniyar)

    with calendar.as_of(report.answer_due_on + timedelta(days=1)):
        factories.make_reply(report, daniyar, text="Жұмыс ертең аяқталады.")
        nightly.refresh(today())

    assert summary(office) == {"asked": 1, "answered": 1, "in_time": 1, "settled": 1}


def test_the_night_counts_what_became_overdue(project, office):
    report = factories.make_stopped_report(project)

    with calendar.as_of(report.answer_due_on + timedelta(days=1)):
        nightly.refresh(today())

    assert summary(office) == {"asked": 1, "overdue": 1, "settled": 1}


def test_confirmed_disputed_and_unopposed_are_kept_apart(project, office, daniyar):
    reports = [factories.make_stopped_report(project) for _ in range(3)]
    for report in reports:
        factories.make_claim(report, daniyar)

    services.give_verdict(reports[0], is_done=True)
    services.give_verdict(reports[1], is_done=False)
    services.close_unopposed(reports[2])

    found = summary(office)
    assert [found[name] for name in ("settled", "resolved", "disputed", "unopposed")] == [
        3,
        1,
        1,
        1,
    ]


def test_held_reports_and_those_that_ask_nothing_are_in_no_count(project, office):
    factories.make_misuse_report(project)
    factories.make_report(project)

    assert OfficeAnswers.objects.count() == 0


def test_a_report_taken_back_is_counted_no_more(project, office):
    services.withdraw_report(factories.make_stopped_report(project))

    assert summary(office) == {}


def test_a_place_adds_its_offices_and_nobody_elses(project, aksu, office, other_office):
    factories.make_stopped_report(project)
    factories.make_stopped_report(factories.make_project(other_office.place))

    found = [
        statistics.of_place(place).together.asked for place in (aksu.parent, aksu.parent.parent)
    ]

    assert found == [1, 2]


def test_offices_of_a_place_stand_in_the_order_of_places(project, office, other_office):
    factories.make_stopped_report(factories.make_project(other_office.place))
    factories.make_stopped_report(project)

    rows = statistics.of_place(office.place.parent).offices

    assert [row.office for row in rows] == [other_office, office]


def test_a_region_names_no_office_of_a_village_and_counts_it(project, office):
    factories.make_stopped_report(project)

    found = statistics.of_place(Place.objects.get(code="430000000"))

    assert (found.offices, found.together.asked) == ([], 1)


def test_the_country_counts_no_invented_office(project, office):
    factories.make_stopped_report(project)
    Place.objects.filter(pk=office.place_id).update(invented=True)

    assert statistics.of_country() == Answers()


def test_what_does_not_agree_is_named_and_mended(project, office):
    factories.make_stopped_report(project)
    OfficeAnswers.objects.update(in_time=3)

    assert statistics.rebuild() == [f"office {office.pk}"]
    assert (statistics.rebuild(), summary(office)) == ([], {"asked": 1})
