"""Final documents and gatherings for everybody, on screen and on paper."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from oversight import public_log
from oversight.calendar import today
from oversight.models import Place
from oversight.origin import public_post
from projects import services as register
from reports import deadlines, timeline
from reports.assembly import Pack
from reports.groups import commitments
from reports.models import Commitment, Dossier, Gathering


@require_safe
def dossier(request: HttpRequest, public_id: str) -> HttpResponse:
    """A final document that was sent, as a page to print; a draft is not there."""
    sent = Dossier.objects.exclude(sent_on=None).select_related("group", "place", "regime")
    shown = get_object_or_404(sent, public_id=public_id)
    if not shown.is_public:
        return _hidden(request, shown)
    context = {
        "dossier": shown,
        "facts": timeline.newest(shown.reports.all()).reverse(),
        "recommendations": shown.recommendations.select_related("office"),
        "ties": shown.group.ties.filter(ended_on=None).select_related("office", "supplier"),
        "address": settings.SITE_URL + reverse("dossier", args=[shown.public_id]),
        "checkpoint": public_log.latest_checkpoint(),
    }
    return render(request, "groups/dossier.html", context)


@require_safe
def gathering(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a gathering is about, and once it was held what it decided and what became of it."""
    decisions = Prefetch("decisions", Commitment.objects.select_related("office"))
    known = Gathering.objects.select_related("place__parent__parent__parent", "group", "office")
    shown = get_object_or_404(known.prefetch_related(decisions), public_id=public_id)
    if not shown.is_public:
        return _hidden(request, shown)
    context = {
        "gathering": shown,
        "is_over": shown.held_on < today(),
        "pages": [page for page in shown.photos.all() if page.is_ready],
    }
    return render(request, "groups/gathering.html", context)


def _hidden(request: HttpRequest, paper: Dossier | Gathering) -> HttpResponse:
    """That a paper was there, whose it is, and why it can no longer be read."""
    context = {"paper": paper, "removal": paper.hiding}
    return render(request, "groups/hidden.html", context, status=410)


@public_post
@never_cache
@require_POST
def dispute(request: HttpRequest, public_id: str) -> HttpResponse:
    """One tap says that a decision of the minutes was not taken like that."""
    decided = Commitment.objects.shown().filter(gathering__public_id=public_id)
    wanted = request.POST.get("decision", "")
    shown = get_object_or_404(
        decided.select_related("gathering__place", "office"), public_id=wanted
    )
    return render(request, "groups/disputed.html", {"decision": commitments.dispute(shown)})


@require_safe
def assembly(request: HttpRequest, code: str) -> HttpResponse:
    """What a village's assembly should have before it, on one sheet of paper."""
    return _assembly(request, code, "reports/assembly_sheet.html")


@require_safe
def assembly_screen(request: HttpRequest, code: str) -> HttpResponse:
    """The same in large letters, for the wall."""
    return _assembly(request, code, "reports/assembly_screen.html")


def _assembly(request: HttpRequest, code: str, template: str) -> HttpResponse:
    place = Place.objects.at(code)
    if place is None:
        raise Http404
    context = {
        "place": place,
        "pack": Pack.of(place),
        "office": register.akims_office(place),
        "size": "a4",
        "sizes": ["a4"],
        "address": settings.SITE_URL + reverse("short", args=[place.code]),
        "printed_on": today(),
        "answer_days": deadlines.ANSWER,
        "checkpoint": public_log.latest_checkpoint(),
    }
    return render(request, template, context)
