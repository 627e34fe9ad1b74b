"""Off the site at once: to a page that says nothing about it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight.origin import public_post


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Lead away; with the button also erase what the browser keeps of this site, drafts too.

    A form may not lead to another site, not even by a redirect: the page it gets goes on by itself.
    """
    if request.method != "POST":
        response = redirect(settings.LEAVE_URL)
    else:
        response = render(request, "reports/leaving.html", {"address": settings.LEAVE_URL})
        response["Clear-Site-Data"] = '"cache", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    return response
