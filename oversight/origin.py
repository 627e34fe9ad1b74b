"""Public forms without cookies: who may post them from where."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from oversight import signin

View = Callable[..., HttpResponse]
_protected = decorator_from_middleware(CsrfViewMiddleware)
_SAME_SITE = {"same-origin", "none"}


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this request."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site and fetch_site not in _SAME_SITE:
        return True
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def public_post(view: View) -> View:
    """A POST without a session cookie stands on its draft id and code; with one, CSRF holds.

    Public pages set no cookie, so there is no token to compare; a foreign page's POST is
    refused by what the browser says of its origin.
    """
    guarded = _protected(view)

    @csrf_exempt
    @wraps(view)
    def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if signin.has_session(request):
            return guarded(request, *args, **kwargs)
        if request.method == "POST" and is_foreign(request):
            return _refused(request)
        return view(request, *args, **kwargs)

    return gate


def _refused(request: HttpRequest) -> HttpResponse:
    return CsrfViewMiddleware(lambda _request: None)._reject(request, "foreign origin")
