"""OC4IDS in and out: what came in goes out, changed only where the register knows better."""

import json
from datetime import date
from decimal import Decimal

import pytest

from oversight.models import Office, Place
from projects import importers, oc4ids, services
from projects.importers import packages
from projects.models import Document, Project, Supplier
from projects.oc4ids import package
from tests import factories
from tests.projects import records, standard


@pytest.fixture
def send(tmp_path):
    """Import records as another program's file."""

    def send_records(*found, wrap=records.package):
        path = tmp_path / "package.json"
        path.write_text(json.dumps(wrap(*found), ensure_ascii=False), encoding="utf-8")
        plan = importers.plan(path)
        importers.apply(plan)
        return plan

    return send_records


@pytest.fixture
def department(aksu):
    """The district's department of construction, known by its BIN."""
    return factories.make_office(
        Place.objects.get(code="433600000"),
        kind=Office.Kind.DISTRICT_DEPARTMENT,
        bin="050140000017",
        name_ru="Отдел строительства",
    )


@pytest.fixture
def programme(site):
    return factories.make_programme()


def out(identifier="oc4ids-gx9tza-water-12"):
    """The record as the site publishes it."""
    found = {work.identifier: work for work in package.works()}
    return json.loads(json.dumps(oc4ids.to_oc4ids(found[identifier])))


# In ---------------------------------------------------------------------------------------


def test_a_record_becomes_a_work(office, department, programme, send):
    plan = send(records.rich())

    project = Project.objects.get(identifier="oc4ids-gx9tza-water-12")
    assert plan.refused == []
    assert (project.title_kk, project.title_ru) == (
        "Ақсу ауылының су құбыры",
        "Водопровод села Аксу",
    )
    assert (project.status, project.type, project.sector) == (
        "implementation",
        "construction",
        "water",
    )
    assert (project.planned_start, project.planned_end) == (date(2026, 3, 1), date(2027, 10, 1))
    assert (project.budget_amount, project.budget_shared) == (Decimal("186400000.00"), False)
    assert (project.place.code, project.latitude) == ("433636100", Decimal("45.08"))
    assert (project.customer, project.answering_office) == (department, office)
    assert project.programme == programme
    assert (project.declared_percent, project.declared_on) == (40, date(2026, 6, 1))
    assert (project.paid_amount, project.paid_on) == (Decimal(54_000_000), date(2026, 4, 10))
    assert project.supplier_count == 2


def test_what_hangs_on_a_record_becomes_rows(office, send):
    send(records.rich())

    project = Project.objects.get()
    contract, second = project.contracts.order_by("pk")
    assert (contract.supplier.name, contract.supplier.bin, contract.number) == (
        "ТОО «Су Құрылыс»",
        "100240000021",
        "№ 33",
    )
    assert (contract.contract_value, contract.ends_on) == (
        Decimal("180000000.50"),
        date(2027, 9, 1),
    )
    assert (second.supplier.name, second.contract_value) == ("ТОО «Труба»", None)
    assert [row.rationale for row in contract.modifications.all()] == ["Низкое давление"]
    assert [row.amount for row in contract.payments.all()] == [Decimal(54_000_000)]
    assert [(row.title, row.date_met) for row in project.milestones.all()] == [
        ("Скважина пробурена", date(2026, 5, 20))
    ]
    assert [(row.kind, row.url) for row in project.documents.all()] == [
        ("acceptance", "https://example.kz/act.pdf")
    ]
    assert [(row.source, row.promised) for row in project.funding.all()] == [
        ("republican", Decimal(150_000_000))
    ]


@pytest.mark.parametrize(
    "wrap",
    [
        records.package,
        lambda *found: list(found),
        lambda *found: found[0],
        lambda *found: [records.package(*found)],
        lambda *found: {"projects": list(found), "version": "0.9"},
    ],
    ids=["package", "list", "one", "packages", "projects first"],
)
def test_every_wrapping_is_read(aksu, send, wrap):
    plan = send(records.rich(), wrap=wrap)

    assert [entry.identifier for entry in plan.new] == ["oc4ids-gx9tza-water-12"]


def test_a_second_run_changes_nothing(office, department, programme, send):
    send(records.rich())

    plan = send(records.rich())

    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 1)


def test_a_changed_record_changes_what_it_says_and_leaves_a_trace(office, send, logged):
    send(records.rich())
    record = records.rich()
    record["period"]["endDate"] = "2028-01-01T00:00:00+05:00"
    record["contractingProcesses"][0]["summary"]["transactions"][0]["value"]["amount"] = 60_000_000
    record["milestones"].append({"id": "S2", "title": "Башня"})

    plan = send(record)

    assert [(c.field, str(c.old), str(c.new)) for c in plan.changed[0].changes] == [
        ("planned_end", "2027-10-01", "2028-01-01"),
        ("payment.amount", "54000000.00", "60000000.00"),
        ("milestone", "", "Башня"),
        ("original", "", "other parts of the record"),
    ]
    project = Project.objects.get()
    assert (project.planned_end, project.paid_amount) == (date(2028, 1, 1), Decimal(60_000_000))
    assert [step.source_id for step in project.milestones.order_by("pk")] == ["S1", "S2"]
    assert logged() == [("note.operator", "operator"), ("figure.changed", "operator")]


