"""Moderation: held reports, decided by rules, by people independent of the offices."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from reports import services
from reports.models import Decision, Report
from reports.workflow import State
from tests import factories

WAITING = "/moderation/"


def address(report):
    return reverse("moderation:decide", args=[report.public_id])


def test_madina_sees_what_waits_the_oldest_first(signed_in, madina, project):
    first, second = factories.make_misuse_report(project), factories.make_misuse_report(project)
    factories.make_report(project)

    response = signed_in(madina).get(WAITING)

    assert {report.pk for report in response.context["reports"]} == {first.pk, second.pk}
    assert response.context["count"] == 2


@time_machine.travel("2026-11-26T05:00:00Z")
@pytest.mark.parametrize(
    ("decide_by", "mark"),
    [
        (date(2026, 11, 25), "overdue"),
        (date(2026, 12, 1), "soon"),  # a weekend lies between: three working days
        (date(2026, 12, 2), "later"),
    ],
)
def test_a_decision_is_due_soon_within_three_working_days(
    signed_in, madina, project, decide_by, mark
):
    report = factories.make_misuse_report(project)
    Report.objects.update(decide_by=decide_by)
    browser = signed_in(madina)

    pages = [browser.get(page).content.decode() for page in (WAITING, address(report))]

    assert [f"mark--{mark}" in page for page in pages] == [True, True]


def test_madina_publishes(signed_in, madina, project):
    report = factories.make_misuse_report(project)

    response = signed_in(madina).post(address(report), {"action": "publish", "reason": "fits"})

    report.refresh_from_db()
    assert response.url == WAITING
    assert report.state == State.OPEN


def test_madina_refuses_with_a_reason(signed_in, madina, project):
    report = factories.make_misuse_report(project)

    signed_in(madina).post(
        address(report), {"action": "refuse", "reason": "accusation", "note": "Не көрдіңіз?"}
    )

    report.refresh_from_db()
    assert report.state == State.REFUSED
    assert (report.decisions.get().reason, report.decisions.get().note) == (
        "accusation",
        "Не көрдіңіз?",
    )


def test_a_refusal_must_name_a_rule(signed_in, madina, project):
    report = factories.make_misuse_report(project)

    response = signed_in(madina).post(address(report), {"action": "refuse", "reason": "fits"})

    report.refresh_from_db()
    assert response.status_code == 400
    assert report.state == State.HELD
    assert Decision.objects.count() == 0


def test_after_an_appeal_another_moderator_decides(signed_in, madina, baurzhan, project):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult")
    services.appeal_refusal(report)

    assert list(signed_in(madina).get(WAITING).context["reports"]) == []
    assert signed_in(madina).get(address(report)).status_code == 404
    assert signed_in(baurzhan).get(address(report)).status_code == 200


def test_what_the_checks_noticed_is_said(signed_in, madina, project):
    report = factories.make_report(project, text="Прораб: 8 701 123 45 67")

    response = signed_in(madina).get(address(report))

    assert response.context["noticed"] == ["phone"]


def test_a_public_report_is_not_there_for_moderation(signed_in, madina, project):
    assert signed_in(madina).get(address(factories.make_report(project))).status_code == 404


def test_clerks_and_operators_have_no_moderation(signed_in, daniyar, olzhas, project):
    report = factories.make_misuse_report(project)

    for user in (daniyar, olzhas):
        assert signed_in(user).get(WAITING).status_code == 404
        assert signed_in(user).get(address(report)).status_code == 404


def test_a_moderator_never_sees_an_address(signed_in, madina, project):
    report = factories.make_misuse_report(project, contact_email="aigul@example.test")

    page = signed_in(madina).get(address(report)).content.decode()

    assert "aigul@example.test" not in page
    assert report.code not in page
