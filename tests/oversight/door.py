"""What the tests of signing in do at the door."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests import factories

LOGIN = "/accounts/login/"
CODE = "/accounts/2fa/authenticate/"
ENROL = "/accounts/2fa/totp/activate/"
MOMENT = 1_763_900_020.0  # ten seconds into a step
NEW_PASSWORD = "дала жолы 2026 көктем"


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
