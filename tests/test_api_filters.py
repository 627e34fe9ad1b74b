"""Lists of bodies and papers are narrowed as their pages are, by place and by whose they are."""

import csv
import io

import pytest

from oversight.calendar import today
from reports.groups import dossiers, gatherings
from tests import factories


@pytest.fixture
def papers(project, dostyk, office, other_office):
    """A final document, a gathering with a decision, and a group in Aksu; the same elsewhere."""
    other = factories.make_group(other_office.place, "other", [factories.make_user()])
    for group, host in ((dostyk, office), (other, other_office)):
        work = project if group is dostyk else factories.make_project(host.place)
        report = factories.make_stopped_report(work)
        dossiers.send(factories.make_dossier(group, report))
        held = factories.make_gathering(group, minutes="Келістік.", attended=40, kind="assembly")
        gatherings.decide(held, office=report.office, text="Жолды тазалау.")
        gatherings.keep_minutes(held)


def count(client, query):
    response = client.get(f"/api/v1/{query}")
    assert response.status_code == 200, response.content
    if response.streaming:
        text = b"".join(response).decode("utf-8-sig")
        return len(list(csv.DictReader(io.StringIO(text))))
    return len(response.json()["results"])


@pytest.mark.parametrize(
    "name", ["offices/", "groups/", "dossiers/", "gatherings/", "gatherings.csv", "commitments.csv"]
)
def test_what_lies_in_a_place_is_found_from_above(client, site, papers, office, aksu, name):
    whole = count(client, name)
    within = count(client, f"{name}?place={office.place.code}")

    assert 0 < within < whole
    assert count(client, f"{name}?place={aksu.code[:2]}0000000") == whole
    assert client.get(f"/api/v1/{name}?place=1").status_code == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("offices/?kind=region_department", 0),
        ("offices/?kind=akim", 2),
        ("dossiers/?group=dostyk", 1),
        ("gatherings/?group=dostyk", 1),
        ("gatherings/?kind=assembly", 2),
        ("gatherings/?kind=meeting", 0),
        (f"gatherings/?since={today()}", 2),
        ("gatherings/?since=2099-01-01", 0),
        (f"gatherings/?until={today()}", 2),
        ("gatherings.csv?until=2000-01-01", 0),
        ("commitments.csv?answered=true", 0),
        ("commitments.csv?answered=false", 4),
    ],
)
def test_lists_are_narrowed_by_what_a_row_is(client, site, papers, query, found):
    assert count(client, query) == found


def test_commitments_of_one_office(client, site, papers, office):
    assert count(client, f"commitments.csv?office={office.pk}") == 2


@pytest.mark.parametrize(
    "query",
    [
        "offices/?kind=court",
        "dossiers/?group=nobody",
        "gatherings/?kind=feast",
        "gatherings/?since=soon",
        "gatherings.csv?office=x",
        "commitments.csv?answered=perhaps",
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(client, site, query):
    response = client.get(f"/api/v1/{query}")

    assert (response.status_code, response.json()["code"]) == (400, "invalid")
