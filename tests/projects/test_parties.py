"""Pages of what stands behind works: programmes and suppliers."""

from datetime import date

import pytest

from projects import services
from projects.models import Contract, ProgrammeYear
from tests import factories


@pytest.fixture
def water(db):
    """Drinking water, with Ak Bulak and what followed it under its umbrella."""
    umbrella = factories.make_programme("drinking-water", name_en="Drinking water supply")
    later = factories.make_programme("later-water", name_en="Later water", umbrella=umbrella)
    factories.make_programme(
        "ak-bulak", umbrella=umbrella, successor=later, ends_on=date(2020, 12, 31)
    )
    return umbrella


def page_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_one_filter_finds_everything_under_an_umbrella_however_deep(client, aksu, water):
    deep = factories.make_programme("deep", umbrella=water.members.get(code="later-water"))
    factories.make_programme("roads")
    for programme in (*water.members.all(), deep, water):
        factories.make_project(aksu, identifier=f"kz-{programme.code}", programme=programme)
    factories.make_project(aksu, identifier="kz-other")

    found = client.get("/api/v1/projects/?programme=drinking-water").json()["results"]

    assert [work["identifier"] for work in found] == [
        "kz-ak-bulak",
        "kz-deep",
        "kz-drinking-water",
        "kz-later-water",
    ]


def test_an_umbrella_that_stands_under_itself_ends(water):
    water.umbrella = water.members.get(code="ak-bulak")
    water.save()

    assert len(water.family()) == 3


def test_a_programme_says_what_came_before_and_after(client, site, water):
    page = page_of(client, "/en/programmes/ak-bulak/")

    assert 'Part of: <a href="/en/programmes/drinking-water/">' in page
    assert 'Followed by: <a href="/en/programmes/later-water/">' in page
    assert 'Followed on: <a href="/en/programmes/ak-bulak/">' in page_of(
        client, "/en/programmes/later-water/"
    )


def test_a_year_says_how_much_of_it_is_listed(client, aksu):
    programme = factories.make_programme("auyl-el-besigi")
    for year, works in ((2025, 1000), (2026, None)):
        ProgrammeYear.objects.create(
            programme=programme,
            year=year,
            works=works,
            is_rounded=True,
            amount=176_400_000_000,
            source_url="https://kazface.test/1",
        )
    in_2025 = {"planned_start": date(2025, 3, 1), "planned_end": date(2025, 9, 1)}
    factories.make_project(aksu, programme=programme, **in_2025)
    factories.make_project(aksu, **in_2025)

    page = page_of(client, "/en/programmes/auyl-el-besigi/")

    assert "We list 1 of about 1,000 works." in page
    assert "?programme=auyl-el-besigi&amp;year=2025" in page
    assert "Works listed here: 0. How many there are is not published." in page
    assert "176.4 billion" in page
    assert "kazface.test" in page


def test_a_supplier_names_its_works_and_their_value(client, aksu, office):
    supplier = services.supplier_named("«Үлгі Құрылыс» ЖШС")
    for number, value in enumerate([5_000_000, None]):
        project = factories.make_project(aksu, title_en=f"Work {number}")
        services.add_line(Contract(project=project, supplier=supplier, contract_value=value))
    factories.make_project(aksu, title_en="Of somebody else")

    page = page_of(client, f"/en/suppliers/{supplier.pk}/")

    assert "Work 0" in page
    assert "Work 1" in page
    assert "Of somebody else" not in page
    assert "5 million" in page
    assert "For 1 contract the value is not published." in page


@pytest.mark.parametrize(
    "address", ["/en/programmes/nothing/", "/en/suppliers/99/", "/en/documents/nothing/"]
)
def test_what_is_not_known_is_not_there(client, site, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 100])
def test_a_supplier_asks_the_database_as_often_for_a_hundred_works(
    client, aksu, office, django_assert_num_queries, count
):
    supplier = services.supplier_named("«Үлгі Құрылыс» ЖШС")
    Contract.objects.bulk_create(
        Contract(project=work, supplier=supplier) for work in factories.make_projects(aksu, count)
    )

    with django_assert_num_queries(10):
        client.get(f"/en/suppliers/{supplier.pk}/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", '<p class="prose" lang="kk">Ауызсу</p>'),
        ("ru", '<p class="prose" lang="ru">Питьевая вода</p>'),
        ("en", '<p class="prose" lang="kk">Ауызсу</p>'),
    ],
)
def test_a_programme_is_described_in_the_language_of_the_reader(client, site, language, said):
    factories.make_programme(description_kk="Ауызсу", description_ru="Питьевая вода")

    page = client.get(f"/{language}/programmes/ak-bulak/").content.decode()

    assert said in page


@pytest.mark.parametrize("count", [1, 100])
def test_a_programme_asks_the_database_as_often_for_a_hundred_works(
    client, aksu, django_assert_max_num_queries, count
):
    programme = factories.make_programme()
    factories.make_projects(aksu, count, programme=programme)

    with django_assert_max_num_queries(8):
        page = client.get("/en/programmes/ak-bulak/").content.decode()

    assert f"{count} work" in page
