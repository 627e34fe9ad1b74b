"""A gathering is announced, held, put in minutes; what was promised aloud has a day."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.calendar import today
from oversight.models import Installation
from reports.assembly import Pack
from reports.groups import commitments, gatherings, half_years
from reports.models import Commitment, Gathering
from reports.removals import hiding
from tests import factories


@pytest.fixture
def gathering(dostyk):
    return factories.make_gathering(dostyk)


@pytest.fixture
def door(client, dostyk):
    client.force_login(dostyk.members.get())
    return client


def room(gathering):
    return reverse("group-gathering", args=["dostyk", gathering.public_id])


def test_a_group_announces_a_gathering(door, dostyk, client, aksu):
    url = reverse("group-gatherings", args=["dostyk"])
    day = today() + timedelta(days=7)
    sent = {
        "kind": "assembly",
        "place": aksu.pk,
        "held_on": day.isoformat(),
        "agenda": "Ауызсу құбыры, жол.",
        "language": "kk",
    }

    door.post(url, sent)

    kept = Gathering.objects.get()
    page = client.get(reverse("gathering", args=[kept.public_id])).content.decode()
    place = client.get(f"{reverse('groups')}?place={aksu.code}").content.decode()
    assert "Ауызсу құбыры, жол." in page
    assert f"/gatherings/{kept.public_id}/" in place


def test_decisions_come_with_the_minutes_and_their_clock_runs(door, gathering, office, client):
    day = today() + timedelta(days=30)
    door.post(
        room(gathering),
        {
            "action": "add",
            "text": "Жолды тазалау.",
            "office": office.pk,
            "promised_by": day.isoformat(),
        },
    )
    before = Commitment.objects.asked().count()
    door.post(
        room(gathering),
        {"action": "publish", "attended": "42", "minutes": "Келістік.", "delegates": "Дауыспен."},
    )

    one = Commitment.objects.get()
    page = client.get(reverse("gathering", args=[gathering.public_id])).content.decode()
    assert (before, one.asked_on, one.promised_by) == (0, today(), day)
    assert one.answer_due_on > today()
    for said in ("Жолды тазалау.", "Келістік.", "42", "Дауыспен."):
        assert said in page


def test_pages_of_the_minutes_are_shown_and_can_be_taken_away(
    door, dostyk, gathering, client, django_capture_on_commit_callbacks
):
    pages = [SimpleUploadedFile("a.jpg", factories.phone_picture(), "image/jpeg")]
    sent = {"action": "publish", "attended": "42", "minutes": "Келістік.", "pages": pages}
    door.post(room(gathering), sent)
    factories.develop_all()
    page = gathering.photos.get()
    url = reverse("gathering", args=[gathering.public_id])
    shown = client.get(url).content.decode()
    seen = client.get(page.thumb_url).status_code

    with django_capture_on_commit_callbacks(execute=True):
        door.post(
            reverse("group-gatherings", args=["dostyk"]),
            {"action": "take_away", "page": page.public_id},
        )

    assert (page.large_url in shown or page.phone_url in shown, seen) == (True, 200)
    assert page.phone_url not in client.get(url).content.decode()
    assert client.get(page.thumb_url).status_code == 404
    assert [path for path in factories.all_files() if path.endswith("jpg")] == []


def test_another_groups_pages_stay(door, aksu, office):
    other = factories.make_group(aksu, slug="other", members=[factories.make_user()])
    held = factories.make_gathering(other, minutes="Келістік.")
    gatherings.keep_minutes(held, [factories.proof_photo()])

    url = reverse("group-gatherings", args=["dostyk"])
    response = door.post(url, {"action": "take_away", "page": held.photos.get().public_id})

    assert (response.status_code, held.photos.get().visibility) == (404, "public")


def test_minutes_wait_for_the_day(dostyk):
    ahead = factories.make_gathering(dostyk, held_on=today() + timedelta(days=1), minutes="Х")

    with pytest.raises(gatherings.NotReady):
        gatherings.keep_minutes(ahead)


def test_published_minutes_cannot_be_changed(door, gathering, office):
    gathering.minutes = "Келістік."
    gatherings.keep_minutes(gathering)

    with pytest.raises(gatherings.NotReady):
        gatherings.decide(gathering, office=office, text="Тағы.")

    assert door.post(room(gathering), {"action": "publish"}).status_code == 404


def test_minutes_without_words_or_people_are_refused(door, gathering):
    response = door.post(room(gathering), {"action": "publish", "attended": "", "minutes": ""})

    gathering.refresh_from_db()
    assert (response.status_code, gathering.minutes_on) == (400, None)


def test_that_no_minutes_came_is_said(client, dostyk):
    past = factories.make_gathering(dostyk, held_on=today() - timedelta(days=2))

    page = client.get(reverse("gathering", args=[past.public_id])).content.decode()

    assert "Nobody has published minutes yet." in page


def test_the_api_tells_decisions_once_the_minutes_are_published(client, dostyk, gathering, office):
    gatherings.decide(gathering, office=office, text="Жолды тазалау.")
    url = reverse("api-gathering", args=[gathering.public_id])
    before = client.get(url).json()["decisions"]
    gathering.minutes = "Келістік."
    gatherings.keep_minutes(gathering)

    after = client.get(url).json()["decisions"]

    assert (before, [one["text"] for one in after]) == ([], ["Жолды тазалау."])


def rows(client, name):
    text = b"".join(client.get(f"/api/v1/{name}.csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_hold_gatherings_and_what_was_decided_once_it_is_public(
    client, dostyk, gathering, office, madina
):
    decided = gatherings.decide(gathering, office=office, text="Жолды тазалау.")
    before = rows(client, "commitments")
    gathering.minutes, gathering.attended = "Келістік.", 42
    gatherings.keep_minutes(gathering)
    commitments.dispute(decided)

    [held], [one] = rows(client, "gatherings"), rows(client, "commitments")

    assert before == []
    assert (held["id"], held["host"], held["attended"]) == (gathering.public_id, "Достық", "42")
    assert (one["stands_in"], one["text"], one["disputed_count"]) == (
        *("gathering", "Жолды тазалау.", "1"),
    )
    hiding.hide_paper(gathering, reason="private_data", by=madina)
    assert rows(client, "gatherings") == rows(client, "commitments") == []


def test_residents_say_that_it_was_decided_otherwise(client, gathering, office, logged):
    one = gatherings.decide(gathering, office=office, text="Жолды тазалау.")
    url = reverse("dispute-decision", args=[gathering.public_id])
    too_early = client.post(url, {"decision": one.public_id}).status_code
    gathering.minutes = "Келістік."
    gatherings.keep_minutes(gathering)

    statuses = [client.post(url, {"decision": one.public_id}).status_code for _tap in range(2)]

    page = client.get(reverse("gathering", args=[gathering.public_id])).content.decode()
    assert (too_early, statuses) == (404, [200, 200])
    assert f'action="{url}"' in page
    assert f'name="decision" value="{one.public_id}"' in page
    assert "2 times residents said" in page
    assert logged()[-1:] == [("confirmation.added", "citizen")]


def test_a_program_is_no_crowd(gathering, office, monkeypatch):
    monkeypatch.setattr(commitments, "MOST_A_DAY", 2)
    one = gatherings.decide(gathering, office=office, text="Жолды тазалау.")
    gathering.minutes = "Келістік."
    gatherings.keep_minutes(gathering)
    one.refresh_from_db()

    for _tap in range(5):
        commitments.dispute(one)

    assert one.disputed_count == 2


@time_machine.travel("2026-11-23")
def test_a_meeting_that_nobody_knows_of_is_said(client, aksu, dostyk):
    factories.open_site()
    Installation.objects.update(opened_on=date(2026, 1, 1))
    url = f"{reverse('groups')}?place={aksu.code}"

    before = client.get(url).content.decode()
    factories.make_gathering(dostyk, kind="meeting", held_on=date(2026, 8, 3))
    running, missed = half_years.of(aksu)

    assert "nobody told this site" in before
    assert (running.meeting.held_on, running.is_missed) == (date(2026, 8, 3), False)
    assert (missed.first, missed.last, missed.is_missed) == (
        date(2026, 1, 1),
        date(2026, 6, 30),
        True,
    )


@time_machine.travel("2026-11-23")
def test_a_meeting_that_a_moderator_hid_silences_nothing(client, aksu, dostyk, madina):
    factories.open_site()
    Installation.objects.update(opened_on=date(2026, 1, 1))
    told = factories.make_gathering(dostyk, kind="meeting", held_on=date(2026, 3, 3))
    url = f"{reverse('groups')}?place={aksu.code}"

    before = client.get(url).content.decode()
    hiding.hide_paper(told, reason="accusation", by=madina)
    page = client.get(url).content.decode()

    assert "this site can show no meeting" not in before
    assert "what was told of one was hidden by a moderator" in page
    assert "The law asks for one each half-year" in page
    assert "nobody told this site" not in before + page
    assert f"/gatherings/{told.public_id}/" not in page


@time_machine.travel("2026-11-23")
def test_a_meeting_beside_a_hidden_one_is_known_of(aksu, dostyk, madina):
    told = factories.make_gathering(dostyk, kind="meeting", held_on=date(2026, 8, 3))
    kept = factories.make_gathering(dostyk, kind="meeting", held_on=date(2026, 9, 3))
    hiding.hide_paper(told, reason="insult", by=madina)

    assert half_years.of(aksu)[0].meeting == kept


def test_a_site_that_was_not_open_yet_misses_nothing(aksu, site):
    assert [half.is_missed for half in half_years.of(aksu)] == [False]


def test_the_pack_holds_what_an_assembly_asks(aksu, project, daniyar, dostyk, office, gathering):
    waiting = factories.make_stopped_report(project)
    answered = factories.make_stopped_report(project)
    factories.make_reply(answered, daniyar)
    overdue = factories.make_stopped_report(project)
    overdue.answer_due_on = today() - timedelta(days=1)
    overdue.save()
    gatherings.decide(gathering, office=office, text="Жолды тазалау.")
    gathering.minutes = "Келістік."
    gatherings.keep_minutes(gathering)

    pack = Pack.of(aksu)

    assert [pack.overdue.shown, pack.waiting.shown, pack.answered.shown] == [
        [overdue],
        [waiting],
        [answered],
    ]
    assert (pack.money.works, pack.money.planned) == (1, project.budget_amount)
    assert [one.text for one in pack.promised.shown] == ["Жолды тазалау."]


@pytest.mark.parametrize("name", ["assembly-sheet", "assembly-screen"])
def test_the_pack_is_on_paper_and_on_the_wall(client, project, name):
    factories.make_stopped_report(project)

    page = client.get(reverse(name, args=[project.place.code])).content.decode()

    assert "186" in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_pack_asks_alike_for_little_and_much(
    client, project, count, django_assert_max_num_queries
):
    for _number in range(count):
        factories.make_stopped_report(project)

    with django_assert_max_num_queries(14):
        client.get(reverse("assembly-sheet", args=[project.place.code]))
