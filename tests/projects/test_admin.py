"""The Django admin of the register: no figure moves without a trace."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight.models import Place
from projects.models import Contract, FigureChange, Project
from tests import factories
from tests.admin_pages import address, values


@pytest.fixture
def browser(signed_in, olzhas):
    return signed_in(olzhas)


def test_a_figure_that_moves_leaves_a_public_trace(browser, project, logged):
    page = browser.get(address(Project, "change", project.pk))

    answer = browser.post(
        page.request["PATH_INFO"],
        values(page, budget_amount="200000000", source_url="https://zan.test/1"),
    )

    change = FigureChange.objects.get()
    project.refresh_from_db()
    assert answer.status_code == 302
    assert project.budget_amount == 200_000_000
    assert (change.field, Decimal(change.old), Decimal(change.new), change.source_url) == (
        "budget_amount",
        186_400_000,
        200_000_000,
        "https://zan.test/1",
    )
    assert logged() == [("figure.changed", "operator")]


def test_a_corrected_title_leaves_none(browser, project, logged):
    page = browser.get(address(Project, "change", project.pk))

    browser.post(page.request["PATH_INFO"], values(page, title_en="Water main"))

    project.refresh_from_db()
    assert project.title_en == "Water main"
    assert logged() == []


def test_a_new_project_gets_its_office_and_is_counted(browser, aksu, office):
    page = browser.get(address(Project, "add"))

    answer = browser.post(
        page.request["PATH_INFO"],
        values(
            page,
            identifier="kz-aksu-road",
            title_ru="Дорога",
            sector="road",
            status="preparation",
            place=aksu.pk,
        ),
    )

    project = Project.objects.get()
    assert answer.status_code == 302
    assert project.answering_office == office
    assert Place.objects.get(pk=aksu.pk).project_count == 1


def test_a_declaration_is_added_beside_the_older_ones(browser, project):
    page = browser.get(address(Project, "change", project.pk))
    data = values(page) | {
        "declarations-TOTAL_FORMS": 1,
        "declarations-0-percent": 70,
        "declarations-0-declared_on": "2026-11-01",
        "declarations-0-by": "office",
    }

    answer = browser.post(page.request["PATH_INFO"], data)

    project.refresh_from_db()
    assert answer.status_code == 302
    assert [row.percent for row in project.declarations.all()] == [70]
    assert project.declared_percent == 70


def test_a_payment_is_added_and_reckoned(browser, project):
    supplier = factories.register.supplier_named("ЖШС Құрылыс")
    contract = project.contracts.create(supplier=supplier)
    page = browser.get(address(Contract, "change", contract.pk))
    data = values(page) | {
        "payments-TOTAL_FORMS": 1,
        "payments-0-amount": "5000000",
        "payments-0-paid_on": "2026-10-01",
    }

    answer = browser.post(page.request["PATH_INFO"], data)

    project.refresh_from_db()
    assert answer.status_code == 302
    assert project.paid_amount == 5_000_000


def test_projects_are_found_for_a_contract(browser, project):
    found = browser.get(
        "/admin/autocomplete/",
        {
            "term": "водопровод",
            "app_label": "projects",
            "model_name": "contract",
            "field_name": "project",
        },
    ).json()

    assert [row["id"] for row in found["results"]] == [str(project.pk)]


def test_a_list_costs_the_same_with_one_row_and_with_three(browser, aksu, office):
    costs = []
    browser.get("/admin/")
    for more in (1, 2):
        for _number in range(more):
            factories.make_project(aksu)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(Project, "changelist"))
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10
