"""Moderators hide final documents and minutes, or show them again, by the rules for reports."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from oversight.models import User
from reports import access
from reports.forms.removals import PaperForm
from reports.models import Dossier, Gathering, Removal
from reports.removals import appeals, hiding
from reports.workflow import NotAllowed

_STEPS: dict[str, tuple[Callable[..., Removal], Callable[..., Removal]]] = {
    Removal.Action.HIDE: (hiding.hide_paper, hiding.hide_photo),
    Removal.Action.SHOW: (hiding.show_paper, hiding.show_photo),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """One paper whole, the form that hides it, and the appeal that waits."""
    shown = access.paper_to_moderate(request, public_id)
    appealed = appeals.to_decide(shown, request.user)
    if appealed and request.POST.get("step") == "appeal":
        return _decide(request, appealed)
    form = PaperForm(request.POST or None, paper=shown)
    if form.is_valid() and _done(form, shown, request.user):
        messages.success(request, _("Done. It stands in the public log with its reason."))
        return redirect("moderation:removals")
    context = {
        "paper": shown,
        "asked": shown.commitments.select_related("office"),
        "pages": form.pages.values(),
        "form": form,
        "appealed": appealed,
        "removals": shown.removals.select_related("photo"),
    }
    return render(request, "moderation/paper.html", context, status=400 if form.errors else 200)


def _done(form: PaperForm, shown: Dossier | Gathering, user: User) -> bool:
    of_paper, of_page = _STEPS[form.cleaned_data["action"]]
    said = {"reason": form.cleaned_data["reason"], "by": user}
    try:
        of_page(form.page, **said) if form.page else of_paper(shown, **said)
    except NotAllowed:
        form.add_error(None, ValidationError(_("This can no longer be done.")))
        return False
    return True


def _decide(request: HttpRequest, appealed: Removal) -> HttpResponse:
    is_granted = request.POST.get("decision") == "grant"
    try:
        appeals.decide(appealed, moderator=request.user, is_granted=is_granted)
    except NotAllowed:
        messages.error(request, _("This can no longer be done."))
    else:
        messages.success(request, _("Done. It stands in the public log with its reason."))
    return redirect("moderation:removals")
