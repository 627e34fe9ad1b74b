"""Held reports, decided by written rules by people independent of the offices."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight import access_log
from oversight.calendar import today
from reports import access, checks, conflicts, covering, objecting, questions, services, statements
from reports.deadlines import Deadlines
from reports.forms.covering import HeldForm
from reports.models import Decision, Likeness, Question, Report, Visibility
from reports.workflow import NotAllowed

SHOWN = 100
DECIDE = {
    Decision.Action.PUBLISH: services.publish_report,
    Decision.Action.REFUSE: services.refuse_report,
}
DONE = {
    Decision.Action.PUBLISH: gettext_lazy(
        "The report is public. The office's time to answer runs."
    ),
    Decision.Action.REFUSE: gettext_lazy("The report is refused. Its author reads the reason."),
}
_ANSWERED = Question.objects.of_moderators().filter(
    report=OuterRef("pk"), state=Question.State.ANSWERED
)


@require_safe
@never_cache
@sides.moderators_only
def waiting(request: HttpRequest) -> HttpResponse:
    """Held reports, those to be decided first on top; never those one has decided before, or of
    one's own group."""
    held = (
        conflicts.of_others(Report.objects.held(), request.user)
        .exclude(decisions__moderator=request.user)
        .annotate(is_answered=Exists(_ANSWERED))
        .select_related("project", "machine", "place")
        .order_by("decide_by", "public_id")
    )
    context = {
        "reports": held[:SHOWN],
        "count": held.count(),
        "statement_count": statements.to_decide(request.user).count(),
        "objection_count": objecting.to_decide(request.user).count(),
        "soon_on": Deadlines(today()).soon(),
    }
    return render(request, "moderation/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """One held report whole, what the checks noticed in it, and the decision."""
    report = access.report_to_moderate(request, public_id)
    form = HeldForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid() and _decided(request, report, form):
        return redirect("moderation:waiting")
    context = {
        "report": report,
        "form": form,
        "noticed": checks.found_in_report(report.text),
        "alike": _alike(report),
        "asked": report.questions.of_moderators(),
        "may_ask": questions.may_ask_held(report),
        "soon_on": Deadlines(today()).soon(),
    }
    return render(request, "moderation/decide.html", context, status=400 if form.errors else 200)


def _alike(report: Report) -> QuerySet[Likeness]:
    """Photos of other reports that look like this one's, as far as they may be looked at."""
    gone = [Visibility.HIDDEN, Visibility.ERASED]
    seen = Likeness.objects.filter(photo__report=report, other__visibility=Visibility.PUBLIC)
    seen = seen.exclude(other__report__visibility__in=gone)
    return seen.exclude(other__reply__report__visibility__in=gone).select_related(
        "photo", "other__report__place", "other__reply__report__place"
    )


def _decided(request: HttpRequest, report: Report, form: HeldForm) -> bool:
    said = form.cleaned_data
    decision = {"moderator": request.user, "reason": said["reason"], "note": said["note"]}
    try:
        if said["passages"]:
            hidden = {"passages": said["passages"], "rule": said["rule"]}
            covering.publish_covered(report, **decision, **hidden)
        else:
            DECIDE[said["action"]](report, **decision)
    except NotAllowed:
        form.add_error(None, ValidationError(_("Somebody has decided this report meanwhile.")))
        return False
    messages.success(request, DONE[said["action"]])
    return True


@require_safe
@never_cache
@sides.moderators_only
def reads(request: HttpRequest) -> HttpResponse:
    """Who opened held reports: moderators watch one another, and offices never learn of it."""
    return render(
        request, "moderation/reads.html", {"reads": access_log.reads_of_held()[: 2 * SHOWN]}
    )
