"""Pages of the ground floor: alive, the door, and where a signed-in user starts."""

import sys
from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views import defaults
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oversight import access, invitations, problems, signin
from oversight.forms import InvitationForm, LanguageForm
from oversight.models import Appointment

View = Callable[..., HttpResponse]

START = {
    Appointment.Side.OFFICE: "desk:queue",
    Appointment.Side.MODERATOR: "moderation:waiting",
    Appointment.Side.OPERATOR: "admin:index",
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def last_resort(request: HttpRequest) -> HttpResponse:
    """Called while an exception is handled. Without a database the site says so: a phone tries
    again by itself, and who reads it may send the same form once more."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return defaults.server_error(request)
    away = problems.Unavailable()
    if request.path.startswith(("/api/", "/open311/")):
        return problems.answer(away, request.path)
    response = HttpResponse(render_to_string("503.html"), status=away.status_code)
    response["Retry-After"] = str(away.wait)
    return response


@require_safe
def to_own_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the reader's language, Kazakh first."""
    language = get_language_from_request(request)
    known = dict(settings.LANGUAGES)
    response = redirect(f"/{language if language in known else settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@login_required
def home_of_user(request: HttpRequest) -> HttpResponse:
    """After signing in everybody starts where their work is."""
    start = "group-rooms" if access.groups_of(request.user).exists() else "home"
    return redirect(reverse(START.get(request.user.side, start)))


def sign_out(request: HttpRequest) -> HttpResponse:
    """Signing out is a POST, and leaves nothing of the desk in the browser."""
    response = account.logout(request)
    if request.method == "POST":
        # Not "storage": reports that wait on this device for a network lie there.
        response["Clear-Site-Data"] = '"cache", "cookies"'
    return response


@require_POST
def own_language(request: HttpRequest) -> HttpResponse:
    """Keep the language a user wants; before signing in, the browser keeps it for these pages."""
    form = LanguageForm(request.POST)
    response = redirect(_page_of_ours(request))
    if not form.is_valid():
        return response
    if request.user.is_authenticated:
        request.user.language = form.cleaned_data["language"]
        request.user.save(update_fields=["language"])
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        path=reverse("own-language").removesuffix("language/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _page_of_ours(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("home-of-user")


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with the link of an invitation, then go on to the second factor."""
    found = invitations.find(token)
    if found is None:
        return render(request, "oversight/invitation_gone.html", status=404)
    translation.activate(found.user.language)
    form = InvitationForm(request.POST or None, user=found.user)
    if form.is_valid() and invitations.accept(found, form.cleaned_data["password1"]):
        enrolment = reverse("mfa_activate_totp")
        return signin.admit(request, found.user, to=enrolment if found.user.side else "")
    context = {"form": form, "invited": found.user}
    response = render(
        request, "oversight/invitation.html", context, status=400 if form.errors else 200
    )
    # Our own pages would learn the address of this one; with no policy at all, browsers name no
    # origin when the form is sent, and it is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


def enrols(view: View) -> View:
    """A first factor that is proven by this request counts as shown in this session."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: object) -> HttpResponse:
        was_enrolled = signin.is_enrolled(request.user)
        response = view(request, **kwargs)
        if request.method == "POST" and not was_enrolled and signin.is_enrolled(request.user):
            signin.note_second_factor(request)
        return response

    return page


def disarms(view: View) -> View:
    """Whoever removes the last factor must enrol a new one before going on."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: object) -> HttpResponse:
        response = view(request, **kwargs)
        if request.method == "POST" and not signin.is_enrolled(request.user):
            signin.forget_second_factor(request)
        return response

    return page


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out on every device, this one too."""
    signin.end_everywhere(request.user)
    return redirect("account_login")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from somewhere else, or from an old page: say what to do."""
    return render(request, "403.html", status=403)
