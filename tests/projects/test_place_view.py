"""The page of a village, a district, a region: what is being built, for how much, who answers."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight.calendar import today
from oversight.models import DataSource, Place
from projects import services
from projects.models import Project
from projects.overview import GROUPS, SHOWN, SHOWN_UNDER_WAY
from tests import factories

Status = Project.Status


def address(place):
    return reverse("place", args=[place.code])


def group(response, code):
    return next(group for group in response.context["groups"] if group.code == code)


def test_a_village_shows_its_works_by_how_far_they_are(client, aksu):
    under_way = factories.make_project(aksu)
    planned = factories.make_project(aksu, status=Status.PREPARATION)
    finished = factories.make_project(aksu, status=Status.MAINTENANCE)

    response = client.get(address(aksu))

    assert response.status_code == 200
    assert [(group.code, group.works) for group in response.context["groups"]] == [
        ("under_way", [under_way]),
        ("planned", [planned]),
        ("finished", [finished]),
    ]


def test_the_heading_begins_with_a_capital_in_russian_too(client, aksu):
    assert "<h1>Село Аксу</h1>" in client.get(f"/ru/places/{aksu.code}/").text


def test_a_district_shows_the_works_of_its_villages_and_of_nobody_else(client, aksu, other_office):
    ours = factories.make_project(aksu)
    factories.make_project(other_office.place)

    response = client.get(address(aksu.parent))

    assert group(response, "under_way").works == [ours]


def test_only_sums_that_may_be_added_are_added(client, aksu):
    factories.make_project(aksu, budget_amount=100)
    factories.make_project(aksu, budget_amount=40)
    factories.make_project(aksu, budget_amount=7000, budget_shared=True)
    factories.make_project(aksu, budget_amount=None)

    found = group(client.get(address(aksu)), "under_way").figures

    assert (found.count, found.total, found.shared, found.unpublished) == (4, 140, 1, 1)


def test_sums_that_nobody_published_are_no_zero(client, aksu):
    factories.make_project(aksu, budget_amount=None)

    response = client.get(address(aksu))

    assert group(response, "under_way").figures.total is None
    assert "sum not published" in response.content.decode()


def test_late_works_stand_on_top(client, aksu):
    soon = factories.make_project(aksu, planned_end=today() + timedelta(days=1))
    late = factories.make_project(
        aksu, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=30)
    )

    response = client.get(address(aksu))

    assert group(response, "under_way").works == [late, soon]
    assert group(response, "under_way").figures.grave == 1
    assert "30 days late" in response.content.decode()


def test_a_long_group_is_cut_and_leads_to_the_whole_list(client, aksu):
    factories.make_projects(aksu, SHOWN_UNDER_WAY + 1)
    factories.make_projects(aksu, SHOWN + 1, status="completion")

    response = client.get(address(aksu))

    assert len(group(response, "under_way").works) == SHOWN_UNDER_WAY
    assert len(group(response, "finished").works) == SHOWN
    assert f'href="/en/projects/?place={aksu.code}"' in response.content.decode()


def test_a_village_says_how_the_office_of_its_rural_district_answers(client, project, office):
    factories.make_stopped_report(project)

    page = client.get(reverse("place", args=[project.place.code])).content.decode()

    section = page[page.index('id="answers"') :].split("</section>")[0]
    assert f'href="{reverse("office", args=[office.pk])}"' in section


def test_the_office_that_answers_is_named_with_its_telephone(client, aksu, office):
    office.phone = "+7 (72431) 2-10-10"
    office.contact = office.Contact.UNCONFIRMED
    office.save()

    response = client.get(address(aksu))

    assert response.context["office"] == office
    assert 'href="tel:+77243121010"' in response.content.decode()
    assert "has not confirmed an address" in response.content.decode()


def test_a_place_without_works_says_what_to_do(client, aksu):
    page = client.get(address(aksu)).content.decode()

    assert "No public work is registered here" in page
    assert f'href="/en/report/?board=1&amp;place={aksu.code}"' in page
    assert "Photograph the information board" in page


def test_reports_of_villages_show_on_the_district_and_held_ones_nowhere(client, project, aksu):
    shown = factories.make_report(project)
    held = factories.make_misuse_report(project)

    page = client.get(address(aksu.parent.parent)).content.decode()

    assert shown.public_id in page
    assert held.public_id not in page


def test_children_show_their_counts(client, project, aksu):
    factories.make_report(project)

    response = client.get(address(aksu.parent))

    [child] = response.context["children"]
    assert (child, child.project_count, child.report_count) == (aksu, 1, 1)


def test_a_retired_code_leads_to_its_successor(client, aksu):
    factories.make_place(
        "433636200",
        kk="Ескі",
        ru="Ески",
        valid_to=date(2026, 9, 1),
        successor=aksu,
    )

    response = client.get("/en/places/433636200/")

    assert (response.status_code, response.url) == (301, address(aksu))


def test_a_retired_place_without_successor_is_still_there(client, aksu):
    gone = factories.make_place(
        "433636300",
        kk="Ескі",
        ru="Ески",
        valid_to=date(2026, 9, 1),
        parent=aksu.parent,
    )

    response = client.get(address(gone))

    assert response.status_code == 200
    assert "has not known this place since" in response.content.decode()


def test_what_is_not_published_is_counted_and_leads_to_those_works(client, aksu):
    factories.make_project(aksu, planned_end=None)
    factories.make_project(aksu, budget_amount=None)

    page = client.get(address(aksu.parent)).content.decode()

    for flag, words in (
        ("end", "the end of 1 work"),
        ("sum", "the sum of 1 work"),
        ("supplier", "the contractor of 2 works"),
    ):
        query = f"place={aksu.parent.code}&amp;flag={flag}_not_published"
        assert f'<a href="/en/projects/?{query}">{words}</a>' in page


@pytest.mark.parametrize("code", ["999999999", "1", "x", "0" * 40])
def test_an_unknown_code_is_not_there(client, site, code):
    assert client.get(f"/en/places/{code}/").status_code == 404


@pytest.mark.parametrize("count", [1, 100])
def test_a_place_asks_the_database_equally_often(
    client, aksu, office, django_assert_num_queries, count
):
    late = {"planned_start": date(2025, 1, 1), "planned_end": today() - timedelta(days=9)}
    for work in factories.make_projects(aksu, count, **late)[:3]:
        factories.make_report(work)
        factories.make_place(f"43363{6500 + work.pk}", parent=aksu.parent)

    with django_assert_num_queries(10):
        client.get(address(aksu.parent))


def test_the_page_sets_no_cookie_and_takes_no_post(client, aksu):
    assert client.get(address(aksu)).cookies == {}
    assert client.post(address(aksu)).status_code == 405


def test_names_follow_the_language(client, aksu):
    assert "Ақсу ауылы" in client.get(f"/kk/places/{aksu.code}/").content.decode()
    assert "село Аксу" in client.get(f"/ru/places/{aksu.code}/").content.decode()


def test_money_stands_by_programme_and_year_and_shared_sums_are_never_added(client, aksu):
    water = factories.make_programme()
    factories.make_project(aksu, programme=water, planned_end=date(2027, 5, 1), budget_amount=100)
    factories.make_project(aksu, programme=water, planned_end=date(2028, 5, 1), budget_amount=40)
    factories.make_project(
        aksu, programme=water, planned_end=date(2028, 5, 1), budget_amount=9000, budget_shared=True
    )
    factories.make_project(aksu, planned_start=None, planned_end=None, budget_amount=None)
    factories.make_project(aksu, programme=water, status=Status.CANCELLED, budget_amount=7)

    response = client.get(address(aksu.parent))

    assert [
        (str(one.programme or ""), one.figures.total, [(y, f.total, f.count) for y, f in one.years])
        for one in response.context["money"]
    ] == [("Ak Bulak", 140, [(2027, 100, 1), (2028, 40, 2)]), ("", None, [(None, None, 1)])]
    page = response.content.decode()
    assert "1 work has only a share in a larger sum, which is not added." in page
    assert "For 1 work the sum is not published." in page


def test_late_works_and_silence_lead_to_their_lists(client, aksu):
    work = factories.make_project(
        aksu, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=3)
    )
    Project.objects.filter(pk=work.pk).update(added_on=today() - timedelta(days=61))
    services.refresh_flags(Project.objects.get(pk=work.pk))

    page = client.get(address(aksu.parent)).content.decode()

    code = aksu.parent.code
    assert f'href="/en/projects/?place={code}&amp;flag=late">1 work is late</a>' in page
    assert 'flag=no_eyes">Silence: nobody has looked at 1 work for 60 days</a>' in page


def test_offices_of_a_place_show_how_they_answer(client, project, office, daniyar):
    factories.make_reply(factories.make_stopped_report(project), daniyar)
    factories.make_stopped_report(project)

    page = client.get(address(office.place)).content.decode()

    assert "How offices answer" in page
    assert page.count("Answered in time: 1 of 1 report.") == 2
    assert "%)" not in page


def test_from_five_cases_on_a_percentage_is_said(client, project, office, daniyar):
    for _ in range(5):
        factories.make_reply(factories.make_stopped_report(project), daniyar)

    page = client.get(address(office.place)).content.decode()

    assert "Answered in time: 5 of 5 reports (100%)." in page


def test_a_shared_address_tells_the_sum_and_what_is_late(client, aksu):
    factories.make_project(
        aksu,
        budget_amount=140_000_000,
        planned_start=date(2025, 1, 1),
        planned_end=today() - timedelta(days=3),
    )

    page = client.get(address(aksu)).content.decode()

    assert '<meta property="og:title" content="Public works: Aksu village">' in page
    said = re.search('og:description" content="([^"]*)"', page)[1].replace("\xa0", " ")
    assert said == "1 public work is registered. Together 140 million ₸. 1 work is late."


def test_every_status_has_its_group():
    grouped = [status for _name, statuses in GROUPS.values() for status in statuses]

    assert sorted(grouped) == sorted(Status.values)


def test_the_place_above_is_one_step_away(client, aksu):
    district = Place.objects.get(code="433600000")

    assert f'href="{address(district)}"' in client.get(address(aksu)).content.decode()


def test_the_population_names_its_year_source_and_licence(client, aksu):
    source = DataSource.objects.create(
        name="Bureau of National Statistics", licence="open data", imported_on=date(2026, 7, 17)
    )
    Place.objects.filter(pk=aksu.pk).update(
        population=1985, population_year=2021, population_source=source
    )

    page = client.get(address(aksu)).content.decode()

    assert "1,985 people, 2021" in page
    assert "Population: Bureau of National Statistics, open data" in page
