"""The rooms of a group: Symbat leads Dostyk, and sees what waits for it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from oversight import groups, invitations
from oversight.calendar import today
from oversight.models import LogEntry
from projects import services as register
from reports.groups import ties, workspace
from reports.models import GroupTie
from tests import factories


@pytest.fixture
def symbat(dostyk):
    dostyk.memberships.update(is_lead=True)
    return dostyk.members.get()


@pytest.fixture
def door(client, symbat):
    """Symbat's browser: a password is enough for a group."""
    client.force_login(symbat)
    return client


def room(name="group-room"):
    return reverse(name, args=["dostyk"])


def test_members_start_in_their_group(door):
    response = door.get(reverse("home-of-user"), follow=True)

    assert response.request["PATH_INFO"] == room()


@pytest.mark.parametrize("name", ["group-room", "group-people", "group-about"])
def test_another_groups_rooms_are_not_there(door, aksu, name):
    factories.make_group(aksu, slug="other")

    assert door.get(reverse(name, args=["other"])).status_code == 404


def test_a_new_group_begins_with_three_works_nobody_looked_at(door, dostyk, aksu):
    factories.make_report(factories.make_projects(aksu, 5)[0])

    page = door.get(room()).content.decode()

    assert "Begin here" in page
    assert page.count("queue__title") == 3


def test_it_begins_in_its_district_and_where_the_last_look_is_long_ago(
    door, dostyk, aksu, other_office
):
    elsewhere = factories.make_project(other_office.place)
    late, early = factories.make_projects(aksu, 2)
    for work, days in ((late, 3), (early, 40)):
        factories.make_report(work, observed_on=today() - timedelta(days=days))
    factories.make_project(aksu, implementer=dostyk)

    page = door.get(room()).content.decode()

    assert workspace.first_works(dostyk) == [elsewhere, early, late]
    assert "Here nobody has looked for the longest time" in page


def test_it_is_told_where_no_work_is_under_way(door, dostyk):
    page = door.get(room()).content.decode()

    assert "No work is under way near here." in page
    assert "Go to one of them" not in page


def test_a_work_nobody_saw_for_sixty_days_is_a_task(door, dostyk, project):
    factories.make_report(project, group=dostyk)
    seen = workspace.of(dostyk).unseen
    register.refresh_flags(project, today() + timedelta(days=61))

    assert (seen, workspace.of(dostyk).unseen) == ([], [project])


@pytest.mark.parametrize(("days", "is_task"), [(60, True), (61, False), (-1, False)])
def test_a_warranty_that_ends_within_sixty_days_is_a_task(door, dostyk, aksu, days, is_task):
    work = factories.make_project(
        aksu, status="maintenance", warranty_until=today() + timedelta(days=days)
    )
    factories.make_report(work, group=dostyk)

    page = door.get(room()).content.decode()

    assert ("The warranty ends within 60 days" in page, work.title in page) == (is_task, is_task)


def test_a_claim_waits_to_be_checked_unless_the_group_is_tied(door, dostyk, project, daniyar):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    before = workspace.claims(dostyk)
    ties.declare(GroupTie(group=dostyk, kind="office", office=report.office))

    assert (before, workspace.claims(dostyk)) == ([report], [])


def test_a_group_may_not_check_its_own_report_or_its_own_work(dostyk, project, aksu):
    grant = factories.make_project(aksu, implementer=dostyk)

    refusals = [
        ties.why_not(dostyk, factories.make_stopped_report(project, group=dostyk)),
        ties.why_not(dostyk, factories.make_stopped_report(grant)),
        ties.why_not(dostyk, factories.make_stopped_report(project)),
    ]

    assert [bool(one) for one in refusals] == [True, True, False]


def test_a_tie_to_a_contractor_counts_for_its_works_alone(dostyk, project, aksu):
    firm = register.supplier_named("ЖШС Құрылыс")
    project.contracts.create(supplier=firm)
    ties.declare(GroupTie(group=dostyk, kind="supplier", supplier=firm))

    refusals = [
        ties.why_not(dostyk, factories.make_stopped_report(work))
        for work in (project, factories.make_project(aksu))
    ]

    assert [bool(one) for one in refusals] == [True, False]


def test_works_are_followed_and_left(door, dostyk, project):
    found = door.get(room(), {"q": "құбыр"}).content.decode()
    door.post(room(), {"action": "follow", "work": project.identifier})
    kept = list(workspace.followed(dostyk))
    door.post(room(), {"action": "unfollow", "work": project.identifier})

    assert project.identifier in found
    assert (kept, list(workspace.followed(dostyk))) == ([project], [])


