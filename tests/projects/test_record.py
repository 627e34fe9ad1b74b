"""The lines of a work come in one query, and as the database holds them."""

from datetime import date
from decimal import Decimal

import pytest

from projects import record
from projects.models import Supplier
from tests import factories


@pytest.fixture
def contract(project):
    return project.contracts.create(supplier=Supplier.objects.create(name="«Үлгі» ЖШС"))


def values(lines):
    return [
        [getattr(line, field.attname) for field in line._meta.concrete_fields] for line in lines
    ]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("declarations", [{"percent": 40, "declared_on": date(2026, 4, 1), "by": "office"}]),
        (
            "documents",
            [
                {
                    "kind": "contract",
                    "title": "«Шарт» №7",
                    "url": "https://gov.kz/7",
                    "earlier": [{"title": "Шарт"}],
                }
            ],
        ),
        ("figure_changes", [{"field": "status", "old": "a", "changed_on": date(2026, 4, 1)}]),
        ("funding", [{"source": "grant", "promised": Decimal("123456789012.34"), "paid": None}]),
        ("milestones", [{"title_kk": "Ор", "title_ru": "Ров", "due_date": date(2026, 9, 1)}]),
    ],
)
def test_lines_are_what_the_database_holds(project, kind, lines):
    for line in lines:
        getattr(project, kind).create(**line)

    found = getattr(record.of(project), kind)

    assert found == list(getattr(project, kind).all())
    assert values(found) == values(getattr(project, kind).all())


def test_changes_and_payments_stand_under_their_contract(project, contract):
    other = project.contracts.create(supplier=contract.supplier, number="8")
    change = contract.modifications.create(changed_on=date(2026, 5, 1), new_value=Decimal("0.10"))
    payment = other.payments.create(paid_on=date(2026, 6, 1), amount=Decimal("2000000.07"))

    first, second = record.of(project).deals

    assert (first.contract, first.modifications, first.payments) == (contract, [change], [])
    assert (second.contract, second.modifications, second.payments) == (other, [], [payment])
    assert first.modifications[0].new_value == Decimal("0.10")
    assert second.payments[0].amount == Decimal("2000000.07")


def test_lines_stand_in_the_order_of_their_days_and_those_without_come_last(project):
    for due in (None, date(2026, 9, 1), date(2026, 5, 1)):
        project.milestones.create(title_kk="Ор", title_ru="Ров", due_date=due)

    days = [step.due_date for step in record.of(project).milestones]

    assert days == [date(2026, 5, 1), date(2026, 9, 1), None]


def test_lines_of_another_work_stay_there(project, aksu):
    other = factories.make_project(aksu)
    other.milestones.create(title_kk="Ор", title_ru="Ров")

    assert record.of(project).milestones == []


def test_all_lines_cost_one_query(project, contract, django_assert_num_queries):
    project.milestones.create(title_kk="Ор", title_ru="Ров")
    contract.payments.create(paid_on=date(2026, 6, 1), amount=7)

    with django_assert_num_queries(1):
        (deal,) = record.of(project).deals

        assert deal.contract.supplier.name == "«Үлгі» ЖШС"
