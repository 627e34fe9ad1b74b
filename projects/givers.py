"""Pages of what businesses promise to villages, and of what residents say came of it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from oversight import paging
from oversight.calendar import today
from oversight.origin import public_post
from projects import giving
from projects.filters import PLEDGE_ORDER, PledgeFilter
from projects.models import Pledge

SAYS = {"came": True, "missing": False}


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
