"""Pages of what businesses receive from the state and promise to villages, and of what residents
say came of it."""

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from oversight import paging
from oversight.calendar import today
from oversight.origin import public_post
from projects import giving, place_glance
from projects.filters import PLEDGE_ORDER, SUBSIDY_ORDER, PledgeFilter, SubsidyFilter
from projects.models import Pledge, Subsidy

SAYS = {"came": True, "missing": False}


@require_safe
def subsidies(request: HttpRequest) -> HttpResponse:
    """What businesses received from the state, the newest first; a village shows its district."""
    narrowed = SubsidyFilter(request.GET, queryset=_received())
    asked = narrowed.form.cleaned_data if narrowed.is_valid() else {}
    place, firm = asked.get("place"), asked.get("firm")
    seat = place and place_glance.seat(place)
    if seat != place:
        return redirect(f"{request.path}?{paging.query_with(request, place=seat.code, cursor='')}")
    rows = narrowed.qs if narrowed.is_valid() else Subsidy.objects.none()
    page = paging.page_asked_for(request, rows, SUBSIDY_ORDER)
    context = {
        "form": narrowed.form,
        "place": place,
        "firm": firm,
        "year": asked.get("year"),
        "subsidies": page.rows,
        "sums": _sums(rows) if place or firm else None,
        **paging.neighbours(request, page),
        "query": paging.query_with(request, cursor=""),
    }
    return render(request, "projects/subsidies.html", context)


def _received() -> QuerySet[Subsidy]:
    return Subsidy.objects.select_related("firm", "place", "source")


def _sums(rows: QuerySet[Subsidy]) -> dict[str, object]:
    """Together, with what is not published told beside it; no known sum makes no total."""
    return rows.order_by().aggregate(
        firms=Count("firm", distinct=True),
        total=Sum("amount"),
        unpublished=Count("pk", filter=Q(amount=None)),
    )


@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """What businesses promised, the newest first, narrowed as the reader asks."""
    narrowed = PledgeFilter(request.GET, queryset=_told())
    rows = narrowed.qs if narrowed.is_valid() else Pledge.objects.none()
    page = paging.page_asked_for(request, rows, PLEDGE_ORDER)
    context = {
        "form": narrowed.form,
        "place": narrowed.form.cleaned_data.get("place") if narrowed.is_valid() else None,
        "pledges": page.rows,
        **paging.neighbours(request, page),
        "query": paging.query_with(request, cursor=""),
    }
    return render(request, "projects/pledges.html", context)


@require_safe
def pledge(request: HttpRequest, public_id: str) -> HttpResponse:
    """One promise: what was promised, what is declared, and what residents say."""
    shown = get_object_or_404(_told().prefetch_related("changes"), public_id=public_id)
    context = {"pledge": shown, "state": shown.state(today()), "said": ""}
    return render(request, "projects/pledge.html", context)


@public_post
@require_POST
def say(request: HttpRequest, public_id: str) -> HttpResponse:
    """One tap says that it came, or that it did not; it is counted without a name."""
    shown = get_object_or_404(_told().prefetch_related("changes"), public_id=public_id)
    said = request.POST.get("said", "")
    if said not in SAYS:
        return redirect("pledge", shown.public_id)
    try:
        giving.say(shown, came=SAYS[said])
    except giving.Enough:
        said = "enough"
    shown.refresh_from_db(fields=["came_count", "missing_count"])
    context = {"pledge": shown, "state": shown.state(today()), "said": said}
    return render(request, "projects/pledge.html", context)


def _told() -> QuerySet[Pledge]:
    return Pledge.objects.select_related(
        "firm", "place__parent__parent__parent", "project__place", "source"
    )
