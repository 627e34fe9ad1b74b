"""Signing in: nobody signs up, the second factor opens the desks, and a session ends in time."""

import time
from io import BytesIO
from urllib.parse import urlencode

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from oversight import access_log, jobs
from oversight.models import User

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
IDLE = 30 * 60  # seconds
DEVICE = "device"
DEVICE_AGE = 365 * 24 * 3600  # seconds
NOTED_EVERY = 60  # seconds: a session is not written at each click


def has_session(request: HttpRequest) -> bool:
    """Whether the browser sent a session cookie at all; asking costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


# The second factor --------------------------------------------------------------------------


def is_enrolled(user: User) -> bool:
    """Whether the user has a second factor; recovery codes alone are none."""
    return is_mfa_enabled(user, SECOND_FACTORS)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session has shown the second factor."""
    return any(record["method"] == "mfa" for record in _records(request))


def note_second_factor(request: HttpRequest) -> None:
    """A factor that was proven while it was enrolled counts as shown."""
    record_authentication(request, request.user, method="mfa")


def forget_second_factor(request: HttpRequest) -> None:
    """With the last factor gone, the session must not live on what it once showed."""
    kept = [record for record in _records(request) if record["method"] != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def enrolment_url(request: HttpRequest) -> str:
    """Where a session without a second factor goes: enrol one, or show the one that is there."""
    if is_enrolled(request.user):
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
    return reverse("mfa_activate_totp")


def sign_in_again_url(request: HttpRequest) -> str:
    """The sign-in page that leads back here."""
    return f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"


def was_shown_recently(request: HttpRequest) -> bool:
    """Whether the strongest thing the user has was shown in the last quarter of an hour."""
    method = "mfa" if is_enrolled(request.user) else "password"
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(
        record["method"] == method and record.get("at", 0) > since for record in _records(request)
    )


def _records(request: HttpRequest) -> list[dict]:
    return get_authentication_records(request, request.user)


# Sessions -----------------------------------------------------------------------------------


def admit(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """Sign in somebody who has just chosen a password, and lead them on."""
    logout(request)
    record_authentication(request, user, method="password")
    return perform_login(request, Login(user=user, redirect_url=to))


def is_over(session: SessionBase, at: float) -> bool:
    """Half an hour of silence or a working day ends a session."""
    began, seen = session.get("began_at", at), session.get("seen_at", at)
    return at - seen > IDLE or at - began > settings.SESSION_COOKIE_AGE


def note_activity(session: SessionBase, at: float) -> None:
    """Remember when the session began and when it was last used."""
    if at - session.get("seen_at", 0) > NOTED_EVERY:
        session.setdefault("began_at", at)
        session["seen_at"] = at


def end_everywhere(user: User) -> None:
    """Every session of the user ends with its next request, this one too."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    access_log.note(user, access_log.Deed.SIGNED_OUT)


# The device ---------------------------------------------------------------------------------


def knows_device(request: HttpRequest, user: User) -> bool:
    """Whether this browser has signed in as this user before."""
    return str(user.pk) in _users_of_device(request)


def _users_of_device(request: HttpRequest) -> list[str]:
    kept = request.get_signed_cookie(DEVICE, default="", salt=DEVICE, max_age=DEVICE_AGE)
    return [pk for pk in kept.split(".") if pk]


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Users who share an office's computer are all remembered on it, the last few of them."""
    others = [pk for pk in _users_of_device(request) if pk != str(user.pk)]
    response.set_signed_cookie(
        DEVICE,
        ".".join([*others[-9:], str(user.pk)]),
        salt=DEVICE,
        max_age=DEVICE_AGE,
        path=reverse("account_login").removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@transaction.atomic
def note_entry(request: HttpRequest, user: User) -> None:
    """Somebody came in; from a device that is new to the account, its owner is told by letter."""
    if access_log.has_signed_in(user) and not knows_device(request, user):
        jobs.put_again("tell_new_device", user.pk)
    access_log.note(user, access_log.Deed.SIGNED_IN)


# What allauth asks --------------------------------------------------------------------------


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: operators invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse:
        """All that is asked was right: note it, and know this device the next time."""
        response = super().post_login(request, user, **kwargs)
        note_entry(request, user)
        remember_device(request, response, user)
        return response

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """A closed account answers like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def is_reauthentication_required(self, **kwargs: str) -> bool:
        """Whoever has just signed in need not do it twice; enrolled, only the factor counts."""
        return not was_shown_recently(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """Whoever has a second factor shows that one again: a password opens nothing grave."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The change signs out everywhere, here too."""
        return reverse("account_login")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Counted by account alone: a Host header has as many ports as a guesser wants counts."""
        return credentials.get("email", "").lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """The picture that a phone reads, and the name a passkey is kept under."""

    def build_totp_svg(self, url: str) -> str:
        out = BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(out, kind="svg", border=4, light="#fff", xmldecl=False, svgclass=None)
        return out.getvalue().decode()

    def _get_site_name(self) -> str:
        return "Baqylau"
