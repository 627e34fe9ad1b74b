"""Rules that hold for whole parts of the site."""

import time
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from whitenoise.middleware import WhiteNoiseFileResponse

from oversight import access_log, signin
from oversight.models import Installation

Answer = Callable[[HttpRequest], HttpResponse]

STAFF_PATHS = ("/desk/", "/moderation/", "/admin/")
SAFE = ("GET", "HEAD", "OPTIONS")
OWN_LANGUAGE_PATHS = (*STAFF_PATHS, "/accounts/")


class CompressWords(GZipMiddleware):
    """Pages and data go out compressed; pictures already are."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.get("Content-Type", "").startswith("image/jpeg"):
            return response
        if isinstance(response, WhiteNoiseFileResponse) and "Content-Encoding" not in response:
            response = _in_one_piece(response)
        return super().process_response(request, response)


def _in_one_piece(file: WhiteNoiseFileResponse) -> HttpResponse:
    """A static file that was not compressed beforehand. In a stream its compressed length would be
    unknown, and the server would close the connection, of which a slow line has none to spare."""
    # The file alone is closed: closing the answer would say that the request has ended.
    with file.file_to_stream or nullcontext():
        return HttpResponse(file.getvalue(), headers=file.headers, status=file.status_code)


class SessionClock:
    """A session ends after half an hour of silence and after a working day. Public pages keep no
    time: they never look at a session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OWN_LANGUAGE_PATHS) and signin.has_session(request):
            self._keep_time(request)
        return self.get_response(request)

    def _keep_time(self, request: HttpRequest) -> None:
        now = time.time()
        if not request.user.is_authenticated:
            return
        if not signin.is_over(request.session, now):
            signin.note_activity(request.session, now)
            return
        with translation.override(request.user.language):
            sentence = _("You were signed out because nothing had been done here for a while.")
        logout(request)
        messages.info(request, sentence)


class OwnLanguage:
    """The offices' side speaks the signed-in user's own language; public pages their address's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ours = request.path.startswith(OWN_LANGUAGE_PATHS) and signin.has_session(request)
        if ours and request.user.is_authenticated:
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
                return redirect(signin.sign_in_again_url(request))
            if not signin.has_second_factor(request):
                return redirect(signin.enrolment_url(request))
        return self.get_response(request)


class AccessLog:
    """Whatever a signed-in person sends to the desk, moderation or the Django admin is noted."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_write = request.path.startswith(STAFF_PATHS) and request.method not in SAFE
        if is_write and request.user.is_authenticated:
            deed = access_log.Deed.WROTE
            access_log.note(request.user, deed, request.path, response.status_code)
        return response


class Demonstration:
    """While demonstration data is loaded, every answer says so and robots are told to stay away."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((settings.STATIC_URL, "/healthz")):
            return self.get_response(request)
        request.installation = Installation.current()
        request.demonstration = request.installation.demonstration
        response = self.get_response(request)
        if request.demonstration:
            response["Baqylau-Demonstration"] = "yes"
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response
