"""The public page of an office: what it was asked and what it answered, with denominators."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight.calendar import today
from projects.unpublished import Unpublished
from reports import services, statistics
from reports.letters import issues
from reports.models import Report
from tests import factories


def address(office):
    return reverse("office", args=[office.pk])


def answers(client, office):
    return client.get(address(office)).context["answers"]


def test_an_office_that_nobody_asked_says_so(client, office):
    response = client.get(address(office))

    assert response.status_code == 200
    assert "No report has asked this office for an answer yet." in response.content.decode()


def test_an_office_is_told_what_it_has_not_published(client, aksu, office, other_office):
    factories.make_project(aksu, identifier="kz-1", planned_end=None)
    factories.make_project(aksu, identifier="kz-2", budget_amount=None)
    factories.make_project(other_office.place, planned_end=None)

    response = client.get(address(office))
    listed = client.get("/en/projects/", {"office": office.pk, "flag": "end_not_published"})

    assert response.context["unpublished"] == Unpublished(end=1, sum=1, supplier=2)
    assert f"?office={office.pk}&amp;flag=end_not_published" in response.content.decode()
    assert [work.identifier for work in listed.context["works"]] == ["kz-1"]
    assert listed.context["chosen"][1]["value"] == str(office)


def test_counts_have_their_denominator(client, office, project, daniyar):
    late, answered, confirmed = (factories.make_stopped_report(project) for _ in range(3))
    Report.objects.filter(pk=late.pk).update(answer_due_on=today() - timedelta(days=1))
    factories.make_reply(answered, daniyar)
    factories.make_claim(confirmed, daniyar)
    services.give_verdict(confirmed, is_done=True)
    factories.make_report(project)

    response = client.get(address(office))

    assert response.context["answers"] == statistics.Answers(
        asked=3, answered=2, in_time=2, overdue=1, settled=2, resolved=1
    )
    assert response.content.decode().count("of 3 reports that asked for an answer") == 3
    assert "of 3 that were answered or are overdue" in response.content.decode()


def test_what_nobody_opposed_is_counted_apart(client, office, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.close_unopposed(report)

    assert (answers(client, office).resolved, answers(client, office).unopposed) == (0, 1)


def test_held_and_withdrawn_reports_count_nowhere(client, office, project):
    held = factories.make_misuse_report(project)
    services.withdraw_report(factories.make_stopped_report(project))

    response = client.get(address(office))

    assert response.context["answers"] == statistics.Answers()
    assert list(response.context["reports"]) == []
    assert held.public_id not in response.content.decode()


def test_reports_to_other_offices_are_theirs(client, office, other_office, project):
    factories.make_stopped_report(project)

    assert answers(client, office).asked == 1
    assert answers(client, other_office).asked == 0


def test_the_address_of_an_office_is_not_told_its_state_is(client, office):
    page = client.get(address(office)).content.decode()

    assert office.email not in page
    assert "Letters reach this office." in page
    assert f'href="{address(office.supervisor)}"' in page


@pytest.mark.parametrize("pk", [0, 999, 10**30])
def test_an_unknown_office_is_not_there(client, site, pk):
    assert client.get(f"/en/offices/{pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_an_office_asks_the_database_equally_often(
    client, office, project, django_assert_num_queries, count
):
    for _ in range(count):
        factories.add_photo(factories.make_stopped_report(project))

    with django_assert_num_queries(10):
        client.get(address(office))


def test_the_page_sets_no_cookie_and_takes_no_post(client, office):
    assert client.get(address(office)).cookies == {}
    assert client.post(address(office)).status_code == 405


def test_few_cases_tell_no_percentage_and_no_median(client, office, project, daniyar):
    for _ in range(4):
        factories.make_reply(factories.make_stopped_report(project), daniyar)

    response = client.get(address(office))

    assert response.context["median_days"] is None
    assert "With fewer than 5 cases no percentage is told" in response.content.decode()


def test_the_median_is_what_half_of_the_answers_kept(client, office, project, daniyar):
    for days in (0, 1, 2, 7, 30):
        report = factories.make_stopped_report(project)
        factories.make_reply(report, daniyar)
        Report.objects.filter(pk=report.pk).update(public_on=today() - timedelta(days=days))

    assert client.get(address(office)).context["median_days"] == 2


def test_an_answer_after_the_day_is_not_in_time_even_if_the_day_moves_later(
    client, office, project, daniyar
):
    report = factories.make_stopped_report(project)
    Report.objects.update(answer_due_on=today() - timedelta(days=1))
    report.refresh_from_db()
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False)

    found = answers(client, office)

    assert (found.answered, found.in_time) == (1, 0)


def test_since_when_no_letter_arrives_is_public(client, office):
    office.contact, office.failing_since = "failing", date(2026, 11, 20)
    office.save()

    page = client.get(address(office)).content.decode()

    assert "This office cannot be reached by letter since" in page
    assert office.email not in page


def test_the_akims_term_and_the_letters_are_told(client, office, project):
    office.terms.create(elected_on=date(2025, 8, 3), ends_on=date(2029, 8, 3))
    factories.make_stopped_report(project)
    issues.make_all(today())

    page = client.get(address(office)).content.decode()

    assert "elected on" in page
    assert office.digests.first().subject in page
    assert office.email not in page


def test_each_number_leads_to_its_rule(client, project, office, daniyar):
    for _number in range(5):
        factories.make_reply(factories.make_stopped_report(project), daniyar)
    rules = f"/en/statistics/offices/{office.pk}/"

    page = client.get(f"/en/offices/{office.pk}/").content.decode()

    linked = set(re.findall(rf'href="{rules}#(\w+)"', page))
    told = client.get(rules).content.decode()
    assert linked == {"in_time", "fixed", "claims_disputed", "median_days"}
    assert all(f'id="{code}"' in told for code in linked)


@pytest.mark.parametrize("place", ["", "433600000/"])
def test_answers_of_a_place_lead_to_their_rule(client, project, daniyar, place):
    factories.make_reply(factories.make_stopped_report(project), daniyar)
    rules = f"/en/statistics/{f'places/{place}' if place else ''}#in_time"

    assert f'href="{rules}"' in client.get(f"/en/places/{place}").content.decode()
