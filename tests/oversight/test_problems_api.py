"""Every error of the API is a problem that a program and a person can read."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from rest_framework.exceptions import Throttled
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from oversight.endpoints import LARGEST_JSON
from oversight.problems import flat

REPORTS = "/api/v1/reports/"


def post(client, body, content_type="application/json", **headers):
    return client.post(REPORTS, body, content_type=content_type, headers=headers)


def raised(error):
    """The answer of an endpoint in which this error happens."""

    class Failing(APIView):
        def get(self, request):
            raise error

    return Failing.as_view()(APIRequestFactory().get("/")).render()


def test_a_problem_names_itself_in_words_and_by_a_code(client, site):
    response = client.get("/api/v1/reports/nothing/", headers={"Accept-Language": "en"})

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": f"{settings.SITE_URL}/api/v1/docs/#not_found",
        "title": "Not found.",
        "status": 404,
        "detail": "Not found.",
        "code": "not_found",
    }


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_problem_speaks_the_readers_language(client, site, language):
    response = post(client, "{}", **{"Accept-Language": language})

    assert response.status_code == 400
    assert response["Content-Language"] == language


def test_without_a_wish_a_problem_speaks_kazakh(client, site):
    assert client.get("/api/v1/nothing/")["Content-Language"] == "kk"


def test_an_unknown_address_is_a_problem_and_no_page(client, site):
    response = client.get("/api/v1/no/such/thing/")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_an_address_without_its_slash_leads_to_the_one_with_it(client, site):
    response = client.get("/api/v1/projects")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/projects/")


@pytest.mark.parametrize(
    "body",
    ["", "{", "nonsense", '{"a": NaN}', "[" * 100_000, '{"kind": "\\ud800"}', b"\xff\xfe{}"],
)
def test_what_is_not_json_is_refused(client, site, body):
    response = post(client, body)

    assert response.status_code == 400
    assert response.json()["code"] in {"parse_error", "invalid"}


@pytest.mark.parametrize("body", ["[]", "1", '"words"', "null", "true"])
def test_json_that_is_no_object_is_refused(client, site, body):
    response = post(client, body)

    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_another_kind_of_content_is_refused(client, site):
    response = post(client, "kind=misuse", "application/x-www-form-urlencoded")

    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_a_method_that_an_address_does_not_take_is_refused(client, site):
    response = client.delete("/api/v1/projects/")

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_an_answer_that_cannot_be_given_is_refused(client, site):
    response = client.get("/api/v1/projects/", headers={"Accept": "text/csv"})

    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")
    assert response["Content-Type"] == "application/problem+json"


def test_a_body_beyond_all_need_is_refused(client, site):
    response = post(client, json.dumps({"text": "а" * LARGEST_JSON}))

    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_who_asks_too_often_is_told_when_to_come_back(site):
    response = raised(Throttled(wait=30))

    assert (response.status_code, response["Retry-After"]) == (429, "30")
    assert response.data["code"] == "throttled"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (PermissionDenied("secret"), 403, "permission_denied"),
        (RequestDataTooBig("secret"), 413, "too_large"),
        (OperationalError("secret"), 503, "unavailable"),
    ],
)
def test_an_inner_error_is_told_without_its_inner_words(site, error, status, code):
    response = raised(error)

    assert (response.status_code, response.data["code"]) == (status, code)
    assert b"secret" not in response.content


def test_a_database_that_does_not_answer_asks_to_try_again(site):
    assert raised(OperationalError("gone"))["Retry-After"] == "5"


def test_a_fault_of_ours_is_not_dressed_up(site):
    with pytest.raises(ZeroDivisionError):
        raised(ZeroDivisionError())


def test_fields_inside_others_are_told_with_their_path():
    detail = {"photos": [{}, {"n": ["Too large."]}], "non_field_errors": ["Both."]}

    assert flat(detail) == {"photos.1.n": ["Too large."], "": ["Both."]}


def test_options_tells_the_methods(client, site):
    response = client.options(REPORTS)

    assert response.status_code == 200
    assert response["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_an_address_with_a_line_break_in_it_is_a_problem_too(client, site):
    response = client.get("/api/v1/reports/%0Ax/confirmations/")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
