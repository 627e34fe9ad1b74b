"""Hide, show again, erase: by people who are none of the offices reported on."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oversight.models import Appointment, User
from reports import conflicts, enclosures
from reports.forms.removals import ErasureForm, HidingForm
from reports.models import (
    Dossier,
    ErasureRequest,
    Gathering,
    Removal,
    Report,
    ReportQuerySet,
    Visibility,
)
from reports.removals import appeals, erasure_requests, hiding
from reports.workflow import NotAllowed

View = Callable[..., HttpResponse]
SHOWN, NEWEST = 100, 10
_APPEALED = (
    *("photo", "report__project", "report__machine", "report__place"),
    *("dossier__place", "gathering__place"),
)
_HIDE = {
    Removal.Action.HIDE: (hiding.hide_report, hiding.hide_photo),
    Removal.Action.SHOW: (hiding.show_report, hiding.show_photo),
}


def bodies_only(view: View) -> View:
    """Moderators, operators and groups; to everybody else it is not there."""

    @wraps(view)
    def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not erasure_requests.bodies_of(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return gate


@require_safe
@never_cache
@bodies_only
def requests(request: HttpRequest) -> HttpResponse:
    """Requests to erase that nobody has decided; and the way to a report by its id."""
    wanted = request.GET.get("report", "").strip().lower()
    if wanted and _removable().filter(public_id=wanted).exists():
        return redirect("moderation:removal", wanted)
    is_moderator = request.user.side == Appointment.Side.MODERATOR
    papers = _newest_papers(request.user) if is_moderator else []
    waiting = ErasureRequest.objects.filter(is_granted=None)
    waiting = waiting.select_related(
        "report__project", "report__machine", "report__place", "asked_by__appointment"
    )
    mine = set(erasure_requests.decidable_by(request.user).values_list("pk", flat=True))
    appealed = appeals.decidable_by(request.user)
    context = {
        "requests": [(one, one.pk in mine) for one in waiting[:SHOWN]],
        "wanted": wanted,
        "appeals": appealed.select_related(*_APPEALED)[:SHOWN],
        "papers": papers,
    }
    return render(request, "moderation/removals.html", context)


def _newest_papers(user: User) -> list[Dossier | Gathering]:
    """Final documents and gatherings of late, that this moderator may hide or show."""
    found: list[Dossier | Gathering] = []
    for model in (Dossier, Gathering):
        published = model.objects.exclude(**{model.PUBLISHED: None}).select_related("place")
        of_others = conflicts.papers_of_others(published, user)
        found += of_others.order_by(f"-{model.PUBLISHED}", "-pk")[:NEWEST]
    return found


def _removable() -> ReportQuerySet:
    """What was public once, and still has something to take away, or an appeal to decide."""
    appealed = Report.objects.filter(removals__in=appeals.waiting()).values("pk")
    shown = ~Q(visibility=Visibility.ERASED) | Q(pk__in=appealed)
    return Report.objects.exclude(public_on=None).filter(shown).for_lists()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@bodies_only
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report, with the forms to hide it or to ask that it be erased."""
    report = get_object_or_404(_removable(), public_id=public_id)
    step = request.POST.get("step", "")
    hide = HidingForm(request.POST if step == "hide" else None, report=report)
    erase = ErasureForm(request.POST if step == "erase" else None, report=report)
    is_moderator = request.user.side == Appointment.Side.MODERATOR
    is_moderator = is_moderator and not conflicts.is_own(report, request.user)
    appealed = appeals.to_decide(report, request.user) if is_moderator else None
    done = False
    if step == "appeal":
        return _decide_appeal(request, appealed)
    if report.visibility == Visibility.ERASED:
        step = ""
    if step == "hide" and is_moderator:
        done = tried(hide, lambda: hide_part(report, hide, request.user))
    elif step == "erase":
        done = tried(erase, lambda: _ask(request, report, erase))
    if done:
        messages.success(request, _("Done. It stands in the public log with its reason."))
        return redirect("moderation:removals")
    context = {
        "report": report,
        "hide": hide if is_moderator and report.visibility != Visibility.ERASED else None,
        "erase": erase,
        "appealed": appealed,
        "removals": report.removals.all(),
    }
    status = 400 if hide.errors or erase.errors else 200
    return render(request, "moderation/removal.html", context, status=status)


def _decide_appeal(request: HttpRequest, appealed: Removal | None) -> HttpResponse:
    """Only a moderator who did not hide or erase it; to others there is nothing to decide."""
    if appealed is None:
        raise Http404
    try:
        is_granted = request.POST.get("decision") == "grant"
        appeals.decide(appealed, moderator=request.user, is_granted=is_granted)
    except NotAllowed:
        messages.error(request, _("This can no longer be done."))
    else:
        messages.success(request, _("Done. It stands in the public log with its reason."))
    return redirect("moderation:removals")


def tried(form: Form, step: Callable[[], object]) -> bool:
    """Take the step when the form is right; what can no longer be done is said in the form."""
    if not form.is_valid():
        return False
    try:
        step()
    except NotAllowed:
        form.add_error(None, ValidationError(_("This can no longer be done.")))
        return False
    return True


def hide_part(report: Report, form: HidingForm, user: User) -> None:
    """Hide or show again what the form names. Raises NotAllowed."""
    of_report, of_photo = _HIDE[form.cleaned_data["action"]]
    if form.document:
        _hide_document(form)
    elif form.photo:
        of_photo(form.photo, reason=form.cleaned_data["reason"], by=user)
    else:
        of_report(report, reason=form.cleaned_data["reason"], by=user)


def _hide_document(form: HidingForm) -> None:
    if form.cleaned_data["action"] != Removal.Action.HIDE:
        raise NotAllowed("a document that is hidden is gone, so none is shown again")
    enclosures.keep_back(form.document.public_id, reason=form.cleaned_data["reason"])


def _ask(request: HttpRequest, report: Report, form: ErasureForm) -> None:
    erasure_requests.ask(
        report,
        user=request.user,
        ground=form.cleaned_data["ground"],
        note=form.cleaned_data["note"],
        photo=form.photo,
    )


@bodies_only
@require_POST
@never_cache
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree to an erasure, or decline it; only somebody of another body than who asked."""
    asked = get_object_or_404(ErasureRequest, public_id=public_id)
    if not erasure_requests.may_decide(asked, request.user):
        raise Http404
    is_granted = request.POST.get("decision") == "erase"
    try:
        erasure_requests.decide(asked, user=request.user, is_granted=is_granted)
    except NotAllowed:
        messages.error(request, _("Somebody has decided this request meanwhile."))
    else:
        messages.success(request, _("It is erased.") if is_granted else _("It is not erased."))
    return redirect("moderation:removals")
