"""Puts works into the register: many cost as few queries as one.

Each gets the office that answers for it, its flags, and its share in the counts of the places
above, in the transaction that makes it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from oversight import restating
from oversight.calendar import today
from oversight.models import Office, Place
from projects import flags, people, tallies
from projects.lines import Firm
from projects.models import Project, ProjectFlag, Supplier


@transaction.atomic
def register(projects: list[Project], *, role: str = "operator") -> list[Project]:
    """Register works that know their own sums: what is paid, declared, how many suppliers."""
    places = [project.place for project in projects]
    offices = akims_offices(places)
    histories = people.histories([place.pk for place in places])
    for project in projects:
        if project.answering_office is None:
            project.answering_office = offices.get(project.place.pk)
        project.first_budget_amount = project.budget_amount
        project.added_on = date.today()  # as the column does; flags read it
        people.fill(project, histories[project.place.pk])
        project.fill_keys()
    found = [flags.reckon(project, today()) for project in projects]
    tallies.add(projects, found)
    Project.objects.bulk_create(projects)
    ProjectFlag.objects.bulk_create(_flags(zip(projects, found, strict=True)))
    restating.tell_new(projects, role=role)
    return projects


def _flags(found: Iterable[tuple[Project, dict[str, flags.Numbers]]]) -> Iterator[ProjectFlag]:
    for project, codes in found:
        for code, numbers in codes.items():
            yield ProjectFlag(project=project, code=code, numbers=numbers)


def akims_office(place: Place, known: QuerySet[Office] | None = None) -> Office | None:
    """The akim's office nearest above the place: who answers when nobody else is named."""
    return akims_offices([place], known).get(place.pk)


def akims_offices(places: list[Place], known: QuerySet[Office] | None = None) -> dict[int, Office]:
    """The same for many places, by their keys, in one query; `known` is how it reads offices."""
    offices = (
        (Office.objects.all() if known is None else known)
        .filter(
            kind__in=[Office.Kind.AKIM, Office.Kind.DISTRICT_AKIM, Office.Kind.REGION_AKIM],
            place__code__in={code for place in places for code in place.ancestor_codes},
            place__valid_to=None,
        )
        .select_related("place")
    )
    by_code: dict[str, Office] = {}
    for office in offices:
        by_code.setdefault(office.place.code, office)
    nearest = {
        place.pk: next((by_code[code] for code in place.ancestor_codes if code in by_code), None)
        for place in places
    }
    return {key: office for key, office in nearest.items() if office}


def supplier_named(name: str) -> Supplier:
    """The supplier of this bare name, made when it is new."""
    return suppliers([Firm(name)])[Firm(name)]


@transaction.atomic
def suppliers(firms: Iterable[Firm]) -> dict[Firm, Supplier]:
    """The suppliers that the firms are, by BIN or else by their bare name; new ones are made."""
    drafts = {firm: Supplier(name=firm.name, bin=firm.bin) for firm in firms}
    for draft in drafts.values():
        draft.fill_keys()
    known = {
        _firm_key(supplier): supplier
        for supplier in Supplier.objects.filter(
            Q(bin="", search_key__in={draft.search_key for draft in drafts.values()})
            | Q(bin__in={draft.bin for draft in drafts.values() if draft.bin})
        )
    }
    new = {_firm_key(draft): draft for draft in drafts.values() if _firm_key(draft) not in known}
    made = Supplier.objects.bulk_create(new.values())
    restating.tell_new(made)
    return {firm: (known | new)[_firm_key(draft)] for firm, draft in drafts.items()}


def _firm_key(supplier: Supplier) -> tuple[str, str]:
    return (supplier.bin, "") if supplier.bin else ("", supplier.search_key)