def test_a_sum_in_another_currency_is_kept_and_not_taken_for_tenge(aksu, send):
    record = records.rich()
    record["budget"]["amount"] = {"amount": 400_000, "currency": "USD"}

    plan = send(record)

    assert Project.objects.get().budget_amount is None
    assert [str(note) for _name, note in plan.notes][0] == (
        "The budget is in “USD”: it is kept, but not taken for tenge."
    )
    assert out()["budget"]["amount"] == {"amount": 400_000, "currency": "USD"}


def test_parts_that_do_not_make_the_total_are_said_and_kept(aksu, send):
    record = records.rich()
    record["budget"]["amount"]["amount"] = 186_000_000

    plan = send(record)

    assert str(plan.notes[0][1]) == "The budget is 186000000.00, but its parts make 186400000.00."
    assert Project.objects.get().budget_amount == Decimal(186_000_000)


def test_an_office_that_nobody_knows_is_said(aksu, send):
    plan = send(records.rich())

    assert [str(note) for _name, note in plan.notes] == ["No office has the BIN 050140000017."]
    assert out()["publicAuthority"] == records.rich()["publicAuthority"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"id": ""}, "The identifier is missing."),
        ({"title": "", "title_kk": ""}, "The title is missing."),
        ({"title": 7}, "The value of “title” is not of the standard's kind."),
        ({"status": "mystery"}, "The word “mystery” is not in the list."),
        ({"status": None}, "The status is missing."),
        ({"language": "fr"}, "The language “fr” is not one of this site."),
        ({"period": {"startDate": "soon"}}, "The date “soon” cannot be read."),
        ({"period": []}, "The value of “period” is not of the standard's kind."),
        (
            {"period": {"startDate": "2027-01-01", "endDate": "2026-01-01"}},
            "The work ends before it begins.",
        ),
        (
            {"budget": {"amount": {"amount": -1, "currency": "KZT"}}},
            "The sum “-1” makes no sense.",
        ),
        ({"locations": []}, "The row names no place."),
        (
            {
                "locations": [
                    {"id": "1", "gazetteer": {"scheme": "KATO", "identifiers": ["999999999"]}}
                ]
            },
            "No place has the code 999999999.",
        ),
        ({"title": "a\0b"}, "The record holds letters that cannot be kept."),
    ],
)
def test_a_record_that_makes_no_sense_is_refused_and_the_rest_goes_in(
    aksu, tmp_path, changed, reason
):
    path = tmp_path / "package.json"
    bad, good = records.rich() | changed, records.rich() | {"id": "oc4ids-gx9tza-2"}
    path.write_text(json.dumps(records.package(bad, good)))

    plan = importers.plan(path)
    importers.apply(plan)

    assert [str(refusal.reason) for refusal in plan.refused] == [reason]
    assert [project.identifier for project in Project.objects.all()] == ["oc4ids-gx9tza-2"]


def test_half_a_character_is_refused():
    refusal = packages.record(1, {"id": "1", "title": "a\ud800"})

    assert str(refusal.reason) == "The record holds letters that cannot be kept."


def test_a_work_in_several_villages_is_in_what_holds_them_all(aksu, send):
    factories.make_place(
        "433633100", Place.Kind.VILLAGE, "Аққұм", "Аккум", parent=aksu.parent.parent
    )
    record = records.rich()
    record["locations"][0]["gazetteer"]["identifiers"].append("433633100")

    send(record)

    assert Project.objects.get().place.code == "433600000"
    assert out()["locations"] == record["locations"]


# Out --------------------------------------------------------------------------------------


def test_what_came_in_goes_out_with_nothing_lost(office, department, programme, send):
    send(records.rich())

    assert records.missing(records.rich(), out()) == []


def test_the_record_goes_out_valid(office, department, programme, send):
    send(records.rich())

    assert standard.problems(records.package(records.rich())) == []
    assert standard.problems(records.package(out())) == []


def test_the_register_knows_better_than_the_record(office, department, programme, send):
    send(records.rich())
    project = Project.objects.get()
    services.change_project(
        project, planned_end=date(2028, 1, 1), budget_amount=None, status="completion"
    )

    assert sorted(records.missing(records.rich(), out())) == [
        "/budget/amount",
        "/period/endDate",
        "/status",
    ]
    assert out()["period"]["endDate"] == "2028-01-01T00:00:00+05:00"
    assert "amount" not in out()["budget"]


def test_a_paper_taken_from_view_is_not_given_back(office, send):
    send(records.rich())
    Document.objects.update(hidden_on=date(2026, 7, 1), hidden_reason="names a person")

    assert [paper["id"] for paper in out()["documents"]] == ["D2"]


