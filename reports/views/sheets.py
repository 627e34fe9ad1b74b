"""Sheets to print and hang, in Kazakh and Russian: of a work, a place, a month of a place."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from oversight import public_log
from oversight.calendar import today
from oversight.models import Place
from projects import services as register
from projects.models import Project
from reports import deadlines, sheets
from reports.sheets import Month, MonthSheet

SIZES = ("a4", "a5")
OLDEST = Month.read("2020-01")


@require_safe
def project_sheet(request: HttpRequest, identifier: str) -> HttpResponse:
    """One work for the board at its site."""
    works = Project.objects.select_related("place__parent__parent", "programme", "answering_office")
    shown = get_object_or_404(works.prefetch_related("contracts__supplier"), identifier=identifier)
    context = {"project": shown, "place": shown.place}
    return _sheet(request, "reports/project_sheet.html", shown.identifier, context)


@require_safe
def place_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """What is being built in a place, for the shop, the school and the assembly."""
    place = _place(code)
    context = {
        "place": place,
        "works": sheets.works(place),
        "office": register.akims_office(place),
    }
    return _sheet(request, "reports/place_sheet.html", place.code, context)


@require_safe
def this_month(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of the month that it is."""
    return redirect("month-sheet", _place(code).code, Month.of(today()))


@require_safe
def month_sheet(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """What one month changed in a place, and what was overdue at its end. No month to come."""
    place, asked = _place(code), _month(month)
    sheet = MonthSheet(place, asked)
    context = {
        "place": place,
        "month": asked,
        "added": sheet.added(),
        "finished": sheet.finished(),
        "moved": sheet.moved(),
        "late": sheet.late(),
        "reports": sheet.reports(),
    }
    return _sheet(request, "reports/month_sheet.html", place.code, context)


def _place(code: str) -> Place:
    place = Place.objects.at(code)
    if place is None:
        raise Http404
    return place


def _month(text: str) -> Month:
    try:
        month = Month.read(text)
    except ValueError:
        raise Http404 from None
    if not OLDEST.first <= month.first <= today():
        raise Http404
    return month


def _sheet(
    request: HttpRequest, template: str, code: str, context: dict[str, object]
) -> HttpResponse:
    size = request.GET.get("size")
    common = {
        "size": size if size in SIZES else SIZES[0],
        "sizes": SIZES,
        "address": settings.SITE_URL + reverse("short", args=[code]),
        "printed_on": today(),
        "answer_days": deadlines.ANSWER,
        "checkpoint": public_log.latest_checkpoint(),
    }
    return render(request, template, common | context)
