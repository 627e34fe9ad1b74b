"""The rooms in which a group drafts final documents and keeps gatherings."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oversight.calendar import today
from oversight.models import InitiativeGroup
from reports.forms.dossiers import CommitmentForm, DossierForm, GatheringForm, MinutesForm
from reports.groups import dossiers, gatherings
from reports.models import Commitment, Dossier, Gathering, Photo
from reports.views.group_rooms import members_only

# Final documents ----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def dossier_list(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """The documents of the group, and a form that begins one."""
    first = {"place": group.place_id, "language": request.user.language, "kind": "monitoring"}
    form = DossierForm(request.POST or None, group=group, initial=first)
    if form.is_valid():
        form.instance.author, form.instance.drafted_on = request.user, today()
        form.save()
        return redirect("group-dossier", group.slug, form.instance.public_id)
    context = {"group": group, "form": form, "dossiers": group.dossiers.select_related("place")}
    return render(request, "groups/dossiers.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def dossier(request: HttpRequest, group: InitiativeGroup, public_id: str) -> HttpResponse:
    """A draft: its words, its facts, its recommendations, and the button that sends it."""
    shown = get_object_or_404(group.dossiers.filter(sent_on=None), public_id=public_id)
    wish = request.POST.get("action", "")
    words = DossierForm(request.POST if wish == "save" else None, group=group, instance=shown)
    asks = CommitmentForm(request.POST if wish == "add" else None, group=group, dated=False)
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


# Gatherings ---------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def gathering_list(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """The gatherings the group has announced, and a form for the next one."""
    first = {"place": group.place_id, "language": request.user.language}
    if request.POST.get("action") == "take_away":
        return _take_away(request, group)
    form = GatheringForm(request.POST or None, group=group, initial=first)
    if form.is_valid():
        form.instance.author = request.user
        gatherings.announce(form.instance)
        return redirect("group-gathering", group.slug, form.instance.public_id)
    held = group.gatherings.select_related("place").prefetch_related("photos")
    context = {"group": group, "form": form, "gatherings": held}
    return render(request, "groups/gatherings.html", context, status=400 if form.errors else 200)


def _take_away(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    pages = Photo.objects.filter(gathering__group=group)
    gatherings.take_away(get_object_or_404(pages, public_id=request.POST.get("page", "")))
    messages.success(request, _("The page is gone."))
    return redirect("group-gatherings", group.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def gathering(request: HttpRequest, group: InitiativeGroup, public_id: str) -> HttpResponse:
    """One gathering before its minutes are published: decisions first, then the minutes."""
    shown = get_object_or_404(group.gatherings.filter(minutes_on=None), public_id=public_id)
    wish = request.POST.get("action", "")
    sent = (request.POST, request.FILES) if wish == "publish" else (None, None)
    minutes = MinutesForm(*sent, instance=shown)
    asks = CommitmentForm(request.POST if wish == "add" else None, group=group, dated=True)
    if wish == "publish" and minutes.is_valid():
        return _publish(request, shown, minutes.cleaned_data["pages"])
    if wish == "add" and asks.is_valid():
        gatherings.decide(shown, **_said(asks))
    elif wish == "drop":
        gatherings.drop(shown, _commitment(request, shown.decisions))
    else:
        context = {
            "group": group,
            "gathering": shown,
            "form": minutes,
            "asks": asks,
            "is_over": shown.held_on <= today(),
            "decisions": shown.decisions.select_related("office"),
        }
        status = 400 if minutes.errors or asks.errors else 200
        return render(request, "groups/gathering_draft.html", context, status=status)
    return redirect("group-gathering", group.slug, shown.public_id)


def _publish(request: HttpRequest, shown: Gathering, pages: list[Photo]) -> HttpResponse:
    try:
        gatherings.keep_minutes(shown, pages)
    except gatherings.NotReady:
        raise Http404 from None
    messages.success(request, _("The minutes are published. Each office answers by its day."))
    return redirect("gathering", shown.public_id)
