"""The second factor: enrolled before anything else, shown again before anything grave."""

import pytest
from allauth.mfa.models import Authenticator

from tests.oversight.door import ENROL, MOMENT, code_of, errors, password, sign_in


@pytest.mark.parametrize("path", ["/desk/", "/moderation/", "/admin/", "/desk/reports/abc/"])
def test_without_a_second_factor_every_desk_leads_to_enrolment(daniyar, path):
    client, _response = password(daniyar)

    assert client.get(path).url == ENROL


def test_the_phone_is_enrolled_and_the_codes_are_printed(clock, daniyar):
    client, _response = password(daniyar)
    page = client.get(ENROL)
    secret = client.session["mfa.totp.secret"]

    answer = client.post(ENROL, {"code": code_of(secret, MOMENT)})
    codes = client.get(answer.url)

    assert page.context["form"].spaced_secret.replace(" ", "") == secret
    assert answer.url == "/accounts/2fa/recovery-codes/"
    assert len(codes.context["unused_codes"]) == 10
    assert codes["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert client.get("/desk/").status_code == 200


def test_the_code_that_enrols_does_not_sign_in(clock, daniyar):
    client, _response = password(daniyar)
    client.get(ENROL)
    code = code_of(client.session["mfa.totp.secret"], MOMENT)
    client.post(ENROL, {"code": code})

    thief = sign_in(daniyar, code)

    assert thief.get("/accounts/start/").url == "/accounts/login/?next=/accounts/start/"


def test_a_wrong_clock_is_said_while_enrolling_too(clock, daniyar):
    client, _response = password(daniyar)
    client.get(ENROL)
    secret = client.session["mfa.totp.secret"]

    response = client.post(ENROL, {"code": code_of(secret, MOMENT + 300)})

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

    assert client.get("/desk/").url == ENROL
