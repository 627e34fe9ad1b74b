"""The public log is told of works and their lines as they are entered, and whenever they move."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from oversight import restating
from oversight.calendar import today
from oversight.models import LogEntry, RowTold
from projects import services
from projects.models import Contract, FigureChange, FundingLine, Milestone, Project
from tests import factories

DAY = date(2026, 5, 1)


def told(row):
    """The role of each entry of a row."""
    return [entry.word("role") for entry in LogEntry.objects.filter(object_id=row.log_id)]


def said(row):
    """What was told of it last."""
    return RowTold.objects.filter(log_id=row.log_id).last().said


def add_contract(project):
    supplier = services.supplier_named("«Су» ЖШС")
    return services.add_line(Contract(project=project, supplier=supplier, contract_value=1000))


def test_a_work_is_told_whole_as_it_is_registered(project, works_told):
    entry = LogEntry.objects.get(object_id=project.log_id)

    assert (entry.kind, entry.word("reason"), entry.word("role")) == (
        "figure.changed",
        "work_stated",
        "operator",
    )
    assert said(project).items() >= {
        ("identifier", "kz-aksu-water"),
        ("public_id", project.public_id),
        ("title_ru", "Водопровод"),
        ("place", "433636100"),
        ("answering_office", str(project.answering_office_id)),
        ("budget_amount", "186400000.00"),
    }


def test_a_title_that_is_corrected_is_told_though_no_figure_moved(project, works_told):
    services.change_project(project, title_ru="Водопровод села Аксу")

    assert (len(told(project)), said(project)["title_ru"]) == (2, "Водопровод села Аксу")
    assert not FigureChange.objects.exists()


def test_who_brought_a_figure_is_told(project, works_told):
    services.publish_figure(project, "end", today() + timedelta(days=9))
    services.publish_figure(project, "supplier", "«Су» ЖШС")

    assert told(project) == ["operator", "office"]
    assert told(project.contracts.get()) == ["office"]


def test_what_residents_see_and_what_is_reckoned_moves_nothing(project, works_told):
    factories.make_stopped_report(project)
    services.record_payment(add_contract(project), amount=Decimal(400), on=DAY)
    services.declare_progress(project, percent=40, on=DAY, by="office")

    assert told(project) == ["operator"]


@pytest.mark.parametrize(
    ("make", "moved"),
    [
        (add_contract, {"number": "12"}),
        (lambda work: services.add_line(FundingLine(project=work, source="local")), {"paid": 5}),
        (
            lambda work: services.add_line(Milestone(project=work, title_kk="А", title_ru="А")),
            {"date_met": DAY},
        ),
    ],
)
def test_a_line_is_told_as_it_is_added_and_as_it_moves(project, make, moved, works_told):
    line = make(project)
    services.change_line(line, **moved)
    services.change_line(line, **moved)

    assert told(line) == ["operator"] * 2
    assert said(line)["project"] == "kz-aksu-water"
    assert moved.keys() <= said(line).keys()


def test_declared_progress_is_told_and_told_anew_when_its_source_says_otherwise(
    project, works_told
):
    line = services.declare_progress(project, percent=40, on=DAY, by="office")
    services.correct(line, percent=45)

    assert (len(told(line)), said(line)["percent"]) == (2, "45")


def test_together_each_row_is_told_once_as_it_stands_at_the_end(project, works_told):
    line = add_contract(project)
    with transaction.atomic(), services.together():
        for number in ("1", "2"):
            services.change_line(line, number=number)
            services.change_project(project, capacity=int(number))

    assert [len(told(row)) for row in (project, line)] == [2, 2]
    assert (said(project)["capacity"], said(line)["number"]) == ("2", "2")


def test_a_row_read_long_ago_does_not_put_back_the_day_of_its_entry(project):
    Project.objects.update(told_on=DAY)
    project.save()

    assert Project.objects.get().told_on == DAY


@pytest.mark.parametrize("count", [1, 3])
def test_new_rows_cost_three_queries_whether_one_or_many(project, count, django_assert_num_queries):
    steps = [Milestone(project=project, title_kk="А", title_ru="А") for _number in range(count)]
    made = Milestone.objects.bulk_create(steps)

    with django_assert_num_queries(3):
        restating.tell_new(made)

    assert restating.untold(Milestone) == []
