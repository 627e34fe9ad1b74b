"""Open data: read from any page, asked again for nothing new; what is private stays so."""

import pytest

from oversight.models import Place
from tests import factories

PLACES = "/api/v1/places/"
FOREIGN = {"Origin": "https://news.example"}


@pytest.mark.parametrize(
    "address", [PLACES, "/api/v1/", "/api/v1/schema/", "/api/v1/projects.csv", "/api/v1/nothing/"]
)
def test_pages_of_any_site_may_read(client, site, address):
    response = client.get(address, headers=FOREIGN)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


def test_a_browser_that_asks_beforehand_may_read_and_not_write(client, site):
    asked = FOREIGN | {"Access-Control-Request-Method": "GET"}
    allowed = client.options(PLACES, headers=asked)
    refused = client.options(
        "/api/v1/reports/", headers=asked | {"Access-Control-Request-Method": "POST"}
    )

    assert (allowed.status_code, allowed["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    assert "Access-Control-Allow-Methods" not in refused
    assert "Access-Control-Allow-Origin" not in refused


def test_what_a_code_opens_is_no_other_page_s_to_read(client, project):
    report = factories.make_report(project)

    response = client.post(
        "/api/v1/receipt/", {"receipt_code": report.code}, content_type="application/json"
    )

    assert "Access-Control-Allow-Origin" not in response
    assert "ETag" not in response


def test_pages_for_people_are_not_open_to_other_pages(client, site):
    assert "Access-Control-Allow-Origin" not in client.get("/en/log/", headers=FOREIGN)


def test_who_has_it_gets_nothing_again_until_it_changes(client, aksu):
    first = client.get(PLACES)

    again = client.get(PLACES, headers={"If-None-Match": first["ETag"]})
    Place.objects.filter(pk=aksu.pk).update(population=777)
    changed = client.get(PLACES, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_the_hash_tells_no_moment(client, aksu):
    response = client.get(PLACES)

    assert "Last-Modified" not in response
    assert client.get(PLACES)["ETag"] == response["ETag"]
