""" "I see it too": one tap, and a code of one's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight.origin import public_post
from reports import access, confirming, ladder
from reports.filing import DraftConflict
from reports.forms.filing import ConfirmationForm
from reports.models import Report
from reports.slips import Slip


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that one sees the same; nothing is typed."""
    report = access.report_to_confirm(public_id)
    if not request.installation.takes_reports:
        return _ask(request, report, status=503)
    form = ConfirmationForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, report, status=400 if request.method == "POST" else 200)
    code = form.cleaned_data["receipt_code"]
    try:
        confirming.confirm(report, draft_id=form.cleaned_data["draft_id"], code=code)
    except DraftConflict:
        return _ask(request, report, status=409)
    except ladder.Closed:
        response = _ask(request, report, status=503)
        response["Retry-After"] = str(ladder.RETRY)
        return response
    context = {"report": report, "slip": Slip(code), "languages": []}
    return render(request, "reports/confirmed.html", context)


def _ask(request: HttpRequest, report: Report, status: int) -> HttpResponse:
    context = {"report": report, "form": ConfirmationForm.fresh()}
    if status >= 400:
        context["error"] = _("This was not counted. Please try once more.")
    return render(request, "reports/confirm.html", context, status=status)
