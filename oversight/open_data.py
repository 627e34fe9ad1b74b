"""What every address of open data keeps to: any page may read it, and nothing is sent twice."""

import hashlib
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, Throttled

from oversight import problems, quotas

Answer = Callable[[HttpRequest], HttpResponse]

PLACES = ("/api/v1/", "/open311/")
PRIVATE = "/api/v1/receipt/"  # the code that opens it is no other page's business
READING = "GET, HEAD, OPTIONS"
_MAY_SEND = "Accept, Accept-Language, If-None-Match, X-Api-Key"
_MAY_READ = "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
_DAY = "86400"


def is_here(request: HttpRequest) -> bool:
    return request.path.startswith(PLACES) and not request.path.startswith(PRIVATE)


class UnknownKey(problems.Problem):
    status_code = 403
    default_code = "key_unknown"
    default_detail = _("This key of the API is unknown, or it was ended.")


class OpenData:
    """Reading is open to the pages of every site; an ETag is a hash of the content (no moment
    is told), and whoever has that content is told so in a few bytes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_here(request):
            return self.get_response(request)
        if _asks_to_read(request):
            return _open(HttpResponse(status=204), preflight=True)
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        if refusal := _spent(request):
            return _counted(request, _open(problems.answer(refusal, request.path)))
        response = self.get_response(request)
        if "no-store" in response.get("Cache-Control", ""):
            return response
        return _counted(request, _open(_unless_known(request, response)))


def _asks_to_read(request: HttpRequest) -> bool:
    """A browser asks beforehand whether a page of another site may read."""
    wish = request.headers.get("Access-Control-Request-Method", "")
    return request.method == "OPTIONS" and wish in ("GET", "HEAD")


def _open(response: HttpResponse, *, preflight: bool = False) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _MAY_READ
    if preflight:
        response["Access-Control-Allow-Methods"] = READING
        response["Access-Control-Allow-Headers"] = _MAY_SEND
        response["Access-Control-Max-Age"] = _DAY
    return response


def _spent(request: HttpRequest) -> APIException | None:
    """Count the request; why it is refused, where the reader has had its share."""
    try:
        request.quota = quotas.take(request.headers.get("X-Api-Key", ""), time.time())
    except quotas.UnknownKey:
        return UnknownKey()
    return Throttled(request.quota.seconds) if request.quota.is_spent else None


def _counted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What is left of the reader's share, where it was counted."""
    quota = getattr(request, "quota", None)
    if quota:
        response["RateLimit-Limit"] = quota.limit
        response["RateLimit-Remaining"] = max(0, quota.remaining)
        response["RateLimit-Reset"] = quota.seconds
    return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200 or response.streaming:
        return response
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'"{digest}"'
    patch_cache_control(response, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response)
