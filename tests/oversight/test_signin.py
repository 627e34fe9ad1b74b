"""Signing in: password, then a code that counts once; nothing tells who has an account."""

import pytest

from oversight.models import User
from tests import factories
from tests.oversight.door import (
    CODE,
    ENROL,
    LOGIN,
    MOMENT,
    browser,
    code_of,
    errors,
    password,
    sign_in,
)


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


def test_a_group_member_starts_in_the_room_of_the_groups(dostyk):
    symbat = dostyk.members.get()

    client, response = password(symbat)

    assert response.url == "/accounts/start/"
    assert client.get("/accounts/start/").url == "/accounts/groups/"


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

    response = client.post(CODE, {"code": code_at(MOMENT + 61 * 60)})

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
    first.get(ENROL)
    secret = first.session["mfa.totp.secret"]
    first.post(ENROL, {"code": code_of(secret, MOMENT)})
    [code, *_rest] = first.get("/accounts/2fa/recovery-codes/").context["unused_codes"]

    codes_used = [sign_in(daniyar, code).get("/accounts/start/").url for _time in range(2)]

    assert codes_used == ["/desk/", "/accounts/login/?next=/accounts/start/"]


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
