"""What the register holds already, looked up by the names that files use."""

from collections.abc import Collection

from django.db.models import QuerySet

from oversight.models import InitiativeGroup, Office
from oversight.places import names
from projects.importers.places import Places
from projects.models import Programme, Project


class Register:
    """Asks the database once for each kind of thing."""

    def __init__(self) -> None:
        self.places = Places()
        self.programmes = programmes_by_name()
        self.groups = {group.slug: group for group in InitiativeGroup.objects.all()}
        self.offices = {office.bin: office for office in Office.objects.exclude(bin="")}

    def programme(self, name: str) -> Programme | None:
        """The programme under its code or any of its names."""
        return self.programmes.get(names.search_key(name))


def programmes_by_name() -> dict[str, Programme]:
    """Programmes under their code and each of their names."""
    found = {}
    for programme in Programme.objects.all():
        for name in (programme.code, programme.name_kk, programme.name_ru, programme.name_en):
            if name:
                found[names.search_key(name)] = programme
    return found


def known_projects(
    identifiers: list[str], lines: Collection[str], works: QuerySet[Project] | None = None
) -> dict[str, Project]:
    """Works of the register with all that an import compares, and these lines of theirs."""
    found = (
        (Project.objects.all() if works is None else works)
        .filter(identifier__in=identifiers)
        .select_related(
            *("place", "programme", "customer", "answering_office", "implementer", "original")
        )
        .defer("original__data")
        .prefetch_related(*lines)
    )
    return {project.identifier: project for project in found}


def locked_projects(identifiers: list[str], lines: Collection[str]) -> dict[str, Project]:
    """The same, locked to be written: always in one order, so that nobody waits twice."""
    works = Project.objects.select_for_update(of=("self",)).order_by("pk")
    return known_projects(identifiers, lines, works)
