"""A public report's own words: a moderator covers a part of them, or shows them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from reports import access, covering
from reports.forms.covering import CoverForm, UncoverForm
from reports.models import Report
from reports.views.removals import tried


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def words(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report's words as everybody reads them, what is covered, and both steps."""
    report = access.public_to_moderate(request, public_id)
    is_uncovering = request.POST.get("step") == "uncover"
    sent = request.POST if request.method == "POST" else None
    cover = CoverForm(None if is_uncovering else sent, report=report)
    uncover = UncoverForm(sent if is_uncovering else None)
    if is_uncovering:
        done = tried(uncover, lambda: _uncover(request, report, uncover))
    else:
        done = tried(cover, lambda: _cover(request, report, cover))
    if done:
        messages.success(request, _("Done. It stands in the public log with its reason."))
        return redirect("moderation:report-words", public_id)
    context = {
        "report": report,
        "cover": cover,
        "uncover": uncover,
        "passages": covering.passages_of(report),
    }
    status = 400 if cover.errors or uncover.errors else 200
    return render(request, "moderation/report_words.html", context, status=status)


def _cover(request: HttpRequest, report: Report, form: CoverForm) -> None:
    said = form.cleaned_data
    covering.cover(report, passages=said["passages"], reason=said["rule"], by=request.user)


def _uncover(request: HttpRequest, report: Report, form: UncoverForm) -> None:
    covering.uncover(report, reason=form.cleaned_data["reason"], by=request.user)