def test_residents_are_a_metric_of_our_own_and_change_no_status(office, send):
    send(records.rich())
    project = Project.objects.get()
    factories.make_stopped_report(project)

    record = out()
    [seen] = [metric for metric in record["metrics"] if metric["id"] == "baqylauObservedStage"]
    assert record["status"] == "implementation"
    assert [row["measure"] for row in seen["observations"]] == ["stopped"]
    assert standard.problems(records.package(record)) == []


def test_a_foreign_file_cannot_say_what_residents_see(office, send):
    record = records.rich()
    record["metrics"].append(
        {"id": "baqylauObservedStage", "observations": [{"id": "latest", "measure": "finished"}]}
    )

    send(record)

    assert [metric["id"] for metric in out()["metrics"]] == ["physicalProgress", "pipes"]
    assert Project.objects.get().observed_stage == ""


def test_our_own_export_comes_back_as_it_is(office, send, project, dostyk):
    factories.make_project(
        project.place, title_kk="", title_ru="", title_en="Road", budget_amount=None
    )
    exported = json.loads("".join(package.pieces()))

    plan = send(wrap=lambda: exported)

    assert (plan.new, plan.changed, plan.refused, plan.unchanged) == ([], [], [], 2)


# The package ------------------------------------------------------------------------------


def test_the_package_passes_the_standards_own_checker(client, office, project, send, tmp_path):
    send(records.rich())

    answer = client.get("/api/v1/oc4ids.json")
    found = json.loads(answer.getvalue())
    verdict = standard.checked(found, tmp_path)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert standard.problems(found) == []
    assert (verdict["validation_errors"], verdict["conformance_checks"]) == ([], [])
    assert verdict["additional_checks"] == []
    assert verdict["additional_closed_codelist_values"] == {}


def test_the_checker_would_find_a_mistake(office, project, tmp_path):
    found = json.loads("".join(package.pieces()))
    found["projects"][0]["status"] = "halfway"

    assert [message for _path, message in standard.problems(found)][0].startswith("'halfway' is")
    assert list(standard.checked(found, tmp_path)["additional_closed_codelist_values"]) == [
        "projects/status"
    ]


def test_the_package_says_whose_it_is(client, project):
    found = json.loads(client.get("/api/v1/oc4ids.json").getvalue())

    projects = found.pop("projects")
    assert [work["id"] for work in projects] == ["oc4ids-baqylau-kz-aksu-water"]
    assert sorted(found) == [
        "license",
        "publicationPolicy",
        "publishedDate",
        "publisher",
        "uri",
        "version",
    ]


def test_every_answer_of_a_demonstration_says_so(client, project):
    factories.open_site(demonstration=True)

    assert json.loads(client.get("/api/v1/oc4ids.json").getvalue())["demonstration"] is True


@pytest.mark.parametrize("count", [1, 3])
def test_the_package_asks_the_same_for_one_work_as_for_many(
    aksu, office, count, django_assert_num_queries
):
    for number in range(count):
        project = factories.make_project(aksu)
        contract = project.contracts.create(supplier=services.supplier_named(f"Firm {number}"))
        services.record_payment(contract, amount=Decimal(5), on=date(2026, 5, 1))

    with django_assert_num_queries(9):
        list(package.pieces())


def test_works_beyond_a_chunk_are_in_the_package(aksu, monkeypatch):
    monkeypatch.setattr(package, "CHUNK", 2)
    works = [factories.make_project(aksu).identifier for _number in range(5)]

    assert [work.identifier for work in package.works()] == sorted(works)


def read(client, known=""):
    headers = {"If-None-Match": known} if known else {}
    return client.get("/api/v1/oc4ids.json", headers=headers)


def test_whoever_has_the_package_is_spared_the_whole(client, office, project):
    tag = read(client)["ETag"]

    again = read(client, tag)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert "no-cache" in again["Cache-Control"]


def _rename_the_place(project):
    project.place.name_ru = "Ак-Су"
    project.place.save()


def _pay(project):
    contract = project.contracts.create(supplier=services.supplier_named("Су"))
    services.record_payment(contract, amount=Decimal(5), on=date(2026, 5, 1))


def _correct_the_title(project):
    type(project).objects.filter(pk=project.pk).update(title_ru="Другое")


def _name_the_firm_anew(project):
    project.contracts.create(supplier=services.supplier_named("Су"))
    tag = package.tag()
    Supplier.objects.update(name="Вода")
    assert package.tag() != tag


@pytest.mark.parametrize("move", [_rename_the_place, _pay, _correct_the_title, _name_the_firm_anew])
def test_a_package_that_would_say_something_else_is_sent(client, office, project, move):
    tag = read(client)["ETag"]
    move(project)

    again = read(client, tag)

    assert (again.status_code, again["ETag"] != tag) == (200, True)
    assert again.getvalue() != b""
