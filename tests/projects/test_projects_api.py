"""The register for other software."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings

from oversight.calendar import today
from projects import services
from projects.models import Project
from tests import factories

PROJECTS = "/api/v1/projects/"
ENGLISH = {"Accept-Language": "en"}


def listed(client, **query):
    response = client.get(PROJECTS, query)
    assert response.status_code == 200, response.content
    return [project["identifier"] for project in response.json()["results"]]


@pytest.fixture
def works(aksu, office):
    """Three works: a pipe in the village, a road in the rural district, a school elsewhere."""
    umbrella = factories.make_programme("drinking-water")
    member = factories.make_programme("ak-bulak", umbrella=umbrella)
    district = aksu.parent.parent
    akkum = factories.make_place(
        "433633000", "rural_district", "Аққұм", "Аккумский", parent=district
    )
    factories.make_project(
        aksu, identifier="pipe", programme=member, budget_amount=300, planned_end=date(2026, 5, 1)
    )
    factories.make_project(
        aksu.parent,
        identifier="road",
        title_kk="Жол",
        title_ru="Дорога",
        title_en="Road",
        sector="road",
        status="preparation",
        programme=umbrella,
        budget_amount=None,
        planned_start=None,
        planned_end=None,
    )
    factories.make_project(
        akkum,
        identifier="school",
        title_kk="Мектеп",
        title_ru="Школа",
        title_en="School",
        sector="school",
        budget_amount=200,
        planned_start=date(2027, 1, 1),
        planned_end=date(2028, 1, 1),
    )


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["pipe", "road", "school"]),
        ({"place": "433636100"}, ["pipe"]),
        ({"place": "433636000"}, ["pipe", "road"]),
        ({"place": "430000000"}, ["pipe", "road", "school"]),
        ({"programme": "ak-bulak"}, ["pipe"]),
        ({"programme": "drinking-water"}, ["pipe", "road"]),
        ({"sector": "road"}, ["road"]),
        ({"status": "preparation"}, ["road"]),
        ({"flag": "late"}, ["pipe"]),
        ({"flag": "end_not_published"}, ["road"]),
        ({"q": "мектеп"}, ["school"]),
        ({"q": "SHKOLA"}, ["school"]),
        ({"q": "???"}, []),
        ({"q": "жол аксу"}, ["road"]),
        ({"year": "2026"}, ["pipe"]),
        ({"year": "2027"}, ["school"]),
        ({"year": "2030"}, []),
        ({"place": "433636000", "sector": "water"}, ["pipe"]),
    ],
)
def test_the_list_is_narrowed(client, query, found):
    assert listed(client, **query) == found


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("identifier", ["pipe", "road", "school"]),
        ("-identifier", ["school", "road", "pipe"]),
        ("budget", ["school", "pipe", "road"]),
        ("-budget", ["pipe", "school", "road"]),
        ("planned_end", ["pipe", "school", "road"]),
        ("-planned_end", ["school", "pipe", "road"]),
    ],
)
def test_what_is_not_published_comes_last(client, ordering, found):
    assert listed(client, ordering=ordering) == found


def test_works_are_put_in_the_order_in_which_they_were_seen(client, project, aksu):
    unseen = factories.make_project(aksu)
    factories.make_report(project)

    assert listed(client, ordering="-last_seen") == [project.identifier, unseen.identifier]


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"place": "999999999"}, "place"),
        ({"place": "a" * 40}, "place"),
        ({"programme": "no-such"}, "programme"),
        ({"programme": "no\0"}, "programme"),
        ({"sector": "space"}, "sector"),
        ({"status": "done"}, "status"),
        ({"flag": "red"}, "flag"),
        ({"year": "soon"}, "year"),
        ({"year": "1"}, "year"),
        ({"year": "1e9"}, "year"),
        ({"q": "x" * 101}, "q"),
        ({"ordering": "place__name"}, "ordering"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(client, query, field):
    response = client.get(PROJECTS, query, headers=ENGLISH)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert response.json()["detail"] == response.json()["errors"][field][0]


@pytest.mark.usefixtures("works")
def test_a_retired_place_is_understood_as_its_successor(client, aksu):
    factories.make_place("433699100", successor=aksu, valid_to=date(2026, 7, 17))

    assert listed(client, place="433699100") == ["pipe"]


def test_a_work_is_told_planned_declared_and_observed(client, project, office):
    late = today() - timedelta(days=3)
    services.change_project(project, planned_end=late, source_url="https://example.test/decree")
    services.declare_progress(project, percent=80, on=date(2026, 9, 1), by="office")
    factories.make_stopped_report(project)

    work = client.get(f"{PROJECTS}{project.identifier}/", headers=ENGLISH).json()

    assert work["planned"] == {
        "approved_on": None,
        "planned_start": "2026-03-01",
        "planned_start_precision": "day",
        "planned_end": late.isoformat(),
        "planned_end_precision": "day",
        "budget_amount": "186400000.00",
        "budget_kind": "allocated",
        "budget_shared": False,
    }
    assert work["declared"] == {
        "declared_percent": 80,
        "declared_on": "2026-09-01",
        "paid_amount": None,
        "paid_on": None,
        "actual_start": None,
        "actual_end": None,
    }
    assert work["observed"] == {
        "observed_stage": "stopped",
        "observed_on": today().isoformat(),
        "observed_count": 1,
        "last_seen_on": today().isoformat(),
        "report_count": 1,
        "overdue_count": 0,
    }
    assert work["flags"] == [
        {
            "code": "declared_ahead",
            "title": "More declared than seen",
            "sentence": "80% of the work is declared done, but residents see that it stands still.",
            "numbers": {"declared": 80},
            "reckoned": f"{settings.SITE_URL}/en/about/#flag-declared_ahead",
        },
        {
            "code": "late",
            "title": "Late",
            "sentence": "It should have been finished 3 days ago.",
            "numbers": {"days": 3},
            "reckoned": f"{settings.SITE_URL}/en/about/#flag-late",
        },
        {
            "code": "supplier_not_published",
            "title": "Contractor not published",
            "sentence": "It is not published who does the work.",
            "numbers": {},
            "reckoned": f"{settings.SITE_URL}/en/about/#flag-supplier_not_published",
        },
    ]
    assert [
        (change["field"], change["old"], change["new"]) for change in work["figure_changes"]
    ] == [("planned_end", "2027-10-01", late.isoformat())]
    assert [each["percent"] for each in work["declarations"]] == [80]
    assert (work["answering_office"], work["place"]) == (office.pk, "433636100")
    assert work["url"] == f"{settings.SITE_URL}/en/projects/{project.identifier}/"


def test_a_work_is_told_with_its_money_and_papers(client, project):
    supplier = services.supplier_named("ТОО «Су Құрылыс»")
    contract = project.contracts.create(supplier=supplier, number="12", contract_value=1000)
    amended = contract.modifications.create(changed_on=date(2026, 6, 1), new_end=date(2027, 6, 1))
    paid = services.record_payment(contract, amount=Decimal(400), on=date(2026, 5, 1))
    money = project.funding.create(source="local", promised=500)
    project.milestones.create(title_kk="Мұнара", title_ru="Башня", due_date=date(2026, 9, 1))
    on = {"told_on": today().isoformat()}
    project.documents.create(kind="decision", title="Decree", url="https://example.test/1")

    work = client.get(f"{PROJECTS}{project.identifier}/").json()

    assert work["contracts"] == [
        {
            "number": "12",
            "supplier": "ТОО «Су Құрылыс»",
            "supplier_bin": "",
            "firm": {
                "id": supplier.pk,
                "name": "ТОО «Су Құрылыс»",
                "bin": "",
                "log_id": supplier.log_id,
                **on,
            },
            "signed_on": None,
            "contract_value": "1000.00",
            "starts_on": None,
            "ends_on": None,
            "final_value": None,
            "log_id": contract.log_id,
            **on,
            "modifications": [
                {
                    "changed_on": "2026-06-01",
                    "rationale": "",
                    "old_value": None,
                    "new_value": None,
                    "old_end": None,
                    "new_end": "2027-06-01",
                    "log_id": amended.log_id,
                    **on,
                }
            ],
            "payments": [
                {
                    "amount": "400.00",
                    "paid_on": "2026-05-01",
                    "source_url": "",
                    "log_id": paid.log_id,
                    **on,
                }
            ],
        }
    ]
    assert work["declared"]["paid_amount"] == "400.00"
    local = {"source": "local", "giver": "", "promised": "500.00", "paid": None}
    assert work["funding"] == [{**local, "log_id": money.log_id, **on}]
    assert [step["title"] for step in work["milestones"]] == ["Мұнара"]
    assert [paper["title"] for paper in work["documents"]] == ["Decree"]


@pytest.mark.parametrize(("language", "title"), [("kk", "Ауызсу құбыры"), ("ru", "Водопровод")])
def test_the_title_is_told_in_the_readers_language(client, project, language, title):
    response = client.get(PROJECTS, headers={"Accept-Language": language})

    assert response["Content-Language"] == language
    assert response.json()["results"][0]["title"] == title


def test_an_unknown_work_is_not_there(client, project):
    assert client.get(f"{PROJECTS}kz-nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_asks_as_often_for_one_as_for_a_hundred(
    client, aksu, count, django_assert_num_queries
):
    programme = factories.make_programme()
    Project.objects.bulk_create(
        Project(
            identifier=f"kz-{number}",
            title_kk="Жол",
            sector="road",
            status="implementation",
            place=aksu,
            programme=programme,
        )
        for number in range(count)
    )
    for work in Project.objects.all():
        services.refresh_flags(work)

    with django_assert_num_queries(3):
        client.get(PROJECTS)


def test_the_second_page_goes_on_where_the_first_ended(client, aksu):
    Project.objects.bulk_create(
        Project(
            identifier=f"kz-{n:03}", title_kk="Жол", sector="road", status="completion", place=aksu
        )
        for n in range(60)
    )

    first = client.get(PROJECTS, {"sector": "road"}).json()
    second = client.get(first["next"]).json()

    assert (first["previous"], len(first["results"])) == (None, 50)
    assert [each["identifier"] for each in second["results"]] == [
        f"kz-{n:03}" for n in range(50, 60)
    ]
    assert second["next"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]
