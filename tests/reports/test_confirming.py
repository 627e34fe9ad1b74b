""" "I see it too": one tap, once, counted, and never deciding."""

import re
import uuid

import pytest
from django.urls import reverse

from oversight.models import Installation
from reports import confirming, receipts, services
from reports.models import Confirmation, Report
from tests import factories


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def url(report):
    return reverse("confirm", args=[report.public_id])


def tap(client, url):
    """Open the page and press its one button. Returns the answer and the code it shows."""
    form = client.get(url).context["form"].initial
    response = client.post(url, form)
    return response, receipts.fold(form["receipt_code"]), form


def count(report):
    return Report.objects.get(pk=report.pk).confirmation_count


def test_one_tap_without_java_script_counts_and_gives_a_code(client, report, url, logged):
    response, code, _form = tap(client, url)

    page = response.content.decode()
    assert "You are counted" in page
    assert receipts.spell(code) in page
    assert "1 other resident sees it too." in page
    assert count(report) == 1
    assert logged()[-1] == ("confirmation.added", "citizen")
    assert "no-store" in response["Cache-Control"]


def test_the_same_tap_sent_twice_counts_once(client, report, url):
    _response, _code, form = tap(client, url)

    again = client.post(url, form)

    assert again.status_code == 200
    assert count(report) == 1


def test_the_api_counts_once_and_tells_how_many(client, report):
    sent = {"draft_id": str(uuid.uuid4()), "receipt_code": receipts.make_code()}
    address = f"/api/v1/reports/{report.public_id}/confirmations/"

    answers = [client.post(address, sent, content_type="application/json") for _time in range(2)]

    assert [answer.status_code for answer in answers] == [201, 200]
    assert {answer.json()["confirmation_count"] for answer in answers} == {1}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_the_same_draft_with_another_code_is_a_conflict(client, report):
    sent = {"draft_id": str(uuid.uuid4()), "receipt_code": receipts.make_code()}
    address = f"/api/v1/reports/{report.public_id}/confirmations/"
    client.post(address, sent, content_type="application/json")

    sent["receipt_code"] = receipts.make_code()
    response = client.post(address, sent, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (409, "draft_conflict")


def test_it_decides_nothing(client, report, url):
    before = Report.objects.values().get(pk=report.pk) | {"confirmation_count": 1}

    tap(client, url)

    assert Report.objects.values().get(pk=report.pk) == before
    assert report.project.reports.count() == 1


def test_with_the_code_the_word_is_taken_back(client, report, url, logged):
    _response, code, _form = tap(client, url)
    receipt = reverse("receipt")
    assert "You are counted" in client.post(receipt, {"receipt_code": code}).content.decode()

    response = client.post(receipt, {"receipt_code": code, "action": "take_back"})

    assert "You are no longer counted" in response.content.decode()
    assert count(report) == 0
    assert logged()[-2:] == [("confirmation.added", "citizen")] * 2
    assert client.post(receipt, {"receipt_code": code}).status_code == 404


def test_taking_back_twice_counts_down_once(report):
    code = receipts.make_code()
    mine, _new = confirming.confirm(report, draft_id=uuid.uuid4(), code=code)
    confirming.confirm(report, draft_id=uuid.uuid4(), code=receipts.make_code())

    for _time in range(2):
        confirming.take_back(mine)

    assert count(report) == 1


def test_what_is_held_or_over_cannot_be_confirmed(client, project):
    held = factories.make_misuse_report(project)
    withdrawn = factories.make_stopped_report(project)
    services.withdraw_report(withdrawn)

    answers = [client.get(reverse("confirm", args=[one.public_id])) for one in (held, withdrawn)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_site_that_is_not_open_counts_nobody(client, report, url):
    form = client.get(url).context["form"].initial
    Installation.objects.update(opened_on=None)

    assert client.post(url, form).status_code == 503
    assert Confirmation.objects.count() == 0


def test_the_form_offers_first_what_others_see(client, project, report):
    factories.make_misuse_report(project, text="Бұл хабарлама әлі жарияланған жоқ.")

    page = client.get(reverse("report-project", args=[project.identifier])).content.decode()

    assert re.findall(r'<form method="post" action="(\S+/too/)"', page) == [
        reverse("confirm", args=[report.public_id]),
    ]


def test_the_report_and_its_work_say_how_many(client, project, report, url):
    for _resident in range(3):
        tap(client, url)

    pages = [
        client.get(reverse("report-detail", args=[report.public_id])),
        client.get(reverse("project", args=[project.identifier])),
    ]

    assert ["3 other residents see it too." in page.content.decode() for page in pages] == [
        True,
        True,
    ]
