"""Rules that hold for whole parts of the site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from oversight import signin
from oversight.models import Installation

Answer = Callable[[HttpRequest], HttpResponse]

STAFF_PATHS = ("/desk/", "/moderation/", "/admin/")
OWN_LANGUAGE_PATHS = (*STAFF_PATHS, "/accounts/")


class OwnLanguage:
    """The offices' side speaks the signed-in user's own language; public pages their address's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OWN_LANGUAGE_PATHS) and signin.has_session(request):
            if request.user.is_authenticated:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)


class SecondFactor:
    """Nobody enters the desk, moderation or the Django admin on a password alone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF_PATHS):
            if not request.user.is_authenticated:
                return redirect(f"{reverse('account_login')}?next={request.path}")
            if not signin.has_second_factor(request):
                return redirect(signin.enrolment_url(request))
        return self.get_response(request)


class Demonstration:
    """While demonstration data is loaded, every answer says so and robots are told to stay away."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((settings.STATIC_URL, "/healthz")):
            return self.get_response(request)
        request.demonstration = Installation.current().demonstration
        response = self.get_response(request)
        if request.demonstration:
            response["Baqylau-Demonstration"] = "yes"
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response
