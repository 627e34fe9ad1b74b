"""Invitations: the only way to an account, by a link that works once."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from oversight import invitations
from oversight.models import Appointment, Invitation, User

NEW = "дала жолы 2026 көктем"
SIDE = Appointment.Side


def invite(*words):
    out = StringIO()
    call_command("invite", *words, stdout=out)
    return out.getvalue()


def link_in(text):
    link = next(line.strip() for line in text.splitlines() if "/accounts/invitation/" in line)
    return link.removeprefix("http://127.0.0.1:8000")


def choose(link, first=NEW, second=NEW, client=None):
    client = client or Client()
    return client, client.post(link, {"password1": first, "password2": second})


# The command --------------------------------------------------------------------------------


def test_a_clerk_is_invited_to_two_offices_in_the_language_of_the_first(office, other_office):
    office.language = "ru"
    office.save()

    said = invite("New@Akimat.test", "--office", str(office.pk), str(other_office.pk))

    clerk = User.objects.get(email="new@akimat.test")
    assert (clerk.side, clerk.language, clerk.has_usable_password()) == ("office", "ru", False)
    assert set(clerk.appointment.offices.all()) == {office, other_office}
    assert said.startswith("new@akimat.test is invited. The link works once, for 48 hours:\n")


@pytest.mark.parametrize(
    ("option", "side", "is_superuser"),
    [("--moderator", SIDE.MODERATOR, False), ("--operator", SIDE.OPERATOR, True)],
)
def test_moderators_and_operators_are_invited(site, option, side, is_superuser):
    invite("new@baqylau.test", option, "--name", "Nurlan", "--language", "en")

    user = User.objects.get(email="new@baqylau.test")
    assert (user.name, user.language, user.side) == ("Nurlan", "en", side)
    assert user.is_superuser is is_superuser


def test_a_group_member_has_no_appointment(dostyk):
    invite("new@dostyk.test", "--group", "dostyk")

    user = User.objects.get(email="new@dostyk.test")
    assert (user.side, list(user.groups_joined.all())) == ("", [dostyk])


def test_the_link_can_be_sent_and_is_kept_only_as_a_hash(site):
    said = invite("new@baqylau.test", "--moderator", "--language", "en", "--send")

    [letter] = mail.outbox
    token = link_in(said).split("/")[-2]
    assert (letter.to, link_in(letter.body)) == (["new@baqylau.test"], link_in(said))
    assert Invitation.objects.get().token_hash == Invitation.fingerprint(token)
    assert len(token) == 43


@pytest.mark.parametrize(
    ("person", "option", "stands"),
    [
        ("daniyar", "--moderator", "office"),
        ("daniyar", "--operator", "office"),
        ("madina", "--operator", "moderator"),
        ("olzhas", "--moderator", "operator"),
    ],
)
def test_nobody_stands_on_two_sides(request, person, option, stands):
    user = request.getfixturevalue(person)

    with pytest.raises(CommandError) as refusal:
        invite(user.email, option)

    assert str(refusal.value) == (
        f"{user.email} stands on another side ({stands}): one person is never on two."
    )
    assert Invitation.objects.count() == 0


def test_a_moderator_is_not_invited_to_an_office_nor_into_a_group(madina, office, dostyk):
    for words in (["--office", str(office.pk)], ["--group", "dostyk"]):
        with pytest.raises(CommandError, match="stands on another side"):
            invite(madina.email, *words)

    assert office.appointments.count() == 0
    assert dostyk.memberships.count() == 1


def test_a_group_member_is_not_invited_to_an_office(dostyk, office):
    with pytest.raises(CommandError, match=r"stands on another side \(group\)"):
        invite(dostyk.members.get().email, "--office", str(office.pk))


def test_a_clerk_with_a_password_gets_one_more_office_and_no_link(daniyar, other_office):
    said = invite(daniyar.email, "--office", str(other_office.pk))

    assert said == "daniyar@akimat.test has an account and a password: no link is needed.\n"
    assert daniyar.appointment.offices.count() == 2
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody", "--moderator"], "nobody is not an e-mail address."),
        (["a@b.test", "--office", "77"], "There is no office 77; see the number in its address."),
        (["a@b.test", "--group", "x"], "There is no initiative group x."),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(site, words, sentence):
    with pytest.raises(CommandError) as refusal:
        invite(*words)

    assert str(refusal.value) == sentence
    assert User.objects.count() == 0


def test_a_closed_account_is_not_invited_again(daniyar, office):
    User.objects.update(is_active=False)

    with pytest.raises(CommandError, match="The account of daniyar@akimat.test is closed"):
        invite(daniyar.email, "--office", str(office.pk))


# The link -----------------------------------------------------------------------------------


def test_the_page_speaks_the_language_of_the_invited_and_tells_nobody_its_address(office):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk), "--language", "ru"))

    page = Client().get(link)

    assert page.status_code == 200
    assert '<html lang="ru">' in page.content.decode()
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["Referrer-Policy"] == "strict-origin"


def test_from_the_link_to_the_desk_no_step_can_be_left_out(office):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk)))

    client, answer = choose(link)

    assert answer.url == "/accounts/2fa/totp/activate/"
    assert client.get(answer.url).status_code == 200
    assert [client.get(path).url for path in ("/desk/", "/admin/", "/moderation/")] == [
        answer.url
    ] * 3


def test_a_group_member_goes_on_without_a_second_factor(dostyk):
    link = link_in(invite("new@dostyk.test", "--group", "dostyk"))

    _client, answer = choose(link)

    assert answer.url == "/accounts/start/"


def test_an_operator_trying_the_link_does_not_stay_signed_in(signed_in, olzhas, office):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk)))

    client, _answer = choose(link, client=signed_in(olzhas))

    assert client.get("/admin/").url == "/accounts/2fa/totp/activate/"


def test_used_unknown_and_expired_links_look_alike(office):
    used, expired = (
        link_in(invite(f"{name}@akimat.test", "--office", str(office.pk)))
        for name in ("used", "expired")
    )
    choose(used)
    Invitation.objects.filter(user__email="expired@akimat.test").update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )

    pages = [Client().get(link) for link in (used, expired, "/accounts/invitation/unknown/")]

    assert [page.status_code for page in pages] == [404] * 3
    assert len({page.content for page in pages}) == 1


def test_a_link_works_for_two_days(office):
    with time_machine.travel("2026-11-02 09:00 +0500", tick=False) as clock:
        link = link_in(invite("new@akimat.test", "--office", str(office.pk)))
        clock.shift(timedelta(hours=47, minutes=59))
        before = Client().get(link).status_code
        clock.shift(timedelta(minutes=1))

        after = choose(link)[1].status_code

    assert (before, after) == (200, 404)


def test_a_newer_link_closes_the_older(office):
    old, new = (
        link_in(invite("new@akimat.test", "--office", str(office.pk))) for _time in range(2)
    )

    assert [Client().get(link).status_code for link in (old, new)] == [404, 200]


@pytest.mark.parametrize(
    ("first", "second"),
    [("short", "short"), ("123456789012345", "123456789012345"), (NEW, NEW + "!")],
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_lives(office, first, second):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk)))

    _client, answer = choose(link, first, second)

    assert (answer.status_code, Client().get(link).status_code) == (400, 200)
    assert not User.objects.get().has_usable_password()


def test_of_two_who_use_the_link_at_once_one_gets_in(office):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk)))
    token = link.split("/")[-2]
    first, second = invitations.find(token), invitations.find(token)

    outcomes = [invitations.accept(first, NEW), invitations.accept(second, "another one 77")]

    assert outcomes == [True, False]
    assert User.objects.get().check_password(NEW)


def test_the_link_of_a_closed_account_is_dead(office):
    link = link_in(invite("new@akimat.test", "--office", str(office.pk)))
    User.objects.update(is_active=False)

    assert Client().get(link).status_code == 404


def test_an_invited_person_cannot_sign_in_before(office):
    invite("new@akimat.test", "--office", str(office.pk))

    answer = Client().post("/accounts/login/", {"login": "new@akimat.test", "password": "!"})

    assert answer.status_code == 200
