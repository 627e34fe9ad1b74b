"""The Django admin of the register: no figure moves without a trace."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight.models import Place
from projects.models import Contract, FigureChange, Programme, Project
from tests import factories
from tests.admin_pages import address, values
from tests.oversight.log import tell_register

pytestmark = pytest.mark.usefixtures("works_told")


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
    tell_register()
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


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("place", "Aksu village, Aksu rural district, Zhalagash District, Kyzylorda Region"),
        ("answering_office", "Zhalagash District, Kyzylorda Region"),
    ],
)
def test_places_and_offices_of_one_name_are_told_apart_by_what_they_lie_in(
    browser, aksu, office, field, text
):
    asked = {"term": "аксу", "app_label": "projects", "model_name": "project", "field_name": field}
    browser.get("/admin/")

    with CaptureQueriesContext(connection) as queries:
        found = browser.get("/admin/autocomplete/", asked).json()

    assert any(row["text"].endswith(text) for row in found["results"])
    assert len(queries) <= 10


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


@pytest.mark.parametrize(
    ("rows", "make", "field", "value"),
    [
        ("funding", {"source": "local"}, "promised", "5000000"),
        ("milestones", {"title_kk": "Қазу", "title_ru": "Рытьё"}, "date_met", "2026-10-01"),
        ("contracts", {"number": "7"}, "ends_on", "2027-05-01"),
    ],
)
def test_no_line_of_a_work_is_overwritten_in_silence(browser, project, rows, make, field, value):
    if rows == "contracts":
        make = {**make, "supplier": factories.register.supplier_named("ЖШС Құрылыс")}
    getattr(project, rows).create(**make)
    page = browser.get(address(Project, "change", project.pk))

    answer = browser.post(page.request["PATH_INFO"], values(page, **{f"{rows}-0-{field}": value}))

    change = project.figure_changes.get()
    assert answer.status_code == 302
    assert change.field.endswith(f".{field}")
    assert change.old == ""


def test_a_change_of_a_contract_is_added_and_told(browser, project):
    supplier = factories.register.supplier_named("ЖШС Құрылыс")
    contract = project.contracts.create(supplier=supplier, contract_value=5_000_000)
    Project.objects.update(added_on="2026-01-01")
    tell_register()
    page = browser.get(address(Contract, "change", contract.pk))
    data = values(page, contract_value="6000000") | {
        "modifications-TOTAL_FORMS": 1,
        "modifications-0-changed_on": "2026-10-01",
        "modifications-0-rationale": "Ұзындығы артты.",
        "modifications-0-new_value": "6000000",
    }

    browser.post(page.request["PATH_INFO"], data)

    fields = [change.field for change in project.figure_changes.all()]
    assert fields == ["contract.contract_value", "modification"]


def upload(page, file, **changes):
    return values(page) | {
        "documents-TOTAL_FORMS": 1,
        "documents-0-kind": "acceptance",
        "documents-0-title": "Қабылдау актісі",
        "documents-0-upload": file,
        **changes,
    }


def test_a_paper_is_added_and_taken_from_view(browser, project):
    page = browser.get(address(Project, "change", project.pk))
    paper = SimpleUploadedFile("act.pdf", b"%PDF-1.4\n%%EOF")

    added = browser.post(page.request["PATH_INFO"], upload(page, paper))
    document = project.documents.get()
    was = (added.status_code, document.format, document.length)
    page = browser.get(address(Project, "change", project.pk))
    browser.post(
        page.request["PATH_INFO"], values(page, **{"documents-0-hidden_reason": "Жеке деректер."})
    )

    document.refresh_from_db()
    assert was == (302, "pdf", 14)
    assert (document.file_name, document.hidden_reason) == ("", "Жеке деректер.")
    assert document.hidden_on is not None


@pytest.mark.parametrize("content", [b"", b"MZ a program"])
def test_a_file_that_is_no_paper_is_refused_beside_its_field(browser, project, content):
    page = browser.get(address(Project, "change", project.pk))

    answer = browser.post(
        page.request["PATH_INFO"], upload(page, SimpleUploadedFile("act.pdf", content))
    )

    assert answer.status_code == 200
    assert project.documents.count() == 0


def test_what_a_source_says_of_a_year_is_written_once(browser, project):
    programme = factories.make_programme()
    page = browser.get(address(Programme, "change", programme.pk))
    data = values(page) | {
        "years-TOTAL_FORMS": 1,
        "years-0-year": 2025,
        "years-0-stated": "reported",
        "years-0-works": 1000,
    }

    browser.post(page.request["PATH_INFO"], data)
    again = browser.get(address(Programme, "change", programme.pk)).content.decode()

    assert programme.years.get().works == 1000
    assert 'name="years-0-works"' not in again


def test_the_history_of_a_work_names_what_was_changed(browser, project):
    page = browser.get(address(Project, "change", project.pk))

    browser.post(page.request["PATH_INFO"], values(page, warranty_until="2028-01-01"))

    history = browser.get(address(Project, "history", project.pk)).content.decode()
    assert "Changed Warranty until." in history
