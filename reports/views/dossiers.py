"""The rooms in which a group drafts final documents and sends them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oversight.calendar import today
from oversight.models import InitiativeGroup
from reports.forms.dossiers import CommitmentForm, DossierForm
from reports.groups import dossiers
from reports.models import Commitment, Dossier
from reports.views.gatherings import appeal
from reports.views.group_rooms import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def dossier_list(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """The documents of the group, and a form that begins one."""
    if request.POST.get("action") == "appeal":
        return appeal(request, group.dossiers.all(), reverse("group-dossiers", args=[group.slug]))
    first = {"place": group.place_id, "language": request.user.language, "kind": "monitoring"}
    form = DossierForm(request.POST or None, group=group, initial=first)
    if form.is_valid():
        form.instance.author, form.instance.drafted_on = request.user, today()
        form.save()
        return redirect("group-dossier", group.slug, form.instance.public_id)
    kept = group.dossiers.select_related("place").prefetch_related("removals")
    context = {"group": group, "form": form, "dossiers": kept}
    return render(request, "groups/dossiers.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def dossier(request: HttpRequest, group: InitiativeGroup, public_id: str) -> HttpResponse:
    """A draft: its words, its facts, its recommendations, and the button that sends it."""
    shown = get_object_or_404(group.dossiers.filter(sent_on=None), public_id=public_id)
    wish = request.POST.get("action", "")
    words = DossierForm(request.POST if wish == "save" else None, group=group, instance=shown)
    asks = CommitmentForm(request.POST if wish == "add" else None, near=group.place, dated=False)
    if wish == "save" and words.is_valid():
        words.save()
    elif wish == "add" and asks.is_valid():
        dossiers.recommend(shown, **_said(asks))
    elif wish == "drop":
        dossiers.drop(shown, _commitment(request, shown.recommendations))
    elif wish == "send":
        return _send(request, group, shown)
    else:
        context = {
            "group": group,
            "dossier": shown,
            "form": words,
            "asks": asks,
            "send_by": dossiers.send_by(shown.ended_on),
            "recommendations": shown.recommendations.select_related("office"),
        }
        status = 400 if words.errors or asks.errors else 200
        return render(request, "groups/dossier_draft.html", context, status=status)
    return redirect("group-dossier", group.slug, shown.public_id)


def _send(request: HttpRequest, group: InitiativeGroup, shown: Dossier) -> HttpResponse:
    try:
        dossiers.send(shown)
    except dossiers.NotReady:
        messages.error(request, _("First choose a fact and write a recommendation."))
        return redirect("group-dossier", group.slug, shown.public_id)
    messages.success(request, _("The document is sent. Each office answers by the day it names."))
    return redirect("dossier", shown.public_id)


def _said(form: CommitmentForm) -> dict[str, object]:
    return dict(form.cleaned_data)


def _commitment(request: HttpRequest, commitments: QuerySet[Commitment]) -> Commitment:
    return get_object_or_404(commitments, public_id=request.POST.get("commitment", ""))
