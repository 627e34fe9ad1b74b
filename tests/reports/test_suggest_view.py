"""Names while one types, and the places nearest to somebody."""

import pytest

from oversight.models import DataSource, Place
from reports.views.finding import MOST_SUGGESTED
from tests import factories


def suggest(client, **query):
    return client.get("/en/search/suggest/", query)


def near(client, latitude, longitude):
    return client.post("/en/search/near/", {"latitude": latitude, "longitude": longitude})


@pytest.fixture
def points(aksu):
    """Aksu, and a village a degree to the north of it."""
    source = DataSource.objects.create(
        name="GeoNames", licence="CC BY 4.0", imported_on=factories.SINCE
    )
    north = factories.make_place("433637100", kk="Талап", ru="Талап", parent=aksu.parent)
    for place, latitude in ((aksu, 45), (north, 46)):
        Place.objects.filter(pk=place.pk).update(
            latitude=latitude, longitude=64, point_source=source
        )
    return aksu, north


def test_a_few_letters_are_enough(client, aksu):
    assert suggest(client, q="жала").json() == {
        "said": "1 place was found.",
        "places": [
            {
                "name": "Zhalagash District",
                "above": "Kyzylorda Region",
                "former": "",
                "url": "/en/places/433600000/",
            }
        ],
    }


def test_a_place_may_be_chosen_for_a_report(client, aksu):
    found = suggest(client, q="жалағаш", to="report").json()["places"]

    assert [place["url"] for place in found] == ["/en/report/?place=433600000"]


def test_no_more_names_are_given_than_one_can_look_at(client, aksu):
    for number in range(MOST_SUGGESTED + 1):
        factories.make_place(f"4337{number:02}100", kk="Бірлік", ru="Бирлик")

    assert len(suggest(client, q="бир").json()["places"]) == MOST_SUGGESTED


@pytest.mark.parametrize("words", ["", "Атлантида", "\0", "%", "а" * 5000])
def test_nothing_found_is_said(client, aksu, words):
    assert suggest(client, q=words).json() == {"said": "No place has this name", "places": []}


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_the_same_for_one_and_for_many(
    client, aksu, django_assert_num_queries, count
):
    for number in range(count):
        factories.make_place(f"4336365{number}0", kk="Сарысу", ru="Сарысу", parent=aksu.parent)

    with django_assert_num_queries(5):
        suggest(client, q="Сарысу")


def test_the_nearest_places_come_first_with_their_distance(client, points):
    page = near(client, "45.1", "64.0")

    assert [each.place for each in page.context["found"]] == list(points)
    assert [round(each.km) for each in page.context["found"]] == [11, 100]
    assert "11 km" in page.content.decode()
    assert "GeoNames, CC BY 4.0" in " ".join(page.content.decode().split()).replace("</a>", "")


def test_somebody_who_stands_in_the_village_is_told_so(client, points):
    assert "less than 1 km" in near(client, "45", "64").content.decode()


def test_only_places_that_people_live_in_are_near(client, points):
    Place.objects.filter(pk=points[0].pk).update(kind=Place.Kind.LOCALITY)

    assert [each.place for each in near(client, "45", "64").context["found"]] == [points[1]]


def test_without_any_point_that_is_said(client, aksu):
    assert "Search by name" in near(client, "45", "64").content.decode()


@pytest.mark.parametrize(
    "here", [("", ""), ("north", "64"), ("91", "64"), ("nan", "64"), ("45", "inf")]
)
def test_a_position_that_makes_no_sense_is_refused(client, points, here):
    assert near(client, *here).status_code == 400


def test_a_position_is_taken_from_the_body_alone(client, points):
    assert client.get("/en/search/near/", {"latitude": "45", "longitude": "64"}).status_code == 405
    assert client.post("/en/search/near/?latitude=45&longitude=64").status_code == 400


def test_where_somebody_stands_is_kept_nowhere(client, points):
    answer = near(client, "45", "64")

    assert (answer.cookies, answer["Cache-Control"]) == (
        {},
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_nearness_costs_the_same_for_one_and_for_many(
    client, points, django_assert_num_queries, count
):
    for number in range(count):
        factories.make_place(
            f"4336365{number}0", latitude=45, longitude=65, parent=points[0].parent
        )

    with django_assert_num_queries(3):
        near(client, "45", "64")
