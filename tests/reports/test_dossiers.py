"""A final document of public control: drafted by the group, sent once, answered point by point."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from oversight.calendar import today
from oversight.models import LogEntry
from reports import services
from reports.groups import commitments, dossiers
from reports.letters import issues, mailing, sorting
from reports.models import Commitment, Dossier
from tests import factories


@pytest.fixture
def fact(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def draft(dostyk, fact):
    return factories.make_dossier(dostyk, fact)


@pytest.fixture
def door(client, dostyk):
    client.force_login(dostyk.members.get())
    return client


def room(draft):
    return reverse("group-dossier", args=["dostyk", draft.public_id])


def words(**changes):
    return {
        "kind": "monitoring",
        "language": "ru",
        "begun_on": "2026-11-16",
        "ended_on": "2026-11-17",
        "hours": "10:00–13:00",
        "tasks": "Проверить водопровод.",
        "participants": "Три члена группы.",
        **changes,
    }


def test_a_draft_is_begun_with_its_facts(door, dostyk, fact):
    url = reverse("group-dossiers", args=["dostyk"])

    response = door.post(url, words(place=dostyk.place_id, reports=[fact.pk]))

    draft = Dossier.objects.get()
    assert response["Location"] == room(draft)
    assert (list(draft.reports.all()), draft.sent_on) == ([fact], None)


@pytest.mark.parametrize(
    "change",
    [
        {"ended_on": "2026-11-01"},
        {"ended_on": "2030-01-01"},
        {"tasks": ""},
        {"participants": "Ерлан, 8 701 555 12 34"},
    ],
)
def test_what_the_law_asks_for_must_be_there(door, dostyk, fact, change):
    url = reverse("group-dossiers", args=["dostyk"])

    response = door.post(url, words(place=dostyk.place_id, reports=[fact.pk], **change))

    assert (response.status_code, Dossier.objects.count()) == (400, 0)


def test_a_held_report_is_no_fact(dostyk, project):
    held = factories.make_misuse_report(project)

    assert held not in dossiers.facts(dostyk)


def test_recommendations_come_and_go_before_it_is_sent(door, draft, office):
    door.post(room(draft), {"action": "add", "text": "Есепті жариялау.", "office": office.pk})
    first = draft.recommendations.first()
    door.post(room(draft), {"action": "drop", "commitment": first.public_id})

    assert [one.text for one in draft.recommendations.all()] == ["Есепті жариялау."]


@time_machine.travel(date(2026, 11, 23))
def test_sent_it_gives_each_recommendation_ten_working_days(door, dostyk, fact):
    draft = factories.make_dossier(dostyk, fact)

    response = door.post(room(draft), {"action": "send"})

    draft.refresh_from_db()
    one = draft.recommendations.get()
    assert response["Location"] == reverse("dossier", args=[draft.public_id])
    assert (draft.sent_on, one.asked_on, one.answer_due_on) == (
        date(2026, 11, 23),
        date(2026, 11, 23),
        date(2026, 12, 7),
    )


def test_sent_it_can_no_longer_be_changed(door, draft, office):
    dossiers.send(draft)

    with pytest.raises(dossiers.NotReady):
        dossiers.recommend(draft, office=office, text="Тағы бір.")
    with pytest.raises(dossiers.NotReady):
        dossiers.send(draft)

    assert door.post(room(draft), {"action": "save", **words()}).status_code == 404


def test_without_a_fact_or_a_recommendation_nothing_is_sent(door, draft):
    draft.reports.clear()

    door.post(room(draft), {"action": "send"})

    draft.refresh_from_db()
    assert draft.sent_on is None


def test_a_fact_that_was_taken_back_meanwhile_is_left_out(draft, fact, project):
    services.withdraw_report(fact)

    with pytest.raises(dossiers.NotReady):
        dossiers.send(draft)


def test_the_document_is_read_in_its_own_language(client, dostyk, fact):
    sent = dossiers.send(factories.make_dossier(dostyk, fact, language="ru"))

    page = client.get(f"/kk/dossiers/{sent.public_id}/").content.decode()

    assert "Итоговый документ общественного контроля" in page
    assert fact.text in page


@pytest.mark.parametrize(
    ("language", "law"),
    [
        ("kk", "«Қоғамдық бақылау туралы» заң, 13-бап"),
        ("ru", "Закон «Об общественном контроле», статья 13"),
    ],
)
def test_the_document_names_its_law_in_its_own_language(client, dostyk, fact, language, law):
    draft = factories.make_dossier(dostyk, fact, language=language)
    dossiers.send(draft)

    page = client.get(reverse("dossier", args=[draft.public_id])).content.decode()

    assert law in page


def test_a_draft_is_not_there_for_others(client, draft):
    assert client.get(reverse("dossier", args=[draft.public_id])).status_code == 404


def test_the_office_is_told_and_answers_on_its_desk(draft, signed_in, daniyar, client):
    dossiers.send(draft)
    mailing.send_waiting()
    one = draft.recommendations.get()
    desk = signed_in(daniyar)
    url = reverse("desk:commitment", args=[one.public_id])

    seen = desk.get(reverse("desk:commitments")).content.decode()
    desk.post(url, {"answer": "will", "text": "Желтоқсанда көмеміз.", "language": "kk"})

    one.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [[draft.recommendations.get().office.email]]
    assert one.text in seen
    assert (one.answer, one.replied_on, one.author) == ("will", today(), daniyar)
    assert (
        "Желтоқсанда көмеміз."
        in client.get(reverse("dossier", args=[draft.public_id])).content.decode()
    )


def test_another_office_cannot_answer(draft, signed_in, serik):
    one = dossiers.send(draft).recommendations.get()
    url = reverse("desk:commitment", args=[one.public_id])

    response = signed_in(serik).post(url, {"answer": "done", "text": "Бәрі дұрыс екен."})

    assert (response.status_code, Commitment.objects.get().replied_on) == (404, None)


def test_a_recommendation_is_answered_once(draft, daniyar):
    one = dossiers.send(draft).recommendations.get()
    said = {"author": daniyar, "answer": "will", "text": "Көмеміз.", "language": "kk"}
    commitments.answer(one, **said)

    with pytest.raises(commitments.Closed):
        commitments.answer(one, **said)


def test_a_draft_cannot_be_answered(draft, daniyar):
    with pytest.raises(commitments.Closed):
        commitments.answer(
            draft.recommendations.get(), author=daniyar, answer="will", text="х", language="kk"
        )


def test_all_of_it_stands_in_the_public_log(draft, daniyar):
    before = LogEntry.objects.count()
    one = dossiers.send(draft).recommendations.get()
    commitments.answer(one, author=daniyar, answer="refused", text="Қаржы жоқ.", language="kk")

    reasons = [
        text.split("reason ")[1].split()[0]
        for text in LogEntry.objects.order_by("pk").values_list("text", flat=True)[before:]
    ]
    assert reasons == ["final_document", "recommendation", "document", "refused"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_api_tells_what_was_sent_at_the_same_price(
    client, dostyk, fact, count, django_assert_max_num_queries
):
    for _number in range(count):
        dossiers.send(factories.make_dossier(dostyk, fact))
    factories.make_dossier(dostyk, fact)

    with django_assert_max_num_queries(6):
        told = client.get(reverse("api-dossiers")).json()["results"]

    assert len(told) == count
    assert told[0]["reports"] == [fact.public_id]
    assert told[0]["recommendations"][0]["text"] == "Құбырды жерге көму."


def test_the_weekly_letter_says_what_waits(draft, office):
    dossiers.send(draft)

    [letter] = sorting.weekly([office], today())

    subject, text, _html = issues.render(letter, today(), None)
    assert letter.commitments.count == 1
    assert "/desk/commitments/" in text


def test_an_unanswered_one_is_overdue_in_public(client, draft):
    dossiers.send(draft)
    Commitment.objects.update(answer_due_on=today() - timedelta(days=3))

    page = client.get(reverse("dossier", args=[draft.public_id])).content.decode()

    assert "3" in page.split("reply")[0]
    assert Commitment.objects.get().days_left() == -3
