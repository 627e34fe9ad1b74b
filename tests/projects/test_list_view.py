"""The list of works: narrowed, ordered, paged; whatever stands in the address, never an error."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight.calendar import today
from projects.models import Project, Supplier
from projects.unpublished import Unpublished
from projects.views import LISTED, ORDERINGS
from tests import factories

LIST = "/en/projects/"


def works(response):
    return [work.identifier for work in response.context["works"]]


def test_a_shared_list_is_shown_by_what_it_is_narrowed_by(client, aksu, settings):
    factories.make_project(aksu)
    query = f"place={aksu.code}&status=implementation"

    page = client.get(f"{LIST}?{query}&cursor=x").content.decode()

    shown = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', page))
    assert shown["title"] == "Public works"
    assert shown["description"] == "Place: Aksu village; Status: under construction"
    assert shown["url"] == settings.SITE_URL + LIST + "?" + query.replace("&", "&amp;")


def test_a_shared_list_of_all_works_has_a_preview(client, site, settings):
    page = client.get(LIST).content.decode()

    assert 'og:description" content="Public works in Kazakhstan"' in page
    assert f'og:url" content="{settings.SITE_URL}{LIST}"' in page


def test_every_work_is_a_row_with_its_marks_and_its_money(client, aksu):
    factories.make_project(
        aksu,
        identifier="kz-1",
        planned_start=date(2025, 1, 1),
        planned_end=today() - timedelta(days=2),
    )

    page = client.get(LIST).content.decode()

    assert f'href="{reverse("project", args=["kz-1"])}"' in page
    assert "2 days late" in page
    assert "186.4 million" in page
    assert "Under construction" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["kz-1", "kz-2", "kz-3"]),
        ("?sector=road", ["kz-2"]),
        ("?status=completion", ["kz-3"]),
        ("?place=433636100", ["kz-1", "kz-2"]),
        ("?place=430000000", ["kz-1", "kz-2", "kz-3"]),
        ("?programme=ak-bulak", ["kz-1"]),
        ("?flag=end_not_published", ["kz-2"]),
        ("?q=құбыр Ақсу", ["kz-1", "kz-2"]),
        ("?sector=road&status=completion", []),
        ("?year=2027", ["kz-1", "kz-3"]),
        ("?supplier=123456789012", ["kz-2"]),
        ("?supplier=құрылыс", ["kz-2"]),
        ("?grant=on", ["kz-3"]),
        ("?grant=true&place=433636100", []),
    ],
)
def test_the_list_is_narrowed(client, aksu, other_office, query, expected):
    factories.make_project(aksu, identifier="kz-1", programme=factories.make_programme())
    factories.make_project(aksu, identifier="kz-2", sector="road", planned_end=None)
    group = factories.make_group(other_office.place)
    factories.make_project(
        other_office.place, identifier="kz-3", status="completion", implementer=group
    )
    firm = Supplier.objects.create(name="Құрылыс-Сервис", bin="123456789012")
    Project.objects.get(identifier="kz-2").contracts.create(supplier=firm)

    assert works(client.get(LIST + query)) == expected


@pytest.mark.parametrize(
    ("programme", "expected"),
    [
        ("water", ["kz-1", "kz-2", "kz-3"]),
        ("ak-bulak", ["kz-1"]),
        ("later", ["kz-2"]),
    ],
)
def test_an_umbrella_is_its_members_and_what_followed_them(client, aksu, programme, expected):
    umbrella = factories.make_programme("water")
    later = factories.make_programme("later")
    first = factories.make_programme("ak-bulak", umbrella=umbrella, successor=later)
    for number, one in enumerate((first, later, umbrella), start=1):
        factories.make_project(aksu, identifier=f"kz-{number}", programme=one)
    factories.make_project(aksu, identifier="kz-4", programme=factories.make_programme("roads"))

    assert works(client.get(LIST, {"programme": programme})) == expected


def test_the_list_leads_to_itself_as_a_file(client, project):
    page = client.get(LIST, {"sector": "water", "cursor": "x"}).content.decode()

    assert 'href="/api/v1/projects.csv?sector=water"' in page
    assert 'href="/api/v1/projects.geojson?sector=water"' in page


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("", ["kz-1", "kz-2", "kz-3"]),
        ("-budget", ["kz-3", "kz-1", "kz-2"]),
        ("budget", ["kz-1", "kz-3", "kz-2"]),
        ("planned_end", ["kz-2", "kz-3", "kz-1"]),
        ("nonsense", ["kz-1", "kz-2", "kz-3"]),
    ],
)
def test_the_list_is_ordered_and_what_is_not_published_comes_last(client, aksu, ordering, expected):
    factories.make_project(aksu, identifier="kz-1", budget_amount=5, planned_end=None)
    factories.make_project(
        aksu, identifier="kz-2", budget_amount=None, planned_end=date(2027, 1, 1)
    )
    factories.make_project(aksu, identifier="kz-3", budget_amount=9, planned_end=date(2028, 1, 1))

    assert works(client.get(LIST, {"ordering": ordering})) == expected


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_order_that_is_offered_exists(client, project, ordering):
    page = client.get(LIST, {"ordering": ordering})

    assert works(page) == [project.identifier]
    assert f'<option value="{ordering}" selected>' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?place=999999999", "No place has this code."),
        ("?sector=gold", "Select a valid choice."),
        ("?status=lost", "Select a valid choice."),
        ("?programme=none", "Select a valid choice."),
        ("?flag=red", "Select a valid choice."),
        ("?year=twelve", "Enter a number."),
        ("?year=99999999999999", "Ensure this value is less than or equal to 2100."),
        ("?q=" + "a" * 101, "Ensure this value has at most 100 characters"),
        ("?q=%00", "Null characters are not allowed."),
        ("?place=%00", "Null characters are not allowed."),
    ],
)
def test_a_wrong_filter_is_said_beside_its_field(client, project, query, sentence):
    response = client.get(LIST + query)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert works(response) == []


def test_a_chosen_filter_can_be_taken_away(client, project):
    response = client.get(LIST, {"sector": "water", "place": "433636100", "cursor": "x"})

    chosen = [(str(one["label"]), one["value"], one["query"]) for one in response.context["chosen"]]
    assert chosen == [
        ("Place", "Aksu village", "sector=water"),
        ("Kind of work", "drinking water", "place=433636100"),
    ]


def test_a_chosen_place_stays_when_the_form_is_sent_again(client, project):
    page = client.get(LIST, {"place": "433636100"}).content.decode()

    assert '<input type="hidden" name="place" value="433636100">' in page


def test_pages_follow_one_another_and_lead_back(client, aksu):
    numbers = [f"kz-{number:02}" for number in range(LISTED + 1)]
    for number in numbers:
        factories.make_project(aksu, identifier=number)

    first = client.get(LIST, {"sector": "water"})
    second = client.get(f"{LIST}?{first.context['next']}")
    back = client.get(f"{LIST}?{second.context['previous']}")

    assert (works(first), works(second), works(back)) == (numbers[:-1], numbers[-1:], numbers[:-1])
    assert second.context["next"] == ""


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "WzEsMixmYWxzZV0", "a" * 2000])
def test_a_cursor_of_another_list_leads_to_the_first_page(client, project, cursor):
    response = client.get(f"{LIST}?ordering=planned_end&cursor={cursor}")

    assert response.status_code == 200
    assert works(response) == [project.identifier]


def test_an_empty_register_says_what_the_operator_does_next(client, site):
    page = client.get(LIST).content.decode()

    assert "No work is registered yet" in page
    assert "manage.py import_projects" in page


def test_filters_that_find_nothing_offer_the_whole_list(client, project):
    page = client.get(LIST, {"sector": "heat"}).content.decode()

    assert "No work matches" in page
    assert f'href="{LIST}">Show all works</a>' in page


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_asks_the_database_equally_often(client, aksu, django_assert_num_queries, count):
    factories.make_projects(aksu, count, planned_end=None)

    with django_assert_num_queries(5):
        client.get(LIST)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, Unpublished(end=1, sum=1, supplier=3)),
        ({"place": "433636100"}, Unpublished(end=1, sum=1, supplier=2)),
        ({"sector": "road"}, Unpublished(end=1, sum=0, supplier=1)),
        ({"flag": "end_not_published"}, None),
        ({"place": "1"}, None),
    ],
)
def test_what_a_list_leaves_unpublished_is_counted(client, aksu, other_office, query, expected):
    factories.make_project(aksu, sector="road", planned_end=None)
    factories.make_project(aksu, budget_amount=None)
    factories.make_project(other_office.place)

    assert client.get(LIST, query).context["unpublished"] == expected


def test_a_count_of_what_is_not_published_leads_to_those_works(client, aksu):
    factories.make_project(aksu, sector="road", planned_end=None)

    page = client.get(LIST, {"sector": "road"}).content.decode()

    assert f'href="{LIST}?sector=road&amp;flag=end_not_published">the end of 1 work</a>' in page


def test_the_list_sets_no_cookie_and_takes_no_post(client, project):
    assert client.get(LIST).cookies == {}
    assert client.post(LIST).status_code == 405


def test_a_title_in_another_language_says_so(client, aksu):
    factories.make_project(aksu, title_kk="Құбыр", title_ru="", title_en="")

    page = client.get(LIST).content.decode()

    assert '<span lang="kk">Құбыр</span> <small class="soft">(in Kazakh)</small>' in page


def test_all_projects_are_there_once(client, aksu):
    work = factories.make_project(aksu, planned_end=None)
    work.flags.create(code="no_eyes", numbers={"days": 70})

    assert works(client.get(LIST)) == [work.identifier]
    assert Project.objects.count() == 1


def test_a_row_says_in_words_what_is_not_published(client, aksu):
    factories.make_project(aksu, budget_amount=None, planned_end=None, planned_start=None)

    page = client.get(LIST).content.decode()
    row = page[page.index('<li class="card">') :]

    for words in ("sum not published", "end date not published", "contractor not published"):
        assert f'<span class="unknown">{words}</span>' in row
    assert "mark--end_not_published" not in row


def test_grants_are_a_list_of_their_own_and_lead_to_their_group(client, aksu):
    group = factories.make_group(aksu)
    grant = factories.make_project(aksu, implementer=group)

    listed = client.get(f"{LIST}?grant=on").content.decode()
    page = client.get(reverse("project", args=[grant.identifier])).content.decode()
    place = client.get(reverse("place", args=[aksu.code])).content.decode()

    assert "Only grants to initiative groups: yes" in listed
    assert reverse("group", args=[group.slug]) in page
    assert f"{LIST}?place={aksu.code}&amp;grant=on" in place
