"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, object]:
    """The languages of this page with the addresses of its twins; no session is touched."""
    installation = getattr(request, "installation", None)
    return {
        "site_name": "Бақылау",
        "site_url": settings.SITE_URL,
        "demonstration": getattr(request, "demonstration", False),
        "log_is_frozen": installation.log_is_frozen if installation else False,
        "canonical_url": settings.SITE_URL + request.path,
        "languages": [_twin(request, code, name) for code, name in settings.LANGUAGES],
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def _twin(request: HttpRequest, code: str, name: str) -> dict[str, object]:
    path = translate_url(request.path, code)
    query = request.META.get("QUERY_STRING", "")
    return {
        "code": code,
        "name": name,
        "url": f"{path}?{query}" if query else path,
        "current": code == get_language(),
    }
