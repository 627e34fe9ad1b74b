"""Finding one's village: by its name, while the name is typed, or by where one stands."""

import re

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from oversight import rows
from oversight.models import InitiativeGroup, Place
from oversight.origin import public_post
from oversight.places import nearest, search
from oversight.places.search import Found
from projects.budgets import glance
from projects.budgets.glance import Glance
from projects.models import Machine, Pledge, Project, Supplier
from reports.models import Dossier, Gathering

MOST_WORKS = 20
MOST_OTHERS = 10  # of machines, businesses, pledges, groups, gatherings and final documents each
MOST_SUGGESTED = 8
MOST_NEAR = 10
BUDGET = re.compile(r"\b(?:бюджет\w*|budgets?)\b", re.IGNORECASE)  # names no place
LONGEST = 100  # letters that are looked at

# What a row of results shows of each.
_PLACE = tuple(f"place__{name}" for name in ("id", "kind", "name_kk", "name_ru", "name_en"))
_PLEDGE = (
    *("public_id", "what", "language", "promised_on", "promised", "due_on", "paid", "paid_on"),
    *("firm__id", "firm__name", *_PLACE),
)
_GROUP = ("slug", "name_kk", "name_ru", "name_en", *_PLACE)
_GATHERING = ("public_id", "kind", "held_on", *_PLACE)
_DOSSIER = ("public_id", "kind", "sent_on", *_PLACE)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Places by name, the likeliest first, with their budgets; works by their titles; machines,
    businesses, pledges, groups, gatherings and final documents by their words."""
    asked = _asked(request)
    listed = search.LISTED.annotate(**glance.column("pk"))
    answer = search.find(BUDGET.sub(" ", asked).strip() or asked, listed=listed)
    works = Project.objects.matching(asked).for_lists() if asked else []
    machines = Machine.objects.matching(asked).for_lists().order_by("number") if asked else []
    context = {
        "q": asked,
        "answer": answer,
        "works": list(works[:MOST_WORKS]),
        "budgets": _budgets(answer),
        "machines": list(machines[:MOST_OTHERS]),
        **_others(asked),
        "most_places": search.MOST,
        "most_works": MOST_WORKS,
        "most_others": MOST_OTHERS,
    }
    return render(request, "reports/search.html", context)


def _others(asked: str) -> dict[str, list[Model]]:
    """The first of each kind that hold every word, in their own words or in the name of their
    place: in one query, since most people look for a place or a work."""
    if not asked:
        return {}
    found = {
        "firms": (Supplier.objects.order_by("search_key", "pk"), ("name", "bin")),
        "pledges": (Pledge.objects.order_by("-promised_on", "public_id"), _PLEDGE),
        "groups": (InitiativeGroup.objects.acting().order_by("slug"), _GROUP),
        "gatherings": (Gathering.objects.order_by("-held_on", "-pk"), _GATHERING),
        "dossiers": (Dossier.objects.order_by("-sent_on", "-pk"), _DOSSIER),
    }
    return rows.together(
        {
            name: (kind.matching(asked)[:MOST_OTHERS], columns)
            for name, (kind, columns) in found.items()
        }
    )


def _budgets(answer: search.Answer) -> list[tuple[Place, Glance]]:
    """The budgets of the places found, or of what these lie in, each once."""
    found: dict[str, tuple[Place, Glance]] = {}
    for each in answer:
        budget = Glance.of(each.place)
        if budget:
            owner = each.place if each.place.code == budget.code else each.place.parent
            found.setdefault(budget.code, (owner, budget))
    return list(found.values())[:MOST_OTHERS]


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The likeliest places for what is typed so far; `to=report` leads on to a report there."""
    found = list(search.find(_asked(request), most=MOST_SUGGESTED))
    said = ngettext("%(count)d place was found.", "%(count)d places were found.", len(found))
    to_report = request.GET.get("to") == "report"
    return JsonResponse(
        {
            "said": said % {"count": len(found)} if found else _("No place has this name"),
            "places": [_suggested(each, to_report=to_report) for each in found],
        }
    )


def _suggested(found: Found, *, to_report: bool) -> dict[str, str]:
    place = found.place
    above = place.parent.lineage if place.parent else []
    page = reverse("place", args=[place.code])
    return {
        "name": place.spoken,
        "above": " › ".join(each.spoken for each in above),
        "former": _("formerly %(name)s") % {"name": found.former} if found.former else "",
        "url": f"{reverse('report')}?place={place.code}" if to_report else page,
    }


@never_cache
@public_post
@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """The nearest villages and towns. Where somebody stands is neither kept nor passed on, and
    comes in the body, since addresses are written into logs."""
    try:
        here = nearest.position(request.POST.get("latitude"), request.POST.get("longitude"))
    except ValueError:
        return HttpResponse(status=400)
    found = nearest.places(here)[:MOST_NEAR]
    sources = dict.fromkeys(each.place.point_source for each in found)
    context = {"found": found, "sources": filter(None, sources)}
    return render(request, "reports/_near.html", context)
