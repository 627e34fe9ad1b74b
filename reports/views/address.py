"""The link in the letter to a reporter: yes, this address is mine."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight.origin import public_post
from reports import access, waiting


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Opening the link does nothing: mail programs open links by themselves."""
    report = access.report_of_letter(public_id, token)
    if report is None:
        raise Http404
    if request.method == "POST":
        report = waiting.confirm(report, erase_address="erase_address" in request.POST)
    return render(request, "reports/confirm_address.html", {"report": report, "languages": []})
