"""Initiative groups for everybody: the list, a page each, and asking for a new one."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import groups
from oversight.models import InitiativeGroup, Place
from oversight.origin import public_post
from oversight.places import search
from reports import timeline
from reports.forms.groups import GroupRequestForm
from reports.groups import half_years
from reports.models import Gathering, Visibility
from reports.workflow import State

SHOWN = 50  # groups on a page of the list
FOUND = 30  # places shown for one search
NEWEST = 10  # reports and verifications on the page of a group
RETRY = 24 * 3600  # seconds


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Every group on this site, by place; or those of one place, with its gatherings."""
    place = _asked_place(request)
    public = Q(reports__visibility=Visibility.PUBLIC, reports__public_on__isnull=False)
    listed = InitiativeGroup.objects.acting().select_related("place__parent__parent__parent")
    listed = listed.annotate(report_count=Count("reports", filter=public))
    if place:
        above, below = Place.objects.above(place), Place.objects.below(place)
        listed = listed.filter(Q(place__in=above) | Q(place__in=below))
    page = Paginator(listed.order_by("place__code", "slug"), SHOWN).get_page(
        request.GET.get("page")
    )
    context = {
        "place": place,
        "page": page,
        "groups": page.object_list,
        "gatherings": _gatherings(place) if place else [],
        "half_years": half_years.of(place) if place else [],
        "silences": half_years.within(place) if place else [],
    }
    return render(request, "groups/list.html", context)


def _gatherings(place: Place) -> QuerySet[Gathering]:
    """Those of the place, of what lies in it and of what it lies in, the newest first."""
    return Gathering.objects.shown().around(place)[:NEWEST]


def _asked_place(request: HttpRequest) -> Place | None:
    """The place in the address; one that nobody knows is not there."""
    code = request.GET.get("place", "")
    place = Place.objects.at(code) if code.isalnum() else None
    if code and place is None:
        raise Http404
    return place


@require_safe
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who a group is, whom it is tied to, who pays it, what it carries out and what it saw."""
    known = InitiativeGroup.objects.select_related("place__parent__parent__parent")
    shown = get_object_or_404(known, slug=slug)
    visits = shown.visits.filter(report__in=shown.reports.public())
    visits = visits.exclude(report__state=State.WITHDRAWN)
    visits = visits.select_related("report__project", "report__machine", "report__place")
    context = {
        "group": shown,
        "members": shown.memberships.count(),
        "named": shown.memberships.filter(is_named=True).select_related("user"),
        "ties": shown.ties.select_related("office", "supplier"),
        "grants": shown.grants.for_lists().prefetch_related("funding"),
        "dossiers": shown.dossiers.shown().select_related("place")[:NEWEST],
        "reports": timeline.newest(shown.reports.all())[:NEWEST],
        "visits": visits.order_by("-report__observed_on", "-pk")[:NEWEST],
    }
    return render(request, "groups/page.html", context)


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a group: first its place, then who it is."""
    if "place" not in request.GET:
        return _choose_place(request)
    place = _asked_place(request)
    if place is None:
        raise Http404
    if request.method != "POST":
        return _show(request, GroupRequestForm.fresh(place), place)
    form = GroupRequestForm(request.POST, place=place)
    if not form.is_valid():
        return _show(request, form, place, status=400)
    return _ask(request, form, place)


def _choose_place(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {"q": words, "answer": search.find(words, most=FOUND), "most_places": FOUND}
    return render(request, "groups/choose_place.html", context)


def _ask(request: HttpRequest, form: GroupRequestForm, place: Place) -> HttpResponse:
    try:
        asked = groups.ask(form.request())
    except groups.Closed:
        form.add_error(
            None,
            _("More requests came today than anybody can read. Send it again tomorrow, please."),
        )
        response = _show(request, form, place, status=503)
        response["Retry-After"] = str(RETRY)
        return response
    # The same page in another language would be an empty form.
    return render(request, "groups/asked.html", {"asked": asked, "languages": []})


def _show(
    request: HttpRequest, form: GroupRequestForm, place: Place, status: int = 200
) -> HttpResponse:
    return render(request, "groups/ask.html", {"form": form, "place": place}, status=status)
