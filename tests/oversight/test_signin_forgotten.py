"""A forgotten password: everybody gets the same answer, the user alone a letter."""

from datetime import timedelta

import time_machine
from allauth.account.models import EmailAddress
from django.core import mail

from oversight import letters
from oversight.models import Job, User
from tests.oversight.door import CODE, MOMENT, NEW_PASSWORD, browser, password


def forget(email, **headers):
    return browser().post("/accounts/password/reset/", {"email": email}, headers=headers)


def test_a_forgotten_password_is_answered_alike_for_everybody(site, daniyar):
    known, stranger = forget(daniyar.email), forget("nobody@akimat.test")

    assert known.url == stranger.url == "/accounts/password/reset/done/"
    assert len(mail.outbox) == 0
    assert sorted(Job.objects.values_list("kind", "object_id")) == [
        ("reset_password", 0),
        ("reset_password", daniyar.pk),
    ]


def test_the_letter_goes_to_the_user_alone_and_leads_to_our_own_site(settings, daniyar, enrolled):
    enrolled(daniyar)
    forget(daniyar.email, host="127.0.0.1:666")
    forget("nobody@akimat.test")

    letters.send_waiting()

    [letter] = mail.outbox
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    assert letter.to == [daniyar.email]
    assert link.startswith(f"{settings.SITE_URL}/accounts/password/reset/key/")
    assert Job.objects.open().count() == 0


def test_a_new_password_by_letter_keeps_the_second_factor(clock, daniyar, enrolled):
    enrolled(daniyar)
    forget(daniyar.email)
    letters.send_waiting()
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    client = browser()

    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert password(daniyar, typed=NEW_PASSWORD)[1].url == CODE
    assert client.get("/desk/").status_code == 302
    assert EmailAddress.objects.count() == 0


def test_a_link_for_a_new_password_works_for_four_hours(daniyar):
    with time_machine.travel(MOMENT, tick=False) as clock:
        forget(daniyar.email)
        letters.send_waiting()
        link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
        clock.shift(timedelta(hours=4, minutes=1))

        page = browser().get(link.removeprefix("http://127.0.0.1:8000"), follow=True)

    assert page.context["token_fail"] is True


def test_whoever_has_not_accepted_an_invitation_gets_no_such_letter(site):
    invited = User.objects.create_user("new@akimat.test")
    forget(invited.email)

    letters.send_waiting()

    assert mail.outbox == []
