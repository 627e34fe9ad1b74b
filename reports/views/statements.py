"""A firm that a report names is heard: it writes, a moderator reads, everybody may read it."""

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
from reports import access, checks, statements
from reports.deadlines import Deadlines
from reports.forms.statements import FirmDecisionForm, FirmForm, StatementForm
from reports.models import Report, StatementRequest
from reports.workflow import NotAllowed

SHOWN = 100
RETRY = 24 * 3600  # seconds


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def firm(request: HttpRequest, public_id: str) -> HttpResponse:
    """A firm's own form: nobody but moderators reads what it sends, until one shows it."""
    report = access.report_to_speak_on(public_id)
    if request.method != "POST":
        return _ask(request, report, FirmForm.fresh(report))
    form = FirmForm(request.POST)
    if not form.is_valid():
        return _ask(request, report, form, status=400)
    try:
        sent = statements.receive(form.request(report))
    except statements.Closed:
        form.add_error(
            None,
            _("More statements came than anybody can read. Send it again tomorrow, please."),
        )
        response = _ask(request, report, form, status=503)
        response["Retry-After"] = str(RETRY)
        return response
    # The same page in another language would be an empty form.
    return render(request, "reports/firm_sent.html", {"sent": sent, "languages": []})


def _ask(request: HttpRequest, report: Report, form: FirmForm, status: int = 200) -> HttpResponse:
    context = {"report": report, "form": form, "show_by": statements.show_by(today())}
    return render(request, "reports/firm.html", context, status=status)


@require_safe
@never_cache
@sides.moderators_only
def waiting(request: HttpRequest) -> HttpResponse:
    """What firms sent and nobody has decided, what should be shown first on top."""
    sent = statements.to_decide(request.user).select_related(
        "report__project", "report__machine", "report__place"
    )
    context = {"statements": sent[:SHOWN], "soon_on": Deadlines(today()).soon()}
    return render(request, "moderation/statements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """One statement whole, whom to ask whether the firm wrote it, and the decision."""
    sent = get_object_or_404(statements.to_decide(request.user), public_id=public_id)
    form = FirmDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, sent, form):
        return redirect("moderation:statements")
    context = {"sent": sent, "form": form, "noticed": checks.found(sent.text)}
    status = 400 if form.errors else 200
    return render(request, "moderation/firm.html", context, status=status)


def _decided(request: HttpRequest, sent: StatementRequest, form: FirmDecisionForm) -> bool:
    try:
        if form.cleaned_data["decision"] == "show":
            statements.show_request(sent, moderator=request.user)
            said = _("Done. It stands in the public log with its reason.")
        else:
            reason = form.cleaned_data["reason"]
            statements.refuse_request(sent, reason=reason, moderator=request.user)
            said = _("It is not shown. The firm is told why.")
    except NotAllowed:
        form.add_error(None, ValidationError(_("Somebody has decided this meanwhile.")))
        return False
    messages.success(request, said)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put words that came by letter beside the report, as they came."""
    report = access.public_to_moderate(request, public_id)
    form = StatementForm(request.POST or None, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("firm", "text", "language")}
        received_on = form.cleaned_data["received_on"]
        statements.show(report, received_on=received_on, moderator=request.user, **told)
        messages.success(request, _("Done. It stands in the public log with its reason."))
        return redirect("moderation:removal", public_id)
    context = {"report": report, "form": form, "show_by": statements.show_by(today())}
    return render(request, "moderation/statement.html", context, status=400 if form.errors else 200)
