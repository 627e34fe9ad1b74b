"""Programmes in the API: with what each source says of each year."""

import pytest

from projects.models import ProgrammeYear
from tests import factories

PROGRAMMES = "/api/v1/programmes/"


@pytest.fixture
def water(site):
    umbrella = factories.make_programme("drinking-water", name_kk="Ауызсу")
    return factories.make_programme(umbrella=umbrella)


def test_each_year_says_what_its_sources_say_and_chooses_none(client, water):
    ProgrammeYear.objects.create(programme=water, year=2019, works=900, source_url="zan.test/1")
    ProgrammeYear.objects.create(
        programme=water, year=2019, works=1000, is_rounded=True, source_url="zan.test/2"
    )

    told = client.get(f"{PROGRAMMES}ak-bulak/").json()

    assert (told["code"], told["umbrella"], told["successor"]) == (
        "ak-bulak",
        "drinking-water",
        None,
    )
    assert [(each["works"], each["is_rounded"], each["villages"]) for each in told["years"]] == [
        (900, False, None),
        (1000, True, None),
    ]


def test_an_unknown_programme_is_a_problem(client, site):
    answer = client.get(f"{PROGRAMMES}nowhere/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_as_for_many(
    client, site, count, django_assert_num_queries
):
    for number in range(count):
        one = factories.make_programme(f"programme-{number}")
        ProgrammeYear.objects.create(programme=one, year=2019, works=1, source_url="zan.test/1")
    client.get(PROGRAMMES)

    with django_assert_num_queries(3):
        found = client.get(PROGRAMMES).json()["results"]

    assert [each["code"] for each in found] == [f"programme-{number}" for number in range(count)]
