"""What the site says of itself: the rules, how differences are reckoned, short ways in."""

import pytest

from projects import flags
from reports import rules
from reports.models import Decision
from tests import factories


@pytest.mark.parametrize("code", flags.FLAGS)
def test_every_difference_has_its_explanation(client, site, code):
    assert f'id="flag-{code}"' in client.get("/en/about/").content.decode()


def test_about_says_what_the_site_is_not(client, site):
    page = client.get("/en/about/").content.decode()

    assert "a report here is not an official appeal" in page
    assert "within 15 working days" in page


def test_every_reason_to_refuse_is_a_written_rule(client, site):
    page = client.get("/en/rules/").content.decode()

    reasons = set(Decision.Reason.values) - {Decision.Reason.FITS}
    assert {rule.code for rule in rules.RULES} == reasons
    for reason in reasons:
        assert f'id="rule-{reason}"' in page


@pytest.mark.parametrize("path", ["/en/about/", "/en/rules/"])
def test_both_pages_set_no_cookie_and_take_no_post(client, site, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("accepted", "language"), [("ru", "ru"), ("en-GB,en;q=0.9", "en"), ("de", "kk"), ("", "kk")]
)
def test_the_short_address_leads_to_the_work_in_the_reader_s_language(
    client, project, accepted, language
):
    response = client.get(f"/p/{project.identifier}", headers={"accept-language": accepted})

    assert (response.status_code, response.url) == (
        302,
        f"/{language}/projects/{project.identifier}/",
    )
    assert "Accept-Language" in response["Vary"]


def test_the_short_address_of_no_work_is_not_there(client, site):
    assert client.get("/p/kz-none").status_code == 404


def test_the_short_address_of_a_place_leads_to_its_page(client, aksu):
    assert client.get(f"/p/{aksu.code}").url.endswith(f"/places/{aksu.code}/")
    assert client.get("/p/999999999").status_code == 404


def test_robots_may_read_an_open_site_but_not_its_desks(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /" not in lines
    assert "Disallow: /desk/" in lines


def test_robots_stay_away_from_a_demonstration(client, site):
    factories.open_site(demonstration=True)

    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_robots_stay_away_until_the_site_is_open(client, db):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
