"""A moderator asks the reporter before deciding on a held report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from reports import access, questions
from reports.forms.casework import ModeratorsQuestionForm
from reports.models import Report
from reports.workflow import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """One question of the list or in own words; it is read and answered with the receipt code."""
    report = access.report_to_moderate(request, public_id)
    form = ModeratorsQuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asked(request, report, form):
        messages.success(request, _("The reporter reads your question with the receipt code."))
        return redirect("moderation:decide", public_id)
    context = {"report": report, "form": form}
    return render(request, "moderation/ask.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, report: Report, form: ModeratorsQuestionForm) -> bool:
    said = {"about": form.cleaned_data["about"], "text": form.cleaned_data["text"]}
    try:
        questions.ask_held(report, author=request.user, language=get_language(), **said)
    except NotAllowed:
        form.add_error(None, ValidationError(_("Another question is open, or it is decided.")))
        return False
    return True
