"""The whole standard, in and out, measured with its own schema and its own checker."""

import json
from datetime import date
from decimal import Decimal

import pytest

from oversight.models import Office, Place
from projects import importers, registering, services
from projects.lines import Firm
from projects.models import (
    Contract,
    Document,
    FundingLine,
    Milestone,
    Modification,
    Project,
)
from projects.oc4ids import package
from tests import factories
from tests.projects import records, standard

pytestmark = pytest.mark.usefixtures("works_told")


@pytest.fixture
def whole(aksu, office, district_office, dostyk):
    """A work of our own with every figure, and every kind of line, filled."""
    customer = factories.make_office(
        Place.objects.get(code="433600000"),
        kind=Office.Kind.DISTRICT_DEPARTMENT,
        bin="050140000017",
        name_ru="Отдел строительства",
    )
    project = factories.make_project(
        aksu,
        description_kk="12 км құбыр және мұнара.",
        description_ru="12 км труб и башня.",
        description_en="12 km of pipe and a tower.",
        programme=factories.make_programme(),
        source_status="в работе",
        latitude=Decimal("45.08000"),
        longitude=Decimal("64.67000"),
        customer=customer,
        operated_by="«Ақсу су» ЖШС",
        operated_since=date(2026, 6, 1),
        implementer=dostyk,
        approved_on=date(2025, 12, 20),
        actual_start=date(2026, 3, 5),
        actual_end=date(2026, 6, 1),
        warranty_until=date(2028, 6, 1),
        budget_shared=True,
        capacity=450,
        planned_start_precision="month",
        planned_end_precision="year",
        source_url="https://example.kz/plan?деген=бар",
        source_date="2026-05",
    )
    _add_lines(project)
    return project


def _add_lines(project):
    supplier = registering.suppliers([Firm("«Су Құрылыс» ЖШС", "100240000021")]).popitem()[1]
    contract = services.add_line(
        Contract(
            project=project,
            supplier=supplier,
            number="33",
            signed_on=date(2026, 2, 20),
            contract_value=Decimal("170000000.55"),
            starts_on=date(2026, 3, 1),
            ends_on=date(2027, 9, 1),
            final_value=Decimal(180_000_000),
        )
    )
    services.add_line(
        Modification(
            contract=contract,
            changed_on=date(2026, 5, 1),
            rationale="Қысым төмен",
            old_value=Decimal(170_000_000),
            new_value=Decimal(180_000_000),
            old_end=date(2027, 8, 1),
            new_end=date(2027, 9, 1),
        )
    )
    services.record_payment(
        contract,
        amount=Decimal("54000000.10"),
        on=date(2026, 4, 10),
        source_url="https://example.kz/pay/1",
    )
    services.add_line(Contract(project=project, supplier=services.supplier_named("«Құбыр» ЖШС")))
    services.add_line(
        FundingLine(
            project=project,
            source=FundingLine.Source.PLEDGE,
            giver="«Атамекен» ЖШС",
            promised=Decimal(36_400_000),
            paid=Decimal(10_000_000),
        )
    )
    services.add_line(
        Milestone(
            project=project,
            title_kk="Ұңғыма бұрғыланды",
            title_ru="Скважина пробурена",
            title_en="The well is drilled",
            due_date=date(2026, 5, 15),
            date_met=date(2026, 5, 20),
        )
    )
    services.declare_progress(
        project, percent=40, on=date(2026, 6, 1), by="contractor", source_url="https://example.kz/d"
    )
    factories.make_document(project)
    Document.objects.create(
        project=project, kind="news", title="Газет", url="https://example.kz/news"
    )
    factories.make_stopped_report(project)


def exported():
    return json.loads("".join(package.pieces()))


# What other columns say in the record, or what nobody may take from a file.
NO_FIGURES = {
    *("id", "search_key", "added_on", "tallied", "is_grave", "public_id"),
    *("first_budget_amount", "report_count", "overdue_count", "observed_answers"),
    *("people_before", "people_now", "counted"),
}


def test_every_figure_of_a_work_is_filled_in_this_test(whole):
    whole.refresh_from_db()
    names = {field.attname for field in Project._meta.concrete_fields} - NO_FIGURES

    assert [name for name in names if getattr(whole, name) in (None, "", False, 0)] == []


def test_a_work_with_every_figure_goes_out_valid(whole, tmp_path):
    found = exported()

    assert standard.problems(found) == []
    assert standard.objections(found, tmp_path) == {}


def test_codes_of_our_own_stand_in_open_lists_only(whole, tmp_path):
    found = standard.checked(exported(), tmp_path)["additional_open_codelist_values"]

    assert {path: sorted(codes["values"]) for path, codes in found.items()} == {
        "projects/documents/documentType": ["baqylauNews"],
        "projects/locations/gazetteer/scheme": ["KATO"],
        "projects/metrics/id": ["baqylauObservedStage"],
        "projects/parties/roles": ["answeringOffice", "implementer"],
    }


@pytest.fixture
def compared(tmp_path):
    """What a package would change in the register."""

    def compare(found):
        path = tmp_path / "package.json"
        path.write_text(json.dumps(found), encoding="utf-8")
        return importers.plan(path)

    return compare


def changes(plan):
    return [(change.field, change.new) for entry in plan.changed for change in entry.changes]


def test_our_own_work_comes_back_as_it_is(whole, compared):
    plan = compared(exported())

    assert (changes(plan), plan.new, plan.refused, plan.unchanged) == ([], [], [], 1)


def test_what_others_changed_in_our_own_work_is_no_second_row(whole, compared):
    found = exported()
    [work] = found["projects"]
    work["milestones"][0]["dateMet"] = "2026-05-21T00:00:00+05:00"

    plan = compared(found)
    importers.apply(plan)

    assert changes(plan) == [
        ("milestone.date_met", date(2026, 5, 21)),
        ("original", "other parts of the record"),
    ]
    assert [step.date_met for step in whole.milestones.all()] == [date(2026, 5, 21)]
    assert (whole.contracts.count(), whole.documents.count(), whole.funding.count()) == (2, 2, 1)
    assert whole.declarations.count() == 1
    assert records.missing(found, exported()) == []


def test_a_paper_kept_here_goes_out_with_its_address(whole):
    kept = whole.documents.exclude(file_name="").get()
    [paper] = [row for row in exported()["projects"][0]["documents"] if "format" in row]

    assert paper["format"] == "application/pdf"
    assert paper["url"] == f"http://127.0.0.1:8000/kk/documents/{kept.public_id}/"


# Every field of the standard ----------------------------------------------------------------


def test_every_field_of_the_standard_comes_back(office, compared, tmp_path):
    came = records.everything(standard.schema())

    plan = compared(records.package(came))
    importers.apply(plan)
    [gone] = exported()["projects"]

    assert plan.refused == []
    assert records.missing(came, gone) == []
    assert standard.problems(records.package(gone)) == []
    assert standard.objections(records.package(gone), tmp_path) == {}


@pytest.mark.parametrize("given_out", [False, True], ids=["as it came", "as we publish it"])
def test_every_field_in_a_second_time_changes_nothing(office, compared, given_out):
    came = records.package(records.everything(standard.schema()))
    importers.apply(compared(came))

    plan = compared(exported() if given_out else came)

    assert (changes(plan), plan.new, plan.refused, plan.unchanged) == ([], [], [], 1)
