"""From report to register: groups and operators say which work an unlisted report is about."""

import pytest

from oversight.models import GroupMember, Place
from projects.models import Project
from reports import joining
from reports.models import Joining
from tests import factories

ROOM = "/accounts/unlisted/"
NEW = {
    "action": "register",
    "title_kk": "Медициналық пункт салу",
    "title_ru": "",
    "sector": "health",
    "status": "implementation",
}


@pytest.fixture
def report(aksu, office):
    return factories.make_report(place=aksu, stage="stopped", text="Медпункт тұр, жұмыс жоқ.")


@pytest.fixture
def symbat(dostyk):
    return dostyk.members.get()


def test_a_group_joins_a_report_to_a_work(report, project, dostyk, symbat, logged):
    joined = joining.join(report, project, author=symbat, group=dostyk)

    report.refresh_from_db()
    project.refresh_from_db()
    assert (report.project, report.place, joined.made_project) == (project, project.place, False)
    assert (project.report_count, project.observed_stage) == (1, "stopped")
    assert logged()[-1] == ("note.operator", "group")


def test_a_report_joins_one_work_only(report, project, aksu, olzhas):
    joining.join(report, project, author=olzhas)

    with pytest.raises(joining.NotJoined):
        joining.join(report, factories.make_project(aksu), author=olzhas)

    assert Joining.objects.count() == 1


def test_a_work_elsewhere_is_not_the_one(report, other_office, olzhas):
    elsewhere = factories.make_project(other_office.place)

    with pytest.raises(joining.NotJoined):
        joining.join(report, elsewhere, author=olzhas)

    report.refresh_from_db()
    assert report.project is None


def test_a_work_of_the_district_may_be_the_one(report, aksu, olzhas):
    district = factories.make_project(aksu.parent.parent)

    joining.join(report, district, author=olzhas)

    report.refresh_from_db()
    assert (report.project, report.place) == (district, aksu)


def test_a_group_registers_the_work_and_what_nobody_published_stays_so(
    signed_in, report, symbat, office, client
):
    answer = signed_in(symbat).post(f"{ROOM}{report.public_id}/", NEW)

    project = Project.objects.get()
    page = client.get(f"/en/projects/{project.identifier}/").content.decode()
    assert answer.status_code == 302
    assert (project.title_kk, project.budget_amount) == ("Медициналық пункт салу", None)
    assert (project.place, project.answering_office) == (report.place, office)
    assert project.source_url.endswith(f"/kk/reports/{report.public_id}/")
    assert "Initiative group: Dostyk" in page
    assert report.text in page
    assert {flag.code for flag in project.flags.all()} == {
        "end_not_published",
        "sum_not_published",
        "supplier_not_published",
    }


def test_the_trail_stands_on_the_page_of_the_report(client, report, project, olzhas):
    joining.join(report, project, author=olzhas)

    page = client.get(f"/en/reports/{report.public_id}/").content.decode()

    assert "An operator joined a report to this work" in page
    assert f'<a href="/en/projects/{project.identifier}/">' in page


def test_an_operator_joins_from_the_same_room(signed_in, report, project, olzhas):
    answer = signed_in(olzhas).post(
        f"{ROOM}{report.public_id}/", {"action": "join", "project": project.pk}
    )

    report.refresh_from_db()
    assert (answer.status_code, report.project) == (302, project)
    assert Joining.objects.get().group is None


@pytest.mark.parametrize(
    "data",
    [
        {"action": "join", "project": ""},
        {"action": "join", "project": 999},
        {**NEW, "title_kk": ""},
        {**NEW, "status": "cancelled"},
        {},
    ],
)
def test_what_makes_no_sense_is_said_and_joins_nothing(signed_in, report, symbat, data):
    answer = signed_in(symbat).post(f"{ROOM}{report.public_id}/", data)

    assert answer.status_code == 400
    assert Joining.objects.count() == 0
    assert Project.objects.count() == 0


def test_a_group_reaches_only_its_own_place(signed_in, report, other_office):
    nurlan = factories.make_user("nurlan@akkum.test")
    akkum = factories.make_group(Place.objects.get(code="433633000"), slug="akkum")
    GroupMember.objects.create(group=akkum, user=nurlan)
    browser = signed_in(nurlan)

    assert report.public_id not in browser.get(ROOM).content.decode()
    assert browser.get(f"{ROOM}{report.public_id}/").status_code == 404
    assert browser.post(f"{ROOM}{report.public_id}/", NEW).status_code == 404
    assert Project.objects.count() == 0


@pytest.mark.parametrize("who", ["daniyar", "madina"])
def test_offices_and_moderators_find_no_such_room(signed_in, request, report, who):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(ROOM).status_code == 404
    assert browser.post(f"{ROOM}{report.public_id}/", NEW).status_code == 404


def test_an_operator_without_a_second_factor_finds_none_either(client, report, olzhas):
    client.force_login(olzhas)

    assert client.get(ROOM).status_code == 404


def test_held_and_withdrawn_reports_are_not_offered(signed_in, aksu, office, symbat):
    held = factories.make_report(place=aksu, kind="misuse", text="Трактор жеке егістікте жүр.")

    assert held.public_id not in signed_in(symbat).get(ROOM).content.decode()


def test_members_find_it_from_where_they_start(signed_in, symbat):
    member = signed_in(symbat)
    start = member.get("/accounts/start/")

    assert (start.status_code, start["Location"]) == (302, "/accounts/groups/")
    assert f'href="{ROOM}"' in member.get("/accounts/groups/", follow=True).content.decode()


def test_an_empty_village_asks_for_a_photo_of_the_information_board(client, aksu, office):
    page = client.get(f"/en/places/{aksu.code}/").content.decode()
    form = client.get(f"/en/report/?place={aksu.code}&board=1").content.decode()

    assert f'href="/en/report/?board=1&amp;place={aksu.code}"' in page
    assert "Photograph the information board" in form
    assert (
        "Photograph the information board"
        not in client.get(f"/en/report/?place={aksu.code}").content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_room_costs_the_same_with_one_report_and_with_three(
    signed_in, aksu, office, symbat, django_assert_max_num_queries, count
):
    browser = signed_in(symbat)
    for _number in range(count):
        factories.make_report(place=aksu)

    with django_assert_max_num_queries(10):
        browser.get(ROOM)
