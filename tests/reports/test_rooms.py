"""The rooms of a desk and of a group lead to each other, and the one where one is says so."""

import re

import pytest
from django.urls import reverse

DESK = [
    *("queue", "works", "people", "below", "month", "askings", "commitments", "own-meetings"),
    "kept-answers",
]
GROUP = ["group-room", "group-dossiers", "group-gatherings", "group-people", "group-about"]


def linked(page):
    """Where the rooms lead, and which of them is marked."""
    [rooms] = re.findall(r'<nav class="rooms".*?</nav>', page.content.decode(), re.DOTALL)
    return (
        re.findall(r'href="([^"]+)"', rooms),
        re.findall(r'<a aria-current="true" href="([^"]+)"', rooms),
    )


def doors_of_the_desk():
    return [reverse(f"desk:{name}") for name in DESK]


@pytest.mark.parametrize("name", DESK)
def test_each_room_of_the_desk_leads_to_all_and_marks_itself(signed_in, daniyar, name):
    address = reverse(f"desk:{name}")

    page = signed_in(daniyar).get(address, follow=True)

    assert linked(page) == (doors_of_the_desk(), [address])


@pytest.mark.parametrize("name", GROUP)
def test_each_room_of_a_group_does_too(signed_in, dostyk, name):
    dostyk.memberships.update(is_lead=True)
    address = reverse(name, args=[dostyk.slug])

    page = signed_in(dostyk.members.get()).get(address)

    rooms, marked = linked(page)
    assert marked == [address]
    assert set(rooms) == {reverse("unlisted"), *(reverse(each, args=["dostyk"]) for each in GROUP)}


def test_what_is_not_listed_is_a_room_of_the_group_too(signed_in, dostyk):
    page = signed_in(dostyk.members.get()).get(reverse("unlisted"))

    rooms, marked = linked(page)
    assert marked == [reverse("unlisted")]
    assert reverse("group-room", args=["dostyk"]) in rooms


def test_who_opened_something_in_a_room_is_still_there(signed_in, daniyar, office):
    kept = office.reply_templates.create(name="Су", reason="done", language="kk", text="Су бар.")

    page = signed_in(daniyar).get(reverse("desk:kept-answer", args=[kept.pk]))

    assert linked(page) == (doors_of_the_desk(), [reverse("desk:kept-answers")])
