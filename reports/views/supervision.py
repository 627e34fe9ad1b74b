"""What a supervisor sees of the offices below, and the month that goes to the district."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight import access as sides
from oversight.calendar import today
from oversight.models import Office
from reports import monthly
from reports.letters import escalations

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 300  # offices of one page: a region has about two hundred


@require_safe
@never_cache
@sides.offices_only
def below(request: HttpRequest) -> HttpResponse:
    """The offices below, those with overdue answers first, and whom to call by telephone."""
    offices = _below(request).select_related("place", "answers")
    late_first = F("answers__overdue").desc(nulls_last=True)
    unreachable = offices.exclude(contact=Office.Contact.CONFIRMED)
    context = {
        "offices": sides.offices_of(request.user),
        "below": offices.order_by(late_first, "place__code", "pk")[:SHOWN],
        "to_call": unreachable.filter(answers__asked__gt=0).order_by(late_first, "pk")[:SHOWN],
    }
    return render(request, "desk/below.html", context)


def _below(request: HttpRequest) -> QuerySet[Office]:
    return Office.objects.filter(escalations.below(sides.offices_of(request.user)))


@require_safe
@never_cache
@sides.offices_only
def month(request: HttpRequest) -> HttpResponse:
    """One month of the own offices and those below, to print or as a workbook."""
    mine = Q(pk__in=sides.offices_of(request.user))
    offices = Office.objects.filter(mine | escalations.below(sides.offices_of(request.user)))
    shown = monthly.Month(_first_day(request), offices)
    if request.GET.get("as") == "xlsx":
        response = HttpResponse(monthly.workbook(shown), content_type=XLSX)
        name = f"baqylau-{shown.first:%Y-%m}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = {
        "offices": sides.offices_of(request.user),
        "month": shown,
        "rows": shown.reports(),
    }
    return render(request, "desk/month.html", context)


def _first_day(request: HttpRequest) -> date:
    """The month that was asked for, or this one."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return today().replace(day=1)
