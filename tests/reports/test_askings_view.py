"""The desk's room for requests to publish."""

import pytest

from projects import asking
from projects.models import Figure
from tests import factories

ROOM = "/desk/askings/"
WORDS = {
    "action": "answer",
    "reason": "not_decided",
    "text": "Конкурс әлі өткен жоқ.",
    "language": "kk",
}


@pytest.fixture
def asked(project):
    return factories.make_asking(project)


def test_daniyar_sees_what_is_asked_and_serik_nothing(signed_in, asked, daniyar, serik):
    mine = signed_in(daniyar).get(ROOM).content.decode()
    others = signed_in(serik).get(ROOM).content.decode()

    assert "The contractor" in mine
    assert "Nobody asks for anything now" in others
    assert asked.public_id not in others


def test_daniyar_publishes_the_contractor(signed_in, asked, daniyar, client):
    browser = signed_in(daniyar)

    answer = browser.post(
        f"{ROOM}{asked.public_id}/",
        {"action": "publish", "publish-value": "«Үлгі Құрылыс» ЖШС", "publish-cited": ""},
    )

    page = client.get(f"/en/projects/{asked.project.identifier}/").content.decode()
    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (302, "published")
    assert "«Үлгі Құрылыс» ЖШС" in page


def test_daniyar_says_why_not(signed_in, asked, daniyar):
    answer = signed_in(daniyar).post(f"{ROOM}{asked.public_id}/", WORDS)

    asked.refresh_from_db()
    assert answer.status_code == 302
    assert (asked.state, asked.reason, asked.author) == ("answered", "not_decided", daniyar)


@pytest.mark.parametrize(
    "data",
    [
        {"action": "publish", "publish-value": ""},
        {"action": "publish", "publish-value": "Х", "publish-cited": "javascript:alert(1)"},
        {**WORDS, "reason": ""},
        {**WORDS, "text": "Жоқ"},
        {**WORDS, "text": "Маған +7 701 123 45 67 нөміріне қоңырау шалыңыз."},
        {},
    ],
)
def test_what_cannot_be_published_is_said_beside_the_field(signed_in, asked, daniyar, data):
    answer = signed_in(daniyar).post(f"{ROOM}{asked.public_id}/", data)

    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (400, "open")


def test_a_work_does_not_end_before_it_begins(signed_in, aksu, daniyar):
    project = factories.make_project(aksu, planned_end=None)
    asked = asking.ask(project, Figure.END)

    answer = signed_in(daniyar).post(
        f"{ROOM}{asked.public_id}/", {"action": "publish", "publish-value": "2020-01-01"}
    )

    assert answer.status_code == 400
    assert "cannot end before it begins" in answer.content.decode()
    assert project.figure_changes.count() == 0


def test_serik_finds_no_request_of_another_office(signed_in, asked, serik):
    browser = signed_in(serik)

    assert browser.get(f"{ROOM}{asked.public_id}/").status_code == 404
    assert browser.post(f"{ROOM}{asked.public_id}/", WORDS).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "open"


def test_the_room_costs_the_same_with_one_request_and_with_three(
    signed_in, aksu, daniyar, django_assert_max_num_queries
):
    browser = signed_in(daniyar)
    for _number in range(3):
        factories.make_asking(factories.make_project(aksu))

    with django_assert_max_num_queries(10):
        browser.get(ROOM)
