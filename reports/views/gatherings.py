"""The rooms in which a group or an office announces gatherings and keeps their minutes."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from oversight.calendar import today
from oversight.models import InitiativeGroup, Office
from reports.forms.dossiers import CommitmentForm, GatheringForm, MinutesForm
from reports.groups import gatherings
from reports.models import Commitment, Dossier, Gathering, Photo
from reports.removals import appeals
from reports.views.group_rooms import members_only
from reports.workflow import NotAllowed


@dataclass(frozen=True)
class Room:
    """Where a group, or an office, keeps its gatherings."""

    host: InitiativeGroup | Office
    url: str

    @classmethod
    def of_group(cls, group: InitiativeGroup) -> "Room":
        return cls(group, reverse("group-gatherings", args=[group.slug]))

    @classmethod
    def of_office(cls, office: Office) -> "Room":
        return cls(office, reverse("desk:meetings", args=[office.pk]))

    @property
    def group(self) -> InitiativeGroup | None:
        """The group whose room it is; the desk's belongs to an office."""
        return self.host if isinstance(self.host, InitiativeGroup) else None

    @property
    def gatherings(self) -> QuerySet[Gathering]:
        return self.host.gatherings.select_related("place")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def of_group(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """The gatherings the group has announced, and a form for the next one."""
    return _list(request, Room.of_group(group))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def one_of_group(request: HttpRequest, group: InitiativeGroup, public_id: str) -> HttpResponse:
    """One gathering before its minutes are published: decisions first, then the minutes."""
    return _one(request, Room.of_group(group), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def of_office(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The same for an office: its assemblies, and the meetings that the law asks its akim for."""
    mine = sides.offices_of(request.user).select_related("place")
    office = get_object_or_404(mine, pk=pk) if pk else mine.first()
    if office is None:
        raise Http404
    return _list(request, Room.of_office(office), offices=mine)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def one_of_office(request: HttpRequest, pk: int, public_id: str) -> HttpResponse:
    """The same for a gathering of an office."""
    office = get_object_or_404(sides.offices_of(request.user).select_related("place"), pk=pk)
    return _one(request, Room.of_office(office), public_id)


# The list -----------------------------------------------------------------------------------


def _list(request: HttpRequest, room: Room, **more: object) -> HttpResponse:
    wish = request.POST.get("action", "")
    if wish == "take_away":
        return _take_away(request, room)
    if wish == "appeal":
        return appeal(request, room.gatherings, room.url)
    first = {"place": room.host.place_id, "language": request.user.language}
    form = GatheringForm(request.POST or None, host=room.host, initial=first)
    if form.is_valid():
        form.instance.author = request.user
        gatherings.announce(form.instance)
        return redirect(f"{room.url}{form.instance.public_id}/")
    held = room.gatherings.prefetch_related("photos", "removals")
    context = {"room": room, "form": form, "gatherings": held, **more}
    return render(request, "groups/gatherings.html", context, status=400 if form.errors else 200)


def _take_away(request: HttpRequest, room: Room) -> HttpResponse:
    pages = Photo.objects.filter(gathering__in=room.gatherings)
    gatherings.take_away(get_object_or_404(pages, public_id=request.POST.get("page", "")))
    messages.success(request, _("The page is gone."))
    return redirect(room.url)


def appeal(
    request: HttpRequest, papers: QuerySet[Gathering] | QuerySet[Dossier], url: str
) -> HttpResponse:
    """Ask that another moderator look at a paper that one hid."""
    paper = get_object_or_404(papers, public_id=request.POST.get("paper", ""))
    try:
        appeals.appeal_paper(paper)
    except NotAllowed:
        messages.error(request, _("This can no longer be done."))
    else:
        messages.success(request, _("Another moderator will look at it."))
    return redirect(url)


# One ----------------------------------------------------------------------------------------


def _one(request: HttpRequest, room: Room, public_id: str) -> HttpResponse:
    shown = get_object_or_404(room.gatherings.filter(minutes_on=None), public_id=public_id)
    wish = request.POST.get("action", "")
    sent = (request.POST, request.FILES) if wish == "publish" else (None, None)
    minutes = MinutesForm(*sent, instance=shown)
    asks = CommitmentForm(request.POST if wish == "add" else None, near=room.host.place, dated=True)
    if wish == "publish" and minutes.is_valid():
        return _publish(request, shown, minutes.cleaned_data["pages"])
    if wish == "add" and asks.is_valid():
        gatherings.decide(shown, **asks.cleaned_data)
    elif wish == "drop":
        gatherings.drop(shown, _decision(request, shown))
    else:
        context = {
            "room": room,
            "gathering": shown,
            "form": minutes,
            "asks": asks,
            "is_over": shown.held_on <= today(),
            "decisions": shown.decisions.select_related("office"),
        }
        status = 400 if minutes.errors or asks.errors else 200
        return render(request, "groups/gathering_draft.html", context, status=status)
    return redirect(f"{room.url}{shown.public_id}/")


def _decision(request: HttpRequest, shown: Gathering) -> Commitment:
    return get_object_or_404(shown.decisions, public_id=request.POST.get("commitment", ""))


def _publish(request: HttpRequest, shown: Gathering, pages: list[Photo]) -> HttpResponse:
    try:
        gatherings.keep_minutes(shown, pages)
    except gatherings.NotReady:
        raise Http404 from None
    messages.success(request, _("The minutes are published. Each office answers by its day."))
    return redirect("gathering", shown.public_id)
