"""Signing in: closed sign-up, a second factor for everybody, and a word on wrong clocks."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CLOCK_SEARCH = 60 * 60  # seconds: a phone's clock up to an hour off is recognised


def has_session(request: HttpRequest) -> bool:
    """Whether the browser sent a session cookie at all; asking costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session has shown the second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def enrolment_url(request: HttpRequest) -> str:
    """Where a session without a second factor goes: enrol one, or show the one that is there."""
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return f"{reverse('mfa_reauthenticate')}?next={request.path}"
    return reverse("mfa_activate_totp")


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: operators, supervisors and groups invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def minutes_off(secret: str, code: str) -> int | None:
    """How far the phone's clock is off if this code was right at another time, or None."""
    period = app_settings.TOTP_PERIOD
    now = int(time.time()) // period
    for step in range(1, CLOCK_SEARCH // period + 1):
        for counter in (now - step, now + step):
            if compare_user_code(actual=code, expected=_code_at(secret, counter)):
                return max(1, round(step * period / 60))
    return None


def _code_at(secret: str, counter: int) -> str:
    return format_hotp_value(hotp_value(secret, counter))


def wrong_clock(minutes: int) -> ValidationError:
    """The sentence for a right code from a wrong clock."""
    return ValidationError(
        ngettext(
            "The clock of your phone is about %(minutes)d minute off, so its codes do not fit. "
            "Set the phone to automatic time and use a new code.",
            "The clock of your phone is about %(minutes)d minutes off, so its codes do not fit. "
            "Set the phone to automatic time and use a new code.",
            minutes,
        )
        % {"minutes": minutes},
        code="wrong_clock",
    )


class ClockHint:
    """Adds to a refused code the reason that people cannot see: the clock of their phone."""

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError:
            minutes = minutes_off(self._secret(), self.cleaned_data["code"])
            if minutes is None:
                raise
            raise wrong_clock(minutes) from None

    def _secret(self) -> str:
        totp = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        return decrypt(totp.data["secret"]) if totp else ""


class SecondFactorForm(ClockHint, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(ClockHint, ReauthenticateForm):
    """Asked again before something grave, or in a session that has not shown it yet."""


class EnrolForm(ClockHint, ActivateTOTPForm):
    """The first right code enrols the phone, and counts as this session's second factor."""

    def clean_code(self) -> str:
        code = super().clean_code()
        record_authentication(context.request, self.user, method="mfa", type="totp")
        return code

    def _secret(self) -> str:
        return self.secret
