"""Statistics of the country, a place, an office, a programme or a supplier."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from oversight import charts
from oversight.calendar import today
from oversight.charts import Chart
from oversight.models import Election
from reports import statistics
from reports.counting import figures, periods, ranking, reckoning, scopes, votes
from reports.counting.periods import Period
from reports.counting.reckoning import Counted, Sheet
from reports.counting.scopes import Scope

# How the reports of a month are drawn, from the foot up.
SERIES = {
    "in_time": _("answered in time"),
    "late": _("late, or overdue"),
    "waiting": _("the day has not come"),
}


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    return _page(request, scopes.country())


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, scopes.place(code))


@require_safe
def office(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, scopes.office(pk))


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, scopes.programme(code))


@require_safe
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, scopes.supplier(pk))


@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """What was published of elections of akims: sources that differ stand side by side."""
    return render(request, "reports/elections.html", {"votes": votes.all_votes()})


def _page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Each number with what it is of, its rule and its table; parts are ranked only when asked."""
    at = today()
    sheet = reckoning.reckon(scope, _period(request), at)
    election = Election.objects.running(at).touching(scope.place).first()
    order = "" if election else request.GET.get("by", "")
    months = [(month, sheet.by_month.get(month, Counted())) for month in sheet.period.months(at)]
    context = {
        "scope": scope,
        "sheet": sheet,
        "figures": figures.of(sheet),
        "periods": periods.offered(at),
        "least": statistics.LEAST,
        "months": [(_first(month), numbers, _drawn(numbers)) for month, numbers in months],
        "series": SERIES,
        "chart": _chart(months),
        "ranking": ranking.of(sheet, order),
        "orders": ranking.ORDERS,
        "election": election,
        "table_query": _table_query(sheet),
    }
    return render(request, "reports/statistics.html", context)


def _period(request: HttpRequest) -> Period:
    try:
        return Period.read(request.GET.get("period", ""))
    except ValueError:
        raise Http404 from None


def _table_query(sheet: Sheet) -> str:
    """What the tables are asked for by."""
    period = f"period={sheet.period.code}" if sheet.period.code else ""
    return "&".join(filter(None, [sheet.scope.query, period]))


def _chart(months: list[tuple[str, Counted]]) -> Chart:
    rows = [(date_format(_first(month), "m.y"), _drawn(numbers)) for month, numbers in months]
    return charts.stacked(rows, tuple(SERIES))


def _drawn(numbers: Counted) -> dict[str, int]:
    late, in_time = numbers.late, numbers.in_time
    return {"in_time": in_time, "late": late, "waiting": numbers.asked - in_time - late}


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
