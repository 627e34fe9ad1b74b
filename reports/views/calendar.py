"""The calendar of gatherings: ahead, held, and as a file that phones subscribe to."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight import paging
from oversight.calendar import today
from reports import calendar_file
from reports.filters import CalendarFilter
from reports.groups import half_years
from reports.models import Gathering

HELD = paging.Order("-held_on", "public_id")
AHEAD = 100  # on a page
KEPT = timedelta(days=366)  # how long the file holds what is over
IN_FILE = 500


@require_safe
def gatherings(request: HttpRequest) -> HttpResponse:
    """Gatherings of a place, of what lies in it and of what it lies in: the next one first."""
    narrowed = CalendarFilter(request.GET, queryset=_told())
    rows = narrowed.qs if narrowed.is_valid() else Gathering.objects.none()
    place = narrowed.form.cleaned_data.get("place") if narrowed.is_valid() else None
    page = paging.page_asked_for(request, rows.filter(held_on__lt=today()), HELD)
    context = {
        "form": narrowed.form,
        "place": place,
        "ahead": rows.filter(held_on__gte=today()).order_by("held_on", "public_id")[:AHEAD],
        "held": page.rows,
        "half_years": half_years.of(place) if place else [],
        "silences": half_years.within(place) if place else [],
        **paging.neighbours(request, page),
        "query": paging.query_with(request, cursor=""),
    }
    return render(request, "groups/calendar.html", context)


@require_safe
def subscription(request: HttpRequest) -> HttpResponse:
    """The same as a file of a year, for calendars on phones."""
    narrowed = CalendarFilter(request.GET, queryset=_told())
    if not narrowed.is_valid():
        raise Http404
    rows = narrowed.qs.filter(held_on__gte=today() - KEPT).order_by("-held_on", "public_id")
    events = [_event(gathering) for gathering in rows[:IN_FILE]]
    name = _("Gatherings of residents")
    if request.demonstration:
        name = _("%(name)s (a demonstration)") % {"name": name}
    return HttpResponse(
        calendar_file.written(name, events), content_type="text/calendar; charset=utf-8"
    )


def _told() -> QuerySet[Gathering]:
    shown = Gathering.objects.shown().select_related("place__parent__parent__parent")
    return shown.annotate(decision_count=Count("decisions"))


def _event(gathering: Gathering) -> calendar_file.Event:
    return calendar_file.Event(
        key=gathering.public_id,
        day=gathering.held_on,
        told_on=gathering.announced_on,
        title=f"{gathering.title_of_kind}: {gathering.place.spoken}",
        where=", ".join(filter(None, [gathering.venue, gathering.place.spoken])),
        about="\n".join(filter(None, [gathering.hours, gathering.agenda])),
        url=settings.SITE_URL + reverse("gathering", args=[gathering.public_id]),
    )
