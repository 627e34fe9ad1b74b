"""A group is asked for in public, decided on by an operator, and led by who was invited."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from oversight import calendar, groups, letters, restating
from oversight.calendar import today
from oversight.models import GroupRequest, InitiativeGroup, Invitation, Job, LogEntry
from tests.admin_pages import address, values


def make_request(place, **fields):
    return groups.ask(
        GroupRequest(
            **{
                "draft_id": uuid.uuid4(),
                "name_kk": "Бірлік",
                "name_ru": "Бирлик",
                "place": place,
                "about": "Ауылдағы су құбыры мен жолдарды бақылаймыз.",
                "language": "kk",
                "contact_name": "Ерлан",
                "contact_email": "erlan@birlik.test",
                **fields,
            }
        )
    )


@pytest.fixture
def asked(aksu):
    return make_request(aksu)


@pytest.fixture
def page(asked):
    return address(GroupRequest, "change", asked.pk)


def decide(client, page, **changes):
    form = values(client.get(page), decision="accept", reason="fits", slug="birlik", **changes)
    return client.post(page, form)


def test_the_same_form_asks_once(aksu, asked):
    again = make_request(aksu, draft_id=asked.draft_id, name_kk="Басқа")

    assert (again.pk, GroupRequest.objects.count()) == (asked.pk, 1)


def test_operators_are_told_and_nobody_else(aksu, olzhas, madina, asked):
    letters.send_waiting()

    [letter] = mail.outbox
    assert letter.to == [olzhas.email]
    assert f"/admin/oversight/grouprequest/{asked.pk}/change/" in letter.body
    assert asked.contact_email not in letter.body


def test_more_than_anybody_can_read_waits(aksu, asked, monkeypatch):
    monkeypatch.setattr(groups, "MOST_A_DAY", 1)

    with pytest.raises(groups.Closed):
        make_request(aksu)

    assert GroupRequest.objects.count() == 1


def test_an_operator_accepts_and_the_lead_comes_in_by_letter(
    signed_in, olzhas, page, asked, logged, client
):
    decide(signed_in(olzhas), page)

    group = InitiativeGroup.objects.get()
    asked.refresh_from_db()
    assert (asked.state, asked.group, asked.decided_by) == ("accepted", group, olzhas)
    assert (group.slug, group.about_kk, group.listed_on) == ("birlik", asked.about, today())
    assert [(one.user.email, one.is_lead) for one in group.memberships.all()] == [
        ("erlan@birlik.test", True)
    ]
    assert logged() == [("note.operator", "operator")]
    assert restating.untold(InitiativeGroup) == []
    assert "reason group_accepted\n" in LogEntry.objects.get(kind="note.operator").text
    letters.send_waiting()
    [letter] = mail.outbox
    assert letter.to == ["erlan@birlik.test"]
    link = next(line for line in letter.body.splitlines() if "/invitation/" in line)
    assert client.get(link.replace("http://localhost:8000", "")).status_code == 200


def test_a_refusal_is_told_with_its_reason_and_not_logged(signed_in, olzhas, page, asked, logged):
    client = signed_in(olzhas)
    changes = {"decision": "refuse", "reason": "unclear", "note": "Қай ауыл екенін жазыңыз."}

    client.post(page, values(client.get(page), **changes))

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "unclear")
    assert (InitiativeGroup.objects.count(), logged()) == (0, [])
    letters.send_waiting()
    assert "Қай ауыл екенін жазыңыз." in mail.outbox[0].body
    assert "/invitation/" not in mail.outbox[0].body


@pytest.mark.parametrize(
    "changes",
    [{"slug": ""}, {"slug": "new"}, {"slug": "dostyk"}, {"reason": "unclear"}, {"reason": ""}],
)
def test_an_incomplete_decision_decides_nothing(signed_in, olzhas, dostyk, page, asked, changes):
    client = signed_in(olzhas)
    form = values(client.get(page), decision="accept", reason="fits", slug="birlik") | changes

    response = client.post(page, form)

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (200, "waiting")


def test_a_clerk_cannot_lead_a_group(signed_in, olzhas, daniyar, aksu):
    asked = make_request(aksu, contact_email=daniyar.email)

    response = decide(signed_in(olzhas), address(GroupRequest, "change", asked.pk))

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (200, "waiting")


def test_a_decision_is_made_once(asked, olzhas):
    groups.refuse(asked, reason="unclear", note="", by=olzhas)

    with pytest.raises(groups.Decided):
        groups.accept(asked, slug="birlik", note="", by=olzhas)

    assert InitiativeGroup.objects.count() == 0


def test_whom_to_reach_is_forgotten_after_a_month(asked, olzhas):
    groups.refuse(asked, reason="unclear", note="", by=olzhas)

    groups.forget_contacts(today() + groups.KEPT)
    asked.refresh_from_db()
    kept = asked.contact_email
    groups.forget_contacts(today() + groups.KEPT + timedelta(days=1))
    asked.refresh_from_db()

    assert (kept, asked.contact_email, asked.contact_name) == ("erlan@birlik.test", "", "")


def test_a_letter_sent_twice_leaves_one_link_that_works(asked, olzhas):
    groups.accept(asked, slug="birlik", note="", by=olzhas)

    letters.send_group_decision(asked.pk)
    letters.send_group_decision(asked.pk)

    assert sum(one.is_open() for one in Invitation.objects.all()) == 1
    assert Job.objects.filter(kind="tell_group_decision").count() == 1


def test_a_group_that_was_ended_speaks_no_longer(client, dostyk, aksu):
    symbat = dostyk.members.get()
    client.force_login(symbat)
    before = client.get(reverse("group-room", args=["dostyk"])).status_code

    with calendar.as_of(today()):
        dostyk.ended_on = today()
        dostyk.save()

    assert (before, client.get(reverse("group-room", args=["dostyk"])).status_code) == (200, 404)


def test_what_the_operator_puts_right_is_told_to_the_log(signed_in, olzhas, dostyk):
    client = signed_in(olzhas)
    url = address(InitiativeGroup, "change", dostyk.pk)

    answer = client.post(url, values(client.get(url), paid_by="Ауыл тұрғындары"))

    assert (answer.status_code, restating.untold(InitiativeGroup)) == (302, [])
    [told] = restating.told([dostyk.log_id])
    assert (told.said["paid_by"], "about_kk" in told.said) == ("Ауыл тұрғындары", False)
