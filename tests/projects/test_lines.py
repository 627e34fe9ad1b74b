"""Contracts, money and steps of a work: nothing official is overwritten in silence."""

from datetime import date, timedelta

import pytest

from oversight.calendar import today
from projects import services
from projects.models import Contract, FigureChange, FundingLine, Milestone, Modification, Project
from tests import factories


@pytest.fixture
def project(office, aksu):
    """The water pipe of Aksu, registered a month ago."""
    project = factories.make_project(aksu, identifier="kz-aksu-water")
    return registered(project, today() - timedelta(days=30))


def registered(project, day):
    Project.objects.filter(pk=project.pk).update(added_on=day)
    project.refresh_from_db()
    return project


def make_contract(project, **fields):
    supplier = services.supplier_named("«Үлгі Құрылыс» ЖШС")
    return services.add_line(Contract(project=project, supplier=supplier, number="7", **fields))


def changes():
    return list(FigureChange.objects.values_list("field", "about", "old", "new"))


def test_what_is_filled_in_on_the_first_day_is_no_change(project, logged):
    registered(project, today())

    make_contract(project)

    assert changes() == []
    assert logged() == []


def test_a_contract_that_comes_later_is_a_dated_change_and_is_counted(project, logged):
    make_contract(project)

    project.refresh_from_db()
    assert changes() == [("contract", "", "", "«Үлгі Құрылыс» ЖШС 7")]
    assert project.supplier_count == 1
    assert logged() == [("figure.changed", "operator")]


@pytest.mark.parametrize(
    ("make", "field", "value", "change"),
    [
        (
            make_contract,
            "ends_on",
            date(2027, 5, 1),
            ("contract.ends_on", "«Үлгі Құрылыс» ЖШС 7", "", "2027-05-01"),
        ),
        (
            lambda project: services.add_line(FundingLine(project=project, source="local")),
            "promised",
            5000,
            ("fundingline.promised", "local", "", "5000"),
        ),
        (
            lambda project: services.add_line(
                Milestone(project=project, title_kk="Қазу", title_ru="Рытьё")
            ),
            "date_met",
            date(2026, 9, 1),
            ("milestone.date_met", "Қазу", "", "2026-09-01"),
        ),
        (
            lambda project: services.add_line(
                Modification(contract=make_contract(project), changed_on=date(2026, 9, 1))
            ),
            "new_value",
            7000,
            ("modification.new_value", "«Үлгі Құрылыс» ЖШС 7: 2026-09-01", "", "7000"),
        ),
    ],
)
def test_every_official_figure_of_a_line_moves_with_a_trace(project, make, field, value, change):
    line = make(project)

    assert services.change_line(line, **{field: value}) == [field]

    assert changes()[-1] == change
    assert services.change_line(line, **{field: value}) == []


def test_declared_and_paid_figures_are_in_the_log_beside_their_history(project, logged):
    services.declare_progress(project, percent=40, on=today(), by="office")
    contract = make_contract(project)
    services.record_payment(contract, amount=1000, on=today())

    assert changes() == [
        ("declared_percent", "", "", "40"),
        ("contract", "", "", "«Үлгі Құрылыс» ЖШС 7"),
        ("paid_amount", "", "", "1000.00"),
    ]
    assert logged() == [("figure.changed", "operator")] * 3


def test_the_first_published_sum_is_kept(aksu, office):
    project = factories.make_project(aksu, budget_amount=None)

    services.change_project(project, budget_amount=100)
    services.change_project(project, budget_amount=150)

    project.refresh_from_db()
    assert (project.first_budget_amount, project.budget_amount) == (100, 150)
