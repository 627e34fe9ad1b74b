"""What the site says when it cannot answer: in three languages, without a database."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import path

from config import urls
from reports.models import Report
from tests.reports.phone import REPORTS, body

handler500 = urls.handler500
urlpatterns = [path("broken/", lambda request: 1 / 0)]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(project):
    """One that is shown what the site says of its own faults."""
    return Client(raise_request_exception=False)


@pytest.fixture
def away(project, monkeypatch):
    """The database does not answer; call it to have it back."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/no/such/database")
    return monkeypatch.undo


@pytest.mark.parametrize("page", ["/kk/", "/kk/projects/kz-aksu-water/report/", "/kk/receipt/"])
def test_without_a_database_a_page_asks_to_come_back(browser, away, page):
    answer = browser.get(page)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Телефоныңызда сақталған хабарлама жоғалмайды." in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/reports/", "/open311/v2/requests.json"])
def test_without_a_database_a_program_is_told_so(browser, away, path):
    answer = browser.get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.headers["Content-Type"].endswith("json")


def test_a_phone_that_comes_back_later_is_heard_once(browser, away):
    sent = body()

    refused = browser.post(REPORTS, sent, content_type="application/json")
    away()
    filed = [browser.post(REPORTS, sent, content_type="application/json") for _time in range(2)]

    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert [answer.status_code for answer in filed] == [201, 200]
    assert Report.objects.count() == 1


def test_a_fault_of_our_own_is_called_one(browser, settings):
    settings.ROOT_URLCONF = __name__

    answer = browser.get("/broken/")

    assert (answer.status_code, "Retry-After" in answer.headers) == (500, False)
    assert "Кінә сізде емес, бізде." in answer.content.decode()
