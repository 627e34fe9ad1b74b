"""Everybody reads who a group is and what it did, and anybody may ask for one."""

import uuid

import pytest
from django.urls import reverse

from oversight.models import GroupRequest
from projects import services as register
from projects.models import FundingLine
from tests import factories

REQUEST = {
    "name_kk": "Бірлік",
    "about": "Ауылдағы су құбыры мен жолдарды бақылаймыз, айына бір рет ораламыз.",
    "acting_since": "2024",
    "contact_name": "Ерлан",
    "contact_email": "erlan@birlik.test",
}


@pytest.fixture
def ask_url(aksu):
    return f"{reverse('ask-group')}?place={aksu.code}"


def test_anybody_asks_for_a_group_in_one_page(client, ask_url, aksu):
    response = client.post(ask_url, {**REQUEST, "draft_id": str(uuid.uuid4())})

    asked = GroupRequest.objects.get()
    assert (response.status_code, asked.place, asked.state) == (200, aksu, "waiting")
    assert (asked.name_kk, asked.name_ru) == ("Бірлік", "Бірлік")
    assert "erlan@birlik.test" not in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name_kk": ""},
        {"about": "Тым қысқа."},
        {"about": "Ауылды бақылаймыз, хабарласыңыз: 8 701 555 12 34."},
        {"contact_email": ""},
        {"acting_since": "3024"},
        {"draft_id": "nothing"},
    ],
)
def test_a_refused_request_keeps_what_was_written(client, ask_url, change):
    sent = {**REQUEST, "draft_id": str(uuid.uuid4()), **change}

    response = client.post(ask_url, sent)

    assert (response.status_code, GroupRequest.objects.count()) == (400, 0)
    assert "Ерлан" in response.content.decode()


def test_the_place_is_chosen_first(client, aksu):
    page = client.get(reverse("ask-group"), {"q": "aksu"}).content.decode()

    assert f"{reverse('ask-group')}?place={aksu.code}" in page


def test_an_unknown_place_is_not_there(client, aksu):
    assert client.get(f"{reverse('ask-group')}?place=999").status_code == 404


def test_the_list_asks_the_database_alike_for_one_and_many(
    client, dostyk, aksu, django_assert_max_num_queries
):
    for number in range(5):
        factories.make_group(aksu, slug=f"group-{number}")

    with django_assert_max_num_queries(6):
        page = client.get(reverse("groups")).content.decode()

    assert page.count("rows__link") == 6


def test_a_page_says_who_pays_and_what_was_checked(client, dostyk, project, daniyar, aksu):
    grant = factories.make_project(aksu, title_en="Clearing rubbish", implementer=dostyk)
    register.add_line(FundingLine(project=grant, source="grant", giver="Fund", promised=500_000))
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    factories.make_visit(project, dostyk, about=report, finding="no")
    factories.make_report(project, group=dostyk, text="Біз көрдік.")

    page = client.get(reverse("group", args=["dostyk"])).content.decode()

    for words in ("Clearing rubbish", "Fund", "500", "no, it is not done", "Біз көрдік."):
        assert words in page


def test_names_are_shown_only_by_their_owners_wish(client, dostyk):
    url = reverse("group", args=["dostyk"])
    before = client.get(url).content.decode()
    dostyk.memberships.update(is_named=True)

    assert ("Symbat" in before, "Symbat" in client.get(url).content.decode()) == (False, True)


def test_the_api_tells_the_same_and_no_hidden_name(client, dostyk, project):
    factories.make_report(project, group=dostyk)
    factories.make_misuse_report(project, group=dostyk)

    told = client.get(reverse("api-group", args=["dostyk"])).json()

    assert (told["slug"], told["member_count"], told["members_named"]) == ("dostyk", 1, [])
    assert told["report_count"] == 1


@pytest.mark.parametrize("count", [1, 4])
def test_the_api_list_asks_alike_for_one_and_many(
    client, aksu, count, django_assert_max_num_queries
):
    for number in range(count):
        factories.make_group(aksu, slug=f"group-{number}")

    with django_assert_max_num_queries(6):
        assert len(client.get(reverse("api-groups")).json()["results"]) == count


def test_a_district_has_the_groups_and_gatherings_of_its_villages(client, dostyk, aksu):
    gathering = factories.make_gathering(dostyk, place=aksu)

    page = client.get(f"/en/groups/?place={aksu.parent.parent.code}").content.decode()

    assert f'href="/en/groups/{dostyk.slug}/"' in page
    assert f'href="/en/gatherings/{gathering.public_id}/"' in page


def test_a_place_without_a_group_says_nothing_of_other_places(client, dostyk, other_office):
    page = client.get(f"/en/groups/?place={other_office.place.code}").content.decode()

    assert "No group works in this place yet." in page
    assert f'href="/en/groups/{dostyk.slug}/"' not in page
    assert "No group is on this site yet" not in page