def test_notes_are_kept_and_done_with(door, dostyk):
    door.post(room(), {"action": "note", "text": "Сенбіде барамыз."})
    note = dostyk.notes.get()
    door.post(room(), {"action": "finish", "note": note.pk})

    note.refresh_from_db()
    assert (note.text, note.done_on) == ("Сенбіде барамыз.", today())


def test_the_lead_invites_and_lets_go(door, dostyk):
    url = room("group-people")
    sent = {"action": "invite", "email": "new@dostyk.test", "name": "Аян", "language": "kk"}

    page = door.post(url, sent).content.decode()
    member = dostyk.memberships.get(user__email="new@dostyk.test")
    door.post(url, {"action": "let_go", "member": member.pk})

    assert "/accounts/invitation/" in page
    assert dostyk.memberships.count() == 1


def test_who_came_in_by_a_newer_link_waits_no_longer(door, client, dostyk):
    url = room("group-people")
    sent = {"action": "invite", "email": "new@dostyk.test", "name": "Аян", "language": "kk"}
    for _time in range(2):
        page = door.post(url, sent).content.decode()
    before = [member.is_invited for member in groups.members(dostyk)]
    token = re.search(r"/accounts/invitation/([\w-]+)/", page)[1]

    invitations.accept(invitations.find(token), "su-men-zhol-2026")

    assert before == [False, True]
    assert [member.is_invited for member in groups.members(dostyk)] == [False, False]


def test_a_clerk_cannot_be_invited(door, dostyk, daniyar):
    sent = {"action": "invite", "email": daniyar.email, "name": "Д", "language": "kk"}

    response = door.post(room("group-people"), sent)

    assert (response.status_code, dostyk.memberships.count()) == (400, 1)


def test_only_the_lead_invites(door, dostyk):
    dostyk.memberships.update(is_lead=False)
    sent = {"action": "invite", "email": "new@dostyk.test", "name": "Аян", "language": "kk"}

    assert door.post(room("group-people"), sent).status_code == 404
    assert dostyk.memberships.count() == 1


def test_the_lead_hands_over_before_leaving(door, dostyk):
    aian = factories.make_user("aian@dostyk.test", name="Аян")
    other = dostyk.memberships.create(user=aian)
    own = dostyk.memberships.get(is_lead=True)
    url = room("group-people")

    door.post(url, {"action": "let_go", "member": own.pk})
    door.post(url, {"action": "hand_over", "member": other.pk})

    assert list(dostyk.memberships.values_list("user__name", "is_lead")) == [
        ("Аян", True),
        ("Symbat", False),
    ]


def test_a_member_leaves_and_a_lead_first_finds_another(door, dostyk):
    url = room("group-people")
    door.post(url, {"action": "leave"})
    stayed = dostyk.memberships.count()
    dostyk.memberships.update(is_lead=False)

    door.post(url, {"action": "leave"})

    assert (stayed, dostyk.memberships.count()) == (1, 0)


def test_a_member_shows_the_own_name(door, dostyk):
    door.post(room("group-people"), {"action": "show"})

    assert dostyk.memberships.get().is_named


def test_ties_are_declared_and_ended_in_public(door, dostyk, office, client):
    url = room("group-about")
    door.post(url, {"action": "declare", "kind": "candidate", "office": office.pk})
    twice = door.post(url, {"action": "declare", "kind": "candidate", "office": office.pk})
    page = client.get(reverse("group", args=["dostyk"])).content.decode()
    door.post(url, {"action": "end", "tie": dostyk.ties.get().pk})

    assert (twice.status_code, dostyk.ties.get().ended_on) == (400, today())
    assert f"/offices/{office.pk}/" in page
    said = [text.split("reason ")[1].split()[0] for text in texts()]
    assert said == ["tie_declared", "tie_ended"]


def texts():
    return LogEntry.objects.order_by("pk").values_list("text", flat=True)


def test_what_is_not_chosen_yet_is_one_dash(door, dostyk):
    pages = [door.get(room(name)) for name in ("group-about", "group-gatherings", "group-room")]

    dashes = [page.content.decode().count('value="" selected>—<') for page in pages]
    assert dashes == [3, 1, 1]
    assert [page for page in pages if b"---" in page.content] == []


def test_a_tie_names_one_body(door, dostyk, office):
    response = door.post(
        room("group-about"), {"action": "declare", "kind": "supplier", "office": office.pk}
    )

    assert (response.status_code, dostyk.ties.count()) == (400, 0)


def test_the_lead_changes_what_everybody_reads(door, dostyk):
    door.post(room("group-about"), {"action": "about", "about_kk": "Су мен жол.", "paid_by": "Қор"})

    dostyk.refresh_from_db()
    assert (dostyk.about_kk, dostyk.paid_by) == ("Су мен жол.", "Қор")
