"""A reader objects to a public report; a moderator decides once for all who do."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.calendar import today
from oversight.origin import public_post
from reports import access, ladder, objecting
from reports.deadlines import Deadlines
from reports.forms.objections import SETTLE, STAY, ObjectionForm, ObjectionsDecisionForm
from reports.models import Objection, Report
from reports.views.removals import hide_part
from reports.workflow import NotAllowed

SHOWN = 100


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say which written rule a public report breaks; nobody is asked who says so."""
    report = access.report_to_speak_on(public_id)
    if request.method != "POST":
        return _ask(request, report, ObjectionForm.fresh())
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _ask(request, report, form, status=400)
    try:
        sent = objecting.receive(form.objection(report))
    except ladder.Closed:
        form.add_error(
            None, _("More objections come than anybody can read. Try again in an hour, please.")
        )
        response = _ask(request, report, form, status=503)
        response["Retry-After"] = str(ladder.HOUR)
        return response
    # The same page in another language would be an empty form.
    context = {"report": report, "sent": sent, "languages": []}
    return render(request, "reports/objection_sent.html", context)


def _ask(
    request: HttpRequest, report: Report, form: ObjectionForm, status: int = 200
) -> HttpResponse:
    context = {"report": report, "form": form, "decide_by": Deadlines(today()).decide_by()}
    return render(request, "reports/objection.html", context, status=status)


@require_safe
@never_cache
@sides.moderators_only
def waiting(request: HttpRequest) -> HttpResponse:
    """Public reports to which readers object, what should be decided first on top."""
    context = {
        "cases": objecting.cases(request.user, SHOWN),
        "soon_on": Deadlines(today()).soon(),
    }
    return render(request, "moderation/objections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report whole, what readers object to in it, and the decision on all of that."""
    mine = objecting.to_decide(request.user).select_related("project", "machine", "place")
    report = get_object_or_404(mine, public_id=public_id)
    said = report.objections.filter(state=Objection.State.WAITING)
    newest = said.order_by("-pk").values_list("pk", flat=True).first()
    form = ObjectionsDecisionForm(
        request.POST or None,
        report=report,
        is_hidden_in_part=objecting.is_hidden_in_part(report),
        initial={"seen": newest},
    )
    if request.method == "POST" and form.is_valid() and _decided(request, report, form):
        return redirect("moderation:objections")
    context = {
        "report": report,
        "case": objecting.case(report),
        "words": said.exclude(words=""),
        "earlier": _earlier(report),
        "form": form,
    }
    return render(request, "moderation/objection.html", context, status=400 if form.errors else 200)


def _earlier(report: Report) -> list[Objection]:
    """What was decided before, a line for each reason and day."""
    done = report.objections.exclude(state=Objection.State.WAITING).order_by("decided_on")
    rows = done.values("decided_on", "reason", "state").distinct()
    return [Objection(**row) for row in rows]


def _decided(request: HttpRequest, report: Report, form: ObjectionsDecisionForm) -> bool:
    seen = {"seen": form.cleaned_data["seen"], "moderator": request.user}
    try:
        if form.cleaned_data["action"] == STAY:
            objecting.let_stay(report, **seen)
        elif form.cleaned_data["action"] == SETTLE:
            objecting.settle(report, **seen)
        else:
            objecting.uphold(report, hide=partial(hide_part, report, form, request.user), **seen)
    except NotAllowed:
        form.add_error(None, ValidationError(_("Somebody has decided this meanwhile.")))
        return False
    messages.success(request, _("Done. It stands in the public log with its reason."))
    return True
