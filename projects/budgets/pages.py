"""Pages of budgets: of one place over the years, and how far budgets lie apart."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from oversight import charts
from oversight.calendar import today
from oversight.models import Place
from projects import people, services
from projects.budgets import peers, spread, story, units
from projects.models import LocalBudget
from projects.models.budgets import LocalBudgetQuerySet

SHOWN = 3000  # budgets in a list by name: a region has some two hundred


@require_safe
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """A place's own money: where it comes from, over the years, beside places of like size."""
    place = Place.objects.at(code)
    if place is None:
        raise Http404
    unit = units.of(place)
    if unit is None:
        return redirect(f"{reverse('budgets')}?place={place.code}")
    if unit.code != code:
        return redirect("budget", unit.code)
    known = unit.budgets.select_related("source", "place").prefetch_related("lines")
    budgets = list(known)
    told = story.years(budgets, people.populations([unit.pk])[unit.pk], unit)
    chosen = _year(request, [each.year for each in told])
    context = {"place": unit, "years": told, "year": chosen, "office": services.akims_office(unit)}
    if told:
        context |= _of_year(budgets, told, chosen)
    return render(request, "projects/budget.html", context)


def _of_year(budgets: list[LocalBudget], told: list[story.Year], year: int) -> dict[str, object]:
    """What the page shows of the year chosen."""
    decided = story.versions(budgets, year)
    beside = story.side_by_side(decided)
    shown = next(each for each in told if each.year == year)
    return {
        "shown": shown,
        "chart": story.drawing(told),
        "decided": decided,
        "beside": beside,
        "figures": story.figures(beside),
        "lines": story.lines(shown.budget),
        "moved": [(one, story.moved(one)) for one in decided if one.earlier],
        "peers": peers.of(shown.budget),
    }


@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    """How far the budgets of one year lie apart, in the country or in a place."""
    code = request.GET.get("place", "")
    place = Place.objects.at(code) if code else None
    if code and place is None:
        raise Http404
    known = spread.budgets(place)
    years = spread.years(known)
    year = _year(request, years)
    found = spread.of(known, year) if years else None
    context = {
        "place": place,
        "years": years,
        "year": year,
        "spread": found,
        "chart": found and _drawing(found),
        "budgets": _by_name(known, year) if place else [],
        "regions": [] if place else _regions(known, year),
        "invented": [] if place else list(_invented()),
    }
    return render(request, "projects/budgets.html", context)


def _regions(known: LocalBudgetQuerySet, year: int | None) -> list[tuple[Place, int]]:
    """Each with how many budgets of the year are known: nobody opens an empty page in vain."""
    counts = spread.by_region(known, year)
    return [(region, counts.get(region.code[:2], 0)) for region in Place.objects.regions()]


def _invented() -> QuerySet[Place]:
    """What a demonstration invents stands by itself."""
    return Place.objects.current().filter(parent=None, invented=True)


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """The year asked for, where it is known; else the newest that is not to come."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdecimal() and int(asked) in years:
        return int(asked)
    return next((year for year in years if year <= today().year), years[-1] if years else None)


def _by_name(known: object, year: int | None) -> list[LocalBudget]:
    """In the order of names, never of sums."""
    rows = known.filter(year=year).select_related("place__parent")
    return list(rows.order_by("place__sort_key", "place__code")[:SHOWN])


def _drawing(found: spread.Spread) -> charts.Chart:
    rows = [(each.label, {"budgets": each.count}) for each in found.classes]
    return charts.stacked(rows, ("budgets",))
