"""The whole register as one OC4IDS project package, written piece by piece."""

import hashlib
import json
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from oversight.calendar import today
from oversight.models import InitiativeGroup, Office, Place
from projects.models import (
    Contract,
    Declaration,
    Document,
    FundingLine,
    Milestone,
    Modification,
    Original,
    Payment,
    Programme,
    Project,
    Supplier,
)
from projects.oc4ids import to_oc4ids
from projects.oc4ids.outward import moment

VERSION = "0.9"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ROWS = 2000  # fetched at a time where only their values are looked at
# What a record says of the place of a work; its counts move without the record.
PLACE = ("pk", "code", "kind", "parent", "name_kk", "name_ru", "name_en", "latitude", "longitude")
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


def tag(demonstration: bool = False) -> str:
    """Another one whenever the package would be: made from the rows it is written from, and its
    head. Whoever has that package is spared the whole, and the site the writing of it."""
    made = hashlib.sha256(json.dumps(_head(demonstration)).encode())
    for rows in _rows():
        for row in rows.order_by("pk").iterator(chunk_size=ROWS):
            made.update(repr(row).encode())
    return f'W/"{made.hexdigest()[:32]}"'


def _rows() -> Iterator[QuerySet]:
    told = (Programme, Office, InitiativeGroup, Project, Contract, Modification, Payment, Supplier)
    for model in (*told, FundingLine, Milestone, Document, Declaration):
        yield model.objects.values_list()
    yield Place.objects.values_list(*PLACE)
    yield Original.objects.values_list("project", "digest")


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
