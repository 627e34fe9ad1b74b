"""Public forms without cookies: a foreign page's POST is refused, and with a session CSRF holds."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from oversight import origin
from tests import factories


def post(**headers):
    return RequestFactory().post("/kk/report/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"origin": "http://testserver"}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "https://elsewhere.example"}, True),
        ({"origin": "null"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
    ],
)
def test_what_the_browser_says_of_the_origin(headers, foreign):
    assert origin.is_foreign(post(**headers)) is foreign


def test_a_post_without_a_cookie_needs_no_token(rf, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    view = origin.public_post(lambda request: HttpResponse("taken"))

    assert view(post()).content == b"taken"


def test_a_signed_in_browser_needs_the_token(site, project):
    user = factories.make_user()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)

    response = browser.post(reverse("receipt"), {"code": "x"})

    assert response.status_code == 403
