"""Signing in: password, then a code that counts once; nothing tells who has an account."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from oversight import letters
from oversight.models import Job, User
from tests import factories

LOGIN = "/accounts/login/"
CODE = "/accounts/2fa/authenticate/"
MOMENT = 1_763_900_020.0  # ten seconds into a step
HOUR = 3600


@pytest.fixture
def clock():
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


def browser():
    return Client(headers={"accept-language": "en"})


def code_of(secret, moment):
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def password(user, typed=factories.PASSWORD, **headers):
    client = browser()
    return client, client.post(LOGIN, {"login": user.email, "password": typed}, headers=headers)


def sign_in(user, code):
    client, _response = password(user)
    client.post(CODE, {"code": code})
    return client


def errors(response):
    return [error for messages in response.context["form"].errors.values() for error in messages]


# Password and code --------------------------------------------------------------------------


def test_daniyar_signs_in_with_password_and_code(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)

    client, first = password(daniyar)
    second = client.post(CODE, {"code": code_at(MOMENT)})

    assert (first.status_code, first.url) == (302, CODE)
    assert (second.status_code, second.url) == (302, "/accounts/start/")
    assert client.get("/accounts/start/").url == "/desk/"


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("daniyar", "/desk/"),
        ("gulnar", "/desk/"),
        ("madina", "/moderation/"),
        ("olzhas", "/admin/"),
    ],
)
def test_everybody_starts_where_their_work_is(signed_in, request, who, start):
    clerk = signed_in(request.getfixturevalue(who))

    assert clerk.get("/accounts/start/").url == start


def test_a_group_member_starts_on_the_front_page_in_their_language(dostyk):
    symbat = dostyk.members.get()

    client, response = password(symbat)

    assert response.url == "/accounts/start/"
    assert client.get("/accounts/start/").url == "/en/"


def test_the_password_alone_opens_nothing(enrolled, daniyar):
    enrolled(daniyar)

    client, _response = password(daniyar)

    assert client.get("/desk/").url == "/accounts/login/?next=%2Fdesk%2F"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)
    client = browser()
    address = client.get("/desk/?box=late").url

    client.post(address, {"login": daniyar.email, "password": factories.PASSWORD})
    response = client.post(CODE, {"code": code_at(MOMENT)})

    assert response.url == "/desk/?box=late"


@pytest.mark.parametrize(
    "target", ["https://evil.test/", "//evil.test/", "\\\\evil.test", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(dostyk, target):
    client = browser()
    data = {"login": dostyk.members.get().email, "password": factories.PASSWORD, "next": target}

    assert client.post(LOGIN, data).url == "/accounts/start/"


def test_the_code_of_the_step_before_still_counts(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)

    client = sign_in(daniyar, code_at(MOMENT - 30))

    assert client.get("/accounts/start/").url == "/desk/"


def test_a_code_counts_once_however_slowly_it_is_stolen(clock, enrolled, daniyar):
    code = enrolled(daniyar)(MOMENT + 30)
    sign_in(daniyar, code)
    clock.shift(45)
    thief, _response = password(daniyar)

    response = thief.post(CODE, {"code": code})

    assert errors(response) == ["This code has been used. Wait until the phone shows the next one."]
    assert thief.get("/accounts/start/").url == "/accounts/login/?next=/accounts/start/"


def test_a_wrong_code_says_only_that_it_is_wrong(clock, enrolled, daniyar):
    enrolled(daniyar)
    client, _response = password(daniyar)

    response = client.post(CODE, {"code": "000000"})

    assert errors(response) == ["Incorrect code."]


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (-90, "about 2 minutes off"),
        (420, "about 7 minutes off"),
        (-59 * 60, "about 59 minutes off"),
        (60, "about 1 minute off"),
    ],
)
def test_a_wrong_clock_is_said_with_its_minutes(clock, enrolled, daniyar, seconds, sentence):
    code_at = enrolled(daniyar)
    client, _response = password(daniyar)

    response = client.post(CODE, {"code": code_at(MOMENT + seconds)})

    [said] = errors(response)
    assert said == (
        f"The clock of your phone is {sentence}, so its codes do not fit. "
        "Set the phone to automatic time and use a new code."
    )


def test_a_clock_off_by_more_than_an_hour_gets_no_hint(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)
    client, _response = password(daniyar)

    response = client.post(CODE, {"code": code_at(MOMENT + HOUR + 60)})

    assert errors(response) == ["Incorrect code."]


def test_a_guess_that_fits_later_is_worthless_then(clock, enrolled, daniyar):
    code = enrolled(daniyar)(MOMENT + 600)
    guesser, _response = password(daniyar)
    guesser.post(CODE, {"code": code})
    clock.shift(600)

    response = guesser.post(CODE, {"code": code})

    assert len(errors(response)) == 1
    assert guesser.get("/accounts/start/").url == "/accounts/login/?next=/accounts/start/"


def test_a_recovery_code_counts_once(clock, daniyar):
    first, _response = password(daniyar)
    first.get("/accounts/2fa/totp/activate/")
    secret = first.session["mfa.totp.secret"]
    first.post("/accounts/2fa/totp/activate/", {"code": code_of(secret, MOMENT)})
    [code, *_rest] = first.get("/accounts/2fa/recovery-codes/").context["unused_codes"]

    codes_used = [sign_in(daniyar, code).get("/accounts/start/").url for _time in range(2)]

    assert codes_used == ["/desk/", "/accounts/login/?next=/accounts/start/"]


# Guessing -----------------------------------------------------------------------------------


def test_a_stranger_a_closed_account_and_a_wrong_password_look_alike(site, daniyar, serik):
    User.objects.filter(pk=serik.pk).update(is_active=False)
    tries = [("nobody@akimat.test", "x" * 12), (daniyar.email, "x" * 12)]
    tries.append((serik.email, factories.PASSWORD))

    answers = [browser().post(LOGIN, {"login": email, "password": typed}) for email, typed in tries]

    assert {(answer.status_code, *errors(answer)) for answer in answers} == {
        (200, "The email address and/or password you specified are not correct.")
    }


def test_the_sixth_guess_at_one_account_is_not_looked_at(site, daniyar, serik):
    for guess in range(5):
        password(daniyar, typed=f"wrong {guess}", host=f"localhost:{8000 + guess}")

    _client, throttled = password(daniyar)
    _client, another = password(serik)

    assert errors(throttled) == ["Too many failed login attempts. Try again later."]
    assert another.status_code == 302


def test_a_throttled_code_gets_no_hint_about_the_clock(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)
    client, _response = password(daniyar)
    for guess in range(5):
        client.post(CODE, {"code": f"00000{guess}"})

    response = client.post(CODE, {"code": code_at(MOMENT + 600)})

    assert errors(response) == ["Too many failed login attempts. Try again later."]


def test_an_office_with_one_address_for_all_is_not_throttled_as_one(site, aksu):
    people = [factories.make_user() for _number in range(35)]

    answers = [password(person)[1].status_code for person in people]

    assert set(answers) == {302}


# Enrolment ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/desk/", "/moderation/", "/admin/", "/desk/reports/abc/"])
def test_without_a_second_factor_every_desk_leads_to_enrolment(daniyar, path):
    client, _response = password(daniyar)

    assert client.get(path).url == "/accounts/2fa/totp/activate/"


def test_the_phone_is_enrolled_and_the_codes_are_printed(clock, daniyar):
    client, _response = password(daniyar)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret, MOMENT)})
    codes = client.get(answer.url)

    assert page.context["form"].spaced_secret.replace(" ", "") == secret
    assert answer.url == "/accounts/2fa/recovery-codes/"
    assert len(codes.context["unused_codes"]) == 10
    assert codes["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert client.get("/desk/").status_code == 200


def test_the_code_that_enrols_does_not_sign_in(clock, daniyar):
    client, _response = password(daniyar)
    client.get("/accounts/2fa/totp/activate/")
    code = code_of(client.session["mfa.totp.secret"], MOMENT)
    client.post("/accounts/2fa/totp/activate/", {"code": code})

    thief = sign_in(daniyar, code)

    assert thief.get("/accounts/start/").url == "/accounts/login/?next=/accounts/start/"


def test_a_wrong_clock_is_said_while_enrolling_too(clock, daniyar):
    client, _response = password(daniyar)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    response = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret, MOMENT + 300)})

    [said] = errors(response)
    assert said.startswith("The clock of your phone is about 5 minutes off")
    assert Authenticator.objects.count() == 0


def test_a_session_older_than_the_second_factor_must_show_it(enrolled, daniyar):
    client, _response = password(daniyar)
    enrolled(daniyar)

    assert client.get("/desk/").url == "/accounts/2fa/reauthenticate/?next=%2Fdesk%2F"


def test_with_a_second_factor_the_password_opens_nothing_grave(clock, enrolled, daniyar):
    client, _response = password(daniyar)
    enrolled(daniyar)

    added = client.get("/accounts/2fa/webauthn/add/")
    typed = client.get("/accounts/reauthenticate/")

    assert added.url == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2F2fa%2Fwebauthn%2Fadd%2F"
    assert typed.url == "/accounts/2fa/reauthenticate/"


def test_after_a_quarter_of_an_hour_the_codes_are_asked_for_again(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))
    soon = client.get("/accounts/2fa/totp/deactivate/")
    clock.shift(16 * 60)

    later = client.get("/accounts/2fa/totp/deactivate/")

    assert (soon.status_code, later.status_code) == (200, 302)


def test_whoever_gives_up_the_phone_enrols_another_before_going_on(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/desk/").url == "/accounts/2fa/totp/activate/"


# Sessions -----------------------------------------------------------------------------------


def test_half_an_hour_of_silence_ends_a_session(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))
    client.get("/desk/")
    clock.shift(29 * 60)
    awake = client.get("/desk/")
    clock.shift(31 * 60)

    asleep = client.get("/desk/", follow=True)

    assert awake.status_code == 200
    assert asleep.redirect_chain == [("/accounts/login/?next=%2Fdesk%2F", 302)]
    assert [str(message) for message in asleep.context["messages"]] == [
        "You were signed out because nothing had been done here for a while."
    ]


def test_a_working_day_ends_a_session_however_busy(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))
    statuses = []
    for _quarter in range(33):
        statuses.append(client.get("/desk/").status_code)
        clock.shift(15 * 60)

    assert statuses == [200] * 33
    assert client.get("/desk/").status_code == 302


def test_signing_out_is_a_post_and_leaves_nothing(clock, enrolled, daniyar):
    client = sign_in(daniyar, enrolled(daniyar)(MOMENT))

    asked = client.get("/accounts/logout/")
    still = client.get("/desk/")
    done = client.post("/accounts/logout/")

    assert (asked.status_code, still.status_code) == (200, 200)
    assert done["Clear-Site-Data"] == '"cache", "cookies"'
    assert client.get("/desk/").status_code == 302


def test_a_closed_account_is_out_at_the_next_click(signed_in, daniyar):
    clerk = signed_in(daniyar)
    User.objects.filter(pk=daniyar.pk).update(is_active=False)

    assert clerk.get("/desk/").status_code == 302


def test_a_new_password_ends_every_session(clock, enrolled, daniyar):
    code_at = enrolled(daniyar)
    here, there = sign_in(daniyar, code_at(MOMENT)), sign_in(daniyar, code_at(MOMENT + 30))
    new = "дала жолы 2026 көктем"

    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": factories.PASSWORD, "password1": new, "password2": new},
    )

    assert answer.url == LOGIN
    assert [client.get("/desk/").status_code for client in (here, there)] == [302, 302]
    assert password(daniyar, typed=new)[1].url == CODE


# Language -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "word"), [("kk", "kk"), ("ru", "ru"), ("en", "en")])
def test_the_desk_speaks_the_users_language(signed_in, daniyar, language, word):
    clerk = signed_in(daniyar)

    clerk.post("/accounts/language/", {"language": language, "next": "/desk/"})
    page = clerk.get("/accounts/2fa/", headers={"accept-language": "en"})

    assert f'<html lang="{word}">' in page.content.decode()


def test_before_signing_in_the_browser_keeps_the_language(site):
    client = browser()

    answer = client.post("/accounts/language/", {"language": "ru", "next": LOGIN})

    assert answer.url == LOGIN
    assert '<html lang="ru">' in client.get(LOGIN).content.decode()
    assert client.cookies["django_language"]["path"] == "/accounts/"


def test_no_other_language_and_no_other_site_are_taken(signed_in, daniyar):
    clerk = signed_in(daniyar)

    answer = clerk.post("/accounts/language/", {"language": "xx", "next": "https://evil.test/"})

    daniyar.refresh_from_db()
    assert (answer.url, daniyar.language) == ("/accounts/start/", "en")


# Forgotten password -------------------------------------------------------------------------


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
    client, new = browser(), "дала жолы 2026 көктем"

    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert password(daniyar, typed=new)[1].url == CODE
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


# What is not there --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "",
        "signup/",
        "email/",
        "confirm-email/",
        "inactive/",
        "password/set/",
        "login/code/",
        "login/code/confirm/",
        "social/login/cancelled/",
        "2fa/trust/",
        "2fa/webauthn/login/",
        "2fa/webauthn/signup/",
        "2fa/webauthn/keys/1/edit/",
    ],
)
def test_what_we_do_not_use_of_allauth_is_not_there(client, site, path):
    assert client.get(f"/accounts/{path}").status_code == 404
