"""What is counted: the country, a place, an office, a programme or a supplier."""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.models import Office, Place
from oversight.places import kato
from projects.models import Contract, Programme, Project
from projects.models.project import ProjectQuerySet
from reports.models import Report, ReportQuerySet

# By what a place's reports are told apart: the parts it is made of.
_PARTS = {2: "in_district", 4: "in_rural"}
KINDS = ("place", "office", "programme", "supplier")


@dataclass(frozen=True)
class Scope:
    """What is counted. `part` names the column by which its parts are told apart, if any."""

    kind: str
    key: str
    name: str
    reports: ReportQuerySet
    works: ProjectQuerySet
    part: str = ""
    place: Place | None = None
    invented: list[Place] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its own page."""
        if self.kind == "country":
            return reverse("country")
        return reverse(self.kind, args=[self.key])

    @property
    def statistics_url(self) -> str:
        if self.kind == "country":
            return reverse("statistics")
        return reverse(f"{self.kind}-statistics", args=[self.key])

    @property
    def query(self) -> str:
        """How the API names it."""
        return "" if self.kind == "country" else f"{self.kind}={self.key}"

    def parts(self) -> list[Place]:
        """The places it is made of, in the order of their names; one query."""
        if self.kind == "country":
            return list(Place.objects.regions())
        if not self.part:
            return []
        return list(self.place.children.current().order_by("sort_key"))


def country() -> Scope:
    """Everything that is not invented for a demonstration."""
    invented = list(Place.objects.current().filter(parent=None, invented=True))
    reports, works = Report.objects.all(), Project.objects.all()
    for place in invented:
        level = kato.level(place.code)
        column = {2: "in_region", 4: "in_district"}.get(level, "in_rural")
        reports = reports.exclude(**{column: place.code[: min(level, 6)]})
        works = works.exclude(place__seat__range=kato.below(place.code))
    name = _("The whole country")
    return Scope("country", "", name, reports, works, "in_region", invented=invented)


def place(code: str) -> Scope:
    """A place with everything inside it."""
    shown = Place.objects.at(code)
    if shown is None:
        raise Http404
    return Scope(
        "place",
        shown.code,
        shown.spoken,
        Report.objects.below(shown),
        Project.objects.below(shown),
        _PARTS.get(kato.level(shown.code), ""),
        shown,
    )


def office(pk: int) -> Scope:
    """What an office is asked, and the works it answers for."""
    shown = get_object_or_404(Office.objects.select_related("place"), pk=pk)
    reports = Report.objects.filter(office=shown)
    works = Project.objects.filter(answering_office=shown)
    return Scope("office", str(pk), shown.name, reports, works, place=shown.place)


def programme(code: str) -> Scope:
    """The works of a programme; those of an umbrella are the works of its members too."""
    shown = get_object_or_404(Programme, code=code)
    works = Project.objects.of_programme(shown)
    return Scope("programme", code, shown.name, Report.objects.filter(project__in=works), works)


def supplier(pk: int) -> Scope:
    """The works that a supplier has contracts for."""
    shown = get_object_or_404(Contract.supplier.field.related_model, pk=pk)
    works = Project.objects.filter(pk__in=Contract.objects.filter(supplier=shown).values("project"))
    return Scope("supplier", str(pk), shown.name, Report.objects.filter(project__in=works), works)
