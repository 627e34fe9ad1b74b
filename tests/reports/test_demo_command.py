"""The demonstration: there whole or not at all, and never mixed with what is real."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft4Validator

from oversight import restating
from oversight.log import anchor, keyring, notes
from oversight.models import AkimTerm, Checkpoint, Installation, LogEntry, Office, Place, RowTold
from projects.models import (
    Asking,
    BudgetLine,
    Document,
    FigureChange,
    LocalBudget,
    Machine,
    Pledge,
    Project,
)
from reports import access, summaries
from reports.demo import load
from reports.masking import COVER
from reports.models import Objection, Report
from tests.test_schema import without_nullable

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Drawing forty pictures takes seconds: the module shares one loaded demonstration."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "log.key").write_bytes(bytes(32))
    with (
        django_db_blocker.unblock(),
        override_settings(
            MEDIA_ROOT=folder / "media",
            QUARANTINE_DIR=folder / "quarantine",
            LOG_DIR=folder / "log",
            LOG_KEY_FILE=folder / "log.key",
        ),
        transaction.atomic(),
    ):
        key = keyring.head()
        anchor.keep(
            key.sign(notes.Head(key.name, 1_000_000, bytes(32)).text)
        )  # of another database
        call_command("demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once, db):
    """The demonstration; what a test does to it is undone."""


def test_the_public_log_is_told_of_each_row_that_is_restated(loaded):
    assert restating.untold() == []
    assert RowTold.objects.count() > 100


def test_it_loads_once(loaded, capsys):
    reports = Report.objects.count()

    call_command("demo")

    assert "The demonstration is there." in capsys.readouterr().out
    assert Report.objects.count() == reports


def test_works_have_papers_changes_with_days_and_what_was_asked(loaded, client):
    papers = Document.objects.exclude(file_name="")
    moved = FigureChange.objects.filter(project__place__invented=True)

    page = client.get("/kk/projects/ulgi-0001/").content.decode()
    kept = papers.filter(project__identifier="ulgi-0001")
    assert [paper.title for paper in kept if paper.public_id not in page] == []
    assert {paper.kind for paper in papers} == {"contract", "estimate", "acceptance"}
    assert set(moved.values_list("field", flat=True)) == {"planned_end", "budget_amount"}
    assert "" not in moved.values_list("source_url", flat=True)
    assert set(Asking.objects.values_list("state", flat=True)) == {"open", "answered", "published"}
    assert Asking.objects.exclude(project__place__invented=True).count() == 0


def page_of(client, path):
    return " ".join(client.get(path).content.decode().replace("\xa0", " ").split())


def test_budgets_show_what_does_not_add_up_and_what_was_mistyped(loaded, client):
    invented = LocalBudget.objects.filter(place__invented=True)
    versions = {version for version, _words in LocalBudget.Version.choices}

    assert invented.values("place").distinct().count() == 5
    assert set(invented.values_list("version", flat=True)) == versions
    assert BudgetLine.objects.filter(budget__place__invented=True).exists()
    pages = {
        code: page_of(client, f"/en/budgets/{code}/")
        for code in ("990130000", "990133000", "990135000", "990137000")
    }
    found = {
        code: [
            word
            for word in ("Does not add up", "Off by rounding", "stated otherwise")
            if word in page
        ]
        for code, page in pages.items()
    }
    assert found == {
        "990130000": [],
        "990133000": ["Does not add up"],
        "990135000": ["Off by rounding"],
        "990137000": ["stated otherwise"],
    }


def test_the_one_budget_of_a_real_settlement_is_restated_with_its_decision(loaded, client):
    [real] = LocalBudget.objects.filter(place__invented=False)

    page = page_of(client, f"/en/budgets/{real.place.code}/?year=2019")

    assert (real.income, real.expenditure, real.balance) == (1_342_401_300, 1_343_694_100, None)
    assert "adilet.zan.kz" in page
    assert real.act in page


def test_a_work_is_said_in_years_of_its_districts_own_revenue(loaded, client):
    works = Project.objects.filter(place__code__startswith="990133", budget_amount__gt=0)

    said = [page_of(client, f"/en/projects/{work.identifier}/") for work in works]

    assert any("own revenue" in page for page in said)


def test_machines_name_their_list_and_pledges_who_entered_them(loaded, client):
    assert not Machine.objects.filter(source=None).exists()
    assert not Pledge.objects.filter(entered_by="").exists()
    for machine in Machine.objects.all():
        page = page_of(client, f"/kk/machines/{machine.public_id}/")
        assert machine.source.name in page


def test_a_term_that_ended_left_its_sheet_and_no_party(loaded, client):
    term = AkimTerm.objects.exclude(sheet=None).get()

    sheet = page_of(client, f"/en/offices/{term.office_id}/terms/{term.pk}/")
    office = page_of(client, f"/en/offices/{term.office_id}/")

    assert term.sheet.came > 0
    assert term.sheet.shown_on is not None
    assert "cases taken over" in sheet
    assert [word for word in ("party", "nominat") if word in sheet + office] == []


def test_who_is_counted_on_one_page_is_counted_on_the_next(loaded):
    for place in Place.objects.exclude(population=None):
        newest = place.populations.latest("year")
        assert (newest.people, newest.year) == (place.population, place.population_year)


def test_what_is_known_of_a_real_election_names_its_source(loaded, client):
    page = page_of(client, "/en/statistics/elections/")

    assert "627" in page
    assert page.count(">sources differ<") == 1
    assert "wiki3.en-us.nina.az" in page
    assert "inform.kz" in page


def test_invented_reports_stand_in_the_invented_district_alone(loaded):
    assert Report.objects.exclude(place__invented=True).count() == 0
    assert set(Report.objects.values_list("state", flat=True)) == {
        *("held", "refused", "open", "answered", "claimed", "resolved", "disputed"),
        *("closed_unopposed", "withdrawn"),
    }
    assert Project.objects.filter(place__invented=False).count() >= 30
    assert Place.objects.filter(kind__in=["region", "republican_city"]).count() == 20


def test_readers_objected_and_what_they_were_right_about_is_covered(loaded, client):
    objected = Counter(Objection.objects.values_list("state", flat=True))
    covered = Report.objects.exclude(masked_because="").get()
    passage = covered.covering.passages[0]

    page = client.get(f"/kk/reports/{covered.public_id}/").content.decode()

    assert objected == {"upheld": 1, "unfounded": 1, "waiting": 2}
    assert (COVER in page, passage in page) == (True, False)
    assert Objection.objects.exclude(report__place__invented=True).count() == 0


def test_letters_go_to_addresses_that_end_in_test(loaded):
    emails = Office.objects.exclude(email="").values_list("email", flat=True)
    assert len(emails) > 0
    assert [email for email in emails if not email.endswith(".test")] == []


# What a list's rows are called in addresses, where that is not their id.
KEYS = {"code": "code", "identifier": "identifier", "slug": "slug"}


def test_what_the_api_tells_of_it_fits_the_description(loaded, client):
    """Every list, and five of its rows each at the address of its own."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    components, wrong, told = without_nullable(described["components"]), [], 0

    def check(path, address):
        answer = described["paths"][path]["get"]["responses"]["200"]["content"]
        schema = without_nullable(answer["application/json"]["schema"])
        body = client.get(address).json()
        for error in Draft4Validator({**schema, "components": components}).iter_errors(body):
            wrong.append(f"{address}: {error.message[:100]} at {list(error.path)}")
        return body

    for path in [path for path, ways in described["paths"].items() if "get" in ways]:
        if "{" in path or not path.endswith("/"):
            continue
        rows = check(path, path).get("results", [])
        told += bool(rows)
        for one, key in _details(described, path):
            for row in rows[:5]:
                check(one, f"{path}{row[KEYS.get(key, 'id')]}/")

    assert wrong == []
    assert told >= 18


def _details(described, path):
    """The address of one row of this list, and what it is called there."""
    for one, ways in described["paths"].items():
        inside = one.removeprefix(path)
        if "get" in ways and one != inside and inside.startswith("{") and inside.count("/") == 1:
            yield one, inside.strip("{}/")


def test_its_log_is_sealed_and_can_be_checked_at_once(loaded):
    assert Checkpoint.objects.get().size == LogEntry.objects.count()
    assert not Installation.current().log_alarm


def test_it_leaves_the_summaries_in_step(loaded):
    assert summaries.rebuild() == []


def test_a_claimed_report_can_be_tried_with_its_code(loaded):
    report, code = load.a_claimed_report()

    assert access.own_report(code) == report
