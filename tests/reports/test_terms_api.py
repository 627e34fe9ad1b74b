"""Terms of akims for other software: no party, and no sheet while a vote is near."""

import csv
import io
from datetime import timedelta

import pytest

from oversight import akim_terms, calendar
from oversight.calendar import today
from oversight.models import Election
from oversight.places.sourced import Given
from reports import nightly
from reports.counting import terms
from reports.counting.terms import Votes
from tests import factories

YEAR = timedelta(days=365)
SHEET = ("inherited", "opened", "confirmed", "unopposed", "left", "answered", "in_time")


@pytest.fixture
def ended(office):
    return office.terms.create(
        elected_on=today() - 4 * YEAR,
        ends_on=today() - timedelta(days=1),
        name="А. Серікұлы",
        nomination="party",
        is_woman=True,
        is_reelected=True,
        source="№ 12",
    )


def results(client, query=""):
    return client.get(f"/api/v1/terms/{query}").json()["results"]


def rows(client):
    text = b"".join(client.get("/api/v1/terms.csv")).decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text)))


def call(place=None):
    return Election.objects.create(
        place=place, called_on=today(), vote_on=today() + timedelta(days=40), source="№ 5"
    )


def test_a_term_comes_with_its_sheet(client, ended, office, project):
    factories.make_stopped_report(project)
    terms.freeze_due(today())

    [told] = results(client)

    assert (told["office"], told["place"], told["name"], told["source"]) == (
        *(office.pk, office.place.code, "А. Серікұлы", "№ 12"),
    )
    assert told["sheet"]["frozen_on"] == str(today())
    assert {name: told["sheet"][name] for name in SHEET} == dict.fromkeys(SHEET, 0)


def test_neither_party_nor_sex_of_one_akim_is_told(client, ended):
    words = client.get("/api/v1/terms/").content.decode() + rows(client)[0]

    assert "Серікұлы" in words
    assert [word for word in ("nomination", "party", "woman") if word in words] == []


def test_the_sheet_is_not_told_while_a_vote_is_near_and_is_afterwards(
    client, office, ended, other_office
):
    other_office.terms.create(elected_on=today() - 4 * YEAR, ends_on=today() - timedelta(days=1))
    election = call(office.place)
    nightly.run(today())

    during = {one["office"]: one["sheet"] for one in results(client)}
    with calendar.as_of(election.vote_on + timedelta(days=1)):
        after = {one["office"]: one["sheet"] for one in results(client)}

    assert during[office.pk] is None
    assert during[other_office.pk] is not None
    assert after[office.pk] is not None


def test_a_vote_touches_what_it_is_held_in_what_lies_above_and_nothing_else(office, other_office):
    village, district = office.place.children.get(), office.place.parent
    places = {"own": office.place, "part": village, "above": district, "else": other_office.place}

    call(office.place)
    near = {name: Votes.on(today()).touch(place) for name, place in places.items()}
    call(None)
    everywhere = {Votes.on(today()).touch(place) for place in places.values()}

    assert near == {"own": True, "part": True, "above": True, "else": False}
    assert everywhere == {True}
    assert not Votes.on(today() + YEAR).touch(office.place)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?place=433636000", 1),
        ("?place=433600000", 2),
        ("?place=433636100", 0),
        ("?office={office}", 1),
    ],
)
def test_terms_are_narrowed_by_place_and_office(client, ended, office, other_office, query, count):
    other_office.terms.create(elected_on=today() - YEAR)

    assert len(results(client, query.format(office=office.pk))) == count


@pytest.mark.parametrize("query", ["?place=1", "?office=x"])
def test_a_wrong_filter_is_a_problem(client, ended, query):
    assert client.get(f"/api/v1/terms/{query}").status_code == 400


def test_the_table_can_be_imported_and_changes_no_day(client, ended, tmp_path):
    text, [row] = rows(client)
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")

    found = akim_terms.plan(path, Given("№ 12", "CC0"))

    assert (row["elected_on"], row["is_reelected"]) == (str(ended.elected_on), "yes")
    assert (found.new, found.refused) == ([], [])


@pytest.mark.parametrize("count", [1, 20])
def test_many_terms_ask_as_often_as_one(client, office, count, django_assert_max_num_queries):
    for number in range(count):
        first = today() - (number + 1) * YEAR
        office.terms.create(elected_on=first, ends_on=first + timedelta(days=360))
    terms.freeze_due(today())

    with django_assert_max_num_queries(3):
        assert len(results(client)) == count
