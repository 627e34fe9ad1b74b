"""The public page of an office: what it was asked and what it answered, with denominators."""

from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.calendar import today
from reports import services
from reports.models import Report
from tests import factories


def address(office):
    return reverse("office", args=[office.pk])


def counts(client, office):
    return client.get(address(office)).context["counts"]


def test_an_office_that_nobody_asked_says_so(client, office):
    response = client.get(address(office))

    assert response.status_code == 200
    assert "No report has asked this office for an answer yet." in response.content.decode()


def test_counts_have_their_denominator(client, office, project, daniyar):
    late, answered, confirmed = (factories.make_stopped_report(project) for _ in range(3))
    Report.objects.filter(pk=late.pk).update(answer_due_on=today() - timedelta(days=1))
    factories.make_reply(answered, daniyar)
    factories.make_claim(confirmed, daniyar)
    services.give_verdict(confirmed, is_done=True)
    factories.make_report(project)

    response = client.get(address(office))

    assert response.context["counts"] == {
        "asked": 3,
        "answered": 2,
        "overdue": 1,
        "resolved": 1,
        "disputed": 0,
        "unopposed": 0,
    }
    assert response.content.decode().count("of 3 reports that asked for an answer") == 4


def test_what_nobody_opposed_is_counted_apart(client, office, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    services.close_unopposed(report)

    assert (counts(client, office)["resolved"], counts(client, office)["unopposed"]) == (0, 1)


def test_held_and_withdrawn_reports_count_nowhere(client, office, project):
    held = factories.make_misuse_report(project)
    services.withdraw_report(factories.make_stopped_report(project))

    response = client.get(address(office))

    assert set(response.context["counts"].values()) == {0}
    assert list(response.context["reports"]) == []
    assert held.public_id not in response.content.decode()


def test_reports_to_other_offices_are_theirs(client, office, other_office, project):
    factories.make_stopped_report(project)

    assert counts(client, office)["asked"] == 1
    assert counts(client, other_office)["asked"] == 0


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

    with django_assert_num_queries(5):
        client.get(address(office))


def test_the_page_sets_no_cookie_and_takes_no_post(client, office):
    assert client.get(address(office)).cookies == {}
    assert client.post(address(office)).status_code == 405
