"""Pages of the ground floor: alive, and where a signed-in user starts."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from oversight.models import Appointment

START = {
    Appointment.Side.OFFICE: "desk:queue",
    Appointment.Side.MODERATOR: "moderation:waiting",
    Appointment.Side.OPERATOR: "admin:index",
}


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


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
    return redirect(reverse(START.get(request.user.side, "home")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from somewhere else, or from an old page: say what to do."""
    return render(request, "csrf.html", status=403)
