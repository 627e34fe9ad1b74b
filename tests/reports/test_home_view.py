"""The front page: find the village; where works are late; what residents saw last."""

from datetime import date, timedelta

import pytest

from oversight.calendar import today
from oversight.models import Place
from reports import services
from tests import factories

HOME = "/en/"


def make_late(place, **fields):
    return factories.make_project(
        place, planned_start=date(2025, 1, 1), planned_end=today() - timedelta(days=9), **fields
    )


def make_pictured_report(project):
    report = factories.make_report(project)
    factories.add_photo(report)
    factories.develop_all()
    return report


def test_the_page_begins_with_a_search_that_needs_no_script(client, aksu):
    page = client.get(HOME).content.decode()

    assert '<form class="search" action="/en/search/" role="search"' in page
    assert '<input type="search" id="home-search" name="q"' in page


def test_regions_are_tiles_with_their_counts(client, aksu):
    factories.make_project(aksu)
    make_late(aksu)

    response = client.get(HOME)

    [region] = response.context["regions"]
    assert (region.code, region.project_count, region.grave_count) == ("430000000", 2, 1)
    assert '<li class="regions__region--43">' in response.content.decode()


def test_an_invented_district_stands_apart(client, aksu):
    invented = factories.make_place(
        "990100000", Place.Kind.DISTRICT, "Үлгі", "Улгинский", invented=True
    )

    response = client.get(HOME)

    assert response.context["invented"] == [invented]
    assert invented not in response.context["regions"]
    assert "This district does not exist." in response.content.decode()


def test_works_in_question_show_those_seen_last_first(client, aksu):
    factories.make_project(aksu)
    unseen, seen = make_late(aksu), make_late(aksu)
    factories.make_report(seen)

    assert list(client.get(HOME).context["works"]) == [seen, unseen]


def test_newest_reports_have_photos_and_are_public(client, project):
    factories.make_report(project)
    shown = make_pictured_report(project)
    services.withdraw_report(make_pictured_report(project))
    factories.make_misuse_report(project)

    assert list(client.get(HOME).context["reports"]) == [shown]


def test_an_empty_database_says_what_to_do_next(client, site):
    page = client.get(HOME).content.decode()

    assert "Please come back in a few days." in page
    assert "manage.py import_places" in page
    assert "manage.py setup" in page


def test_a_demonstration_says_so_and_robots_stay_away(client, aksu):
    factories.open_site(demonstration=True)

    response = client.get(HOME)

    assert "This is a demonstration." in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_database_equally_often(client, aksu, django_assert_num_queries, count):
    for _ in range(count):
        make_pictured_report(make_late(aksu))

    with django_assert_num_queries(7):
        client.get(HOME)


def test_home_sets_no_cookie_and_takes_no_post(client, aksu):
    assert client.get(HOME).cookies == {}
    assert client.post(HOME).status_code == 405


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_home_links_to_its_twins(client, aksu, language):
    page = client.get(f"/{language}/").content.decode()

    for twin in ("kk", "ru", "en"):
        assert f'hreflang="{twin}"' in page
