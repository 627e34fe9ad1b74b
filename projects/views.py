"""Pages of the register: a place, the list of works, a work."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.forms import ChoiceField, Field, Form, ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST, require_safe

from oversight import paging
from oversight.calendar import today
from oversight.models import Place
from oversight.origin import public_post
from projects import (
    asking,
    changes,
    comparison,
    flags,
    maps,
    needs,
    overview,
    place_glance,
    record,
    services,
)
from projects.budgets import glance
from projects.budgets.glance import Glance
from projects.filters import ORDERS, ProjectFilter
from projects.models import Asking, Figure, Project
from projects.unpublished import Unpublished

MAP_KEPT = 600  # seconds
LISTED = 20  # works on a page of the list: on a phone each takes a quarter of the screen
GEOJSON = "application/geo+json"

# The orders of the list that readers ask for; the API knows a few more.
ORDERINGS: dict[str, Promise] = {
    "": _("as registered"),
    "-last_seen": _("lately seen by residents first"),
    "planned_end": _("earliest end first"),
    "-budget": _("most money first"),
    "budget": _("least money first"),
}


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """What is being built in a village, a district, a region. An old code leads to the new one."""
    told = glance.column("pk") | place_glance.column(code)
    shown = Place.objects.annotate(**told).at(code)
    if shown is None:
        raise Http404
    if shown.code != code:
        return redirect("place", shown.code, permanent=True)
    held = overview.tallies([shown])
    context = {
        "place": shown,
        "groups": overview.groups(shown, held),
        "money": overview.money(held),
        "figures": overview.together(held),
        "office": services.akims_office(shown, place_glance.offices()),
        "budget": Glance.of(shown),
        "subsidies": place_glance.Subsidies.of(shown),
        "unseen_days": flags.UNSEEN_DAYS,
        "unpublished": Unpublished.of_places([shown]),
        "children": shown.children.current(),
    }
    return render(request, "projects/place.html", context)


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """The whole country: its regions as tiles and as a list, and what they make together."""
    regions = list(Place.objects.regions())
    held = overview.tallies(regions)
    context = {
        "regions": regions,
        "groups": overview.bare_groups(held),
        "money": overview.money(held),
        "figures": overview.together(held),
        "unseen_days": flags.UNSEEN_DAYS,
        "late": sum(region.late_count for region in regions),
        "unseen": sum(region.unseen_count for region in regions),
        "unpublished": Unpublished.of_places(regions),
    }
    return render(request, "projects/country.html", context)


@require_safe
def need(request: HttpRequest, code: str) -> HttpResponse:
    """Plan against need: who lives and learns in a place, and what norms ask for them."""
    shown = Place.objects.at(code)
    if shown is None:
        raise Http404
    years, sources = needs.years(shown)
    context = {
        "place": shown,
        "years": years,
        "sources": sorted(sources, key=str),
        "needs": needs.of(shown, today()),
        "works": needs.works(shown),
    }
    return render(request, "projects/need.html", context)


@require_safe
@conditional_page
@cache_control(public=True, max_age=MAP_KEPT)
def place_map(request: HttpRequest, code: str) -> JsonResponse:
    """What the map of a place shows, as GeoJSON; a phone keeps it for a while."""
    shown = Place.objects.at(code)
    if shown is None:
        raise Http404
    return JsonResponse(maps.of_place(shown), content_type=GEOJSON)


@require_safe
@conditional_page
@cache_control(public=True, max_age=MAP_KEPT)
def country_map(request: HttpRequest) -> JsonResponse:
    """What the map of the country shows, as GeoJSON."""
    return JsonResponse(maps.of_country(), content_type=GEOJSON)


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The list of works, narrowed and ordered as the reader asks."""
    narrowed = ProjectFilter(request.GET, queryset=Project.objects.for_lists())
    ordering = request.GET.get("ordering", "")
    page = _page(request, narrowed, ordering)
    query = paging.query_with(request, cursor="")
    address = f"{request.path}?{query}" if query else request.path
    context = {
        "form": narrowed.form,
        "chosen": list(_chosen(request, narrowed.form)),
        "orderings": ORDERINGS,
        "ordering": ordering,
        "works": page.rows,
        "unpublished": _unpublished(narrowed),
        **paging.neighbours(request, page),
        "query": query,
        "list_url": settings.SITE_URL + address,
        "first_query": paging.query_with(request, cursor="", flag=""),
    }
    return render(request, "projects/projects.html", context)


def _page(request: HttpRequest, narrowed: ProjectFilter, ordering: str) -> paging.Page:
    """A cursor that this list did not make leads to the first page; a wrong filter finds none."""
    order = ORDERS.get(ordering, ORDERS[""])
    works = narrowed.qs if narrowed.is_valid() else Project.objects.none()
    return paging.page_asked_for(request, works, order, LISTED)


def _unpublished(narrowed: ProjectFilter) -> Unpublished | None:
    """Counted of every list but one of a single difference."""
    if not narrowed.is_valid():
        return None
    chosen = {name: value for name, value in narrowed.form.cleaned_data.items() if value}
    if "flag" in chosen:
        return None
    return Unpublished.of_list(narrowed.qs, chosen)


def _chosen(request: HttpRequest, form: Form) -> Iterator[dict[str, object]]:
    """What the list is narrowed by, each with the address of the list without it."""
    for name, value in form.cleaned_data.items():
        if value:
            yield {
                "label": form.fields[name].label,
                "value": _said(form.fields[name], value),
                "query": paging.query_with(request, **{name: "", "cursor": ""}),
            }


def _said(field: Field, value: object) -> str:
    """A chosen value as the form shows it."""
    if value is True:
        return gettext("yes")
    has_words = isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
    return str(dict(field.choices)[value] if has_words else value)


@require_safe
def project(request: HttpRequest, identifier: str) -> HttpResponse:
    """One work: planned, declared and observed side by side, and everything published about it."""
    shown = get_object_or_404(_whole(), identifier=identifier)
    lines, budget = record.of(shown), Glance.of(shown)
    context = {
        "project": shown,
        "place": shown.place,
        "record": lines,
        "rows": comparison.rows(shown, today(), asking.missing(shown, today())),
        "grave": flags.GRAVE,
        "moved": changes.told(lines.figure_changes, shown),
        "budget": budget,
        "own_years": budget and not shown.budget_shared and budget.years_of(shown.budget_amount),
    }
    return render(request, "projects/project.html", context)


def _whole() -> QuerySet[Project]:
    """A work with its parties and what was asked about it, in two queries."""
    works = Project.objects.select_related(
        "place__parent__parent__parent", "programme", "customer", "answering_office", "implementer"
    )
    asked = Prefetch("askings", Asking.objects.select_related("office"))
    return works.prefetch_related(asked).annotate(**glance.column("place"))


@public_post
@require_POST
def ask(request: HttpRequest, identifier: str) -> HttpResponse:
    """One tap asks the office to publish a figure; the answer says by when it should reply."""
    works = Project.objects.select_related("place", "answering_office")
    project = get_object_or_404(works, identifier=identifier)
    figure = request.POST.get("figure")
    if figure not in Figure.values:
        raise Http404
    try:
        asked = asking.ask(project, figure)
    except (asking.NotMissing, asking.TooSoon):
        return redirect("project", project.identifier)
    return render(request, "projects/asked.html", {"project": project, "asking": asked})
