"""What a phone keeps of the site, to open it without a network."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from reports import offline


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it serves every page. Browsers ask for it anew each day."""
    response = HttpResponse(offline.script(request), content_type="text/javascript")
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def report_shell(request: HttpRequest) -> HttpResponse:
    """The report form without code, draft id, work or place: the phone knows them."""
    return _fresh(offline.shell(request))


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Reports that have not left the phone, one's own reports, kept villages."""
    return _fresh(offline.queue(request))


def _fresh(page: str) -> HttpResponse:
    response = HttpResponse(page)
    patch_cache_control(response, no_cache=True)
    return response
