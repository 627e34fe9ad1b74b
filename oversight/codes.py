"""One-time codes: none counts twice, and one from a wrong clock tells how wrong the clock is."""

import time

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from oversight.models import User

CLOCK_SEARCH = 60 * 60  # seconds: a phone's clock up to an hour off is recognised


def take(user: User, code: str) -> bool:
    """Use the code up; False when it is spent already.

    allauth remembers a code for one period, but one within tolerance lives for three.
    """
    lifetime = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    return cache.add(_key(user, code), "used", lifetime + 1)


def was_used(user: User, code: str) -> bool:
    """Whether this person has signed in with this code just now."""
    return cache.get(_key(user, code)) == "used"


def spoil(user: User, code: str) -> None:
    """Make a code of another moment worthless: whoever guessed it must not wait for that moment."""
    cache.add(_key(user, code), "spoilt", 2 * CLOCK_SEARCH)


def minutes_off(secret: str, code: str) -> int | None:
    """How far the phone's clock is off if this code was right at another time, or None."""
    period = app_settings.TOTP_PERIOD
    now = int(time.time()) // period
    for step in range(app_settings.TOTP_TOLERANCE + 1, CLOCK_SEARCH // period + 1):
        for counter in (now - step, now + step):
            if compare_user_code(actual=code, expected=_code_at(secret, counter)):
                return max(1, round(step * period / 60))
    return None


def current(secret: str, at: float) -> tuple[str, int]:
    """The code of that moment, and the seconds until the next one."""
    period = app_settings.TOTP_PERIOD
    return _code_at(secret, int(at) // period), period - int(at) % period


def _code_at(secret: str, counter: int) -> str:
    return format_hotp_value(hotp_value(secret, counter))


def _key(user: User, code: str) -> str:
    return f"code:{user.pk}:{normalize_user_code(code)}"
