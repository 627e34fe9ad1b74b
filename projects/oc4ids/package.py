"""The whole register as one OC4IDS project package, written piece by piece."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from oversight.calendar import today
from projects.models import Contract, Project
from projects.oc4ids import to_oc4ids
from projects.oc4ids.outward import moment

VERSION = "0.9"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CHUNK = 200  # works fetched at a time: memory and queries for each chunk stay the same


def pieces(demonstration: bool = False) -> Iterator[str]:
    """The package as text: its head, then a work a line."""
    head = json.dumps(_head(demonstration), ensure_ascii=False)
    yield f'{head[:-1]}, "projects": [\n'
    comma = ""
    for project in works():
        yield comma + json.dumps(to_oc4ids(project), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def works() -> Iterator[Project]:
    """All works by identifier, each with everything its record needs."""
    after = ""
    while chunk := list(_whole().filter(identifier__gt=after)[:CHUNK]):
        yield from chunk
        after = chunk[-1].identifier


def _whole() -> QuerySet[Project]:
    above = "place__parent__parent__parent__parent"
    offices = ("customer", "answering_office", "implementer")
    return (
        Project.objects.order_by("identifier")
        .select_related("programme", *offices, above, "original")
        .prefetch_related(
            Prefetch("contracts", Contract.objects.select_related("supplier")),
            "contracts__modifications",
            "contracts__payments",
            "funding",
            "milestones",
            "documents",
            "declarations",
        )
    )


def _head(demonstration: bool) -> dict[str, object]:
    head = {
        "uri": settings.SITE_URL + reverse("api-oc4ids"),
        "publishedDate": moment(today()),
        "version": VERSION,
        "publisher": {"name": "Baqylau", "uri": settings.SITE_URL},
        "license": LICENCE,
        "publicationPolicy": settings.SITE_URL + reverse("about"),
    }
    return head | ({"demonstration": True} if demonstration else {})
