"""An office announces its own assemblies and the akim's meetings, and keeps their minutes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from oversight.calendar import today
from oversight.models import LogEntry, Posting
from reports.groups import half_years
from reports.models import Commitment, Gathering, News
from tests import factories


@pytest.fixture
def door(signed_in, daniyar):
    return signed_in(daniyar)


@pytest.fixture
def meeting(office, daniyar):
    return factories.make_gathering(office, kind="meeting")


def room(office, meeting=None):
    return f"/desk/meetings/{office.pk}/{f'{meeting.public_id}/' if meeting else ''}"


def announcement(place, **changes):
    return {
        "kind": "meeting",
        "place": place.pk,
        "held_on": (today() + timedelta(days=7)).isoformat(),
        "agenda": "Су, жол, шамдар.",
        "language": "kk",
        **changes,
    }


def test_an_office_announces_the_akims_meeting(door, client, office, aksu):
    response = door.post("/desk/meetings/", announcement(aksu))

    kept = Gathering.objects.get()
    page = client.get(f"/en/gatherings/{kept.public_id}/").content.decode()
    assert response["Location"] == room(office, kept)
    assert (kept.office, kept.group) == (office, None)
    assert "Су, жол, шамдар." in page
    assert f'<a href="/en/offices/{office.pk}/">{escape(office.name)}</a>' in page
    assert LogEntry.objects.get().word("role") == "office"


def test_it_is_the_meeting_that_the_law_asks_for(meeting, aksu):
    assert half_years.of(aksu)[0].meeting == meeting


def test_who_follows_the_place_hears_of_it(meeting):
    factories.become_news()

    assert News.objects.get(gathering=meeting).kind == News.Kind.GATHERING


def test_its_minutes_bring_commitments_in_the_offices_voice(door, client, office, meeting):
    pages = [SimpleUploadedFile("a.jpg", factories.phone_picture(), "image/jpeg")]
    door.post(
        room(office, meeting), {"action": "add", "text": "Жолды тазалау.", "office": office.pk}
    )
    door.post(
        room(office, meeting),
        {"action": "publish", "attended": "30", "minutes": "Келістік.", "pages": pages},
    )
    factories.develop_all()

    page = client.get(f"/en/gatherings/{meeting.public_id}/").content.decode()
    assert Commitment.objects.get().asked_on == today()
    assert "Келістік." in page
    assert meeting.photos.get().phone_url in page
    roles = {entry.word("role") for entry in LogEntry.objects.all()}
    assert roles == {"office"}


def test_minutes_are_not_written_twice(door, office, meeting):
    door.post(room(office, meeting), {"action": "publish", "attended": "3", "minutes": "Иә."})

    assert door.get(room(office, meeting)).status_code == 404


def test_another_office_and_a_group_see_nothing_of_it(signed_in, serik, dostyk, office, meeting):
    sent = {"action": "publish", "attended": "30", "minutes": "Келістік."}

    for user in (serik, dostyk.members.get()):
        browser = signed_in(user)
        for url in (room(office), room(office, meeting)):
            assert browser.get(url).status_code == 404
            assert browser.post(url, sent).status_code == 404
    meeting.refresh_from_db()
    assert meeting.minutes_on is None


def test_an_office_has_no_hand_on_a_groups_gathering(door, office, dostyk):
    theirs = factories.make_gathering(dostyk)

    assert door.get(room(office, theirs)).status_code == 404


def test_a_person_in_two_offices_chooses(door, daniyar, office, other_office):
    Posting.objects.create(appointment=daniyar.appointment, office=other_office)

    page = door.get(room(other_office)).content.decode()

    assert f'href="{room(office)}"' in page
    assert f"<strong>{escape(other_office.name)}</strong>" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agenda": ""}, "agenda"),
        ({"held_on": "ертең"}, "held_on"),
        ({"agenda": "Хабарласыңыз: 8 701 555 12 34."}, "agenda"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(door, aksu, changes, field):
    response = door.post("/desk/meetings/", announcement(aksu, **changes))

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert Gathering.objects.count() == 0
