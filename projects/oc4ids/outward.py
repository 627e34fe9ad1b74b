"""What the register holds of a work, as an OC4IDS record. Asks nothing that is not fetched.

None says that the register holds nothing here; what a kept record said is then taken out. What
the standard has no word for stands under one key, `baqylau`.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from oversight.models import Office
from projects.models import Project, Supplier
from projects.oc4ids import codes
from projects.oc4ids.lines_out import (
    budget,
    declared,
    document,
    giver_id,
    milestone,
    moment,
    observed,
    process,
    processes,
    supplier_reference,
)
from projects.oc4ids.overlay import Default

Record = dict[str, object]


def described(project: Project, language: str) -> Record:
    """The record of the standard, titles first in the language given."""
    return {
        "id": f"{settings.OC4IDS_PREFIX}-{project.identifier}",
        "language": language,
        **_texts(project, "title", language),
        **_texts(project, "description", language),
        "status": project.status,
        "type": project.type or None,
        "sector": codes.SECTORS.get(project.sector),
        "additionalClassifications": _programme(project),
        "period": _period(project),
        "completion": {"endDate": moment(project.actual_end)},
        "locations": [_location(project, language)],
        "budget": budget(project, language),
        "publicAuthority": _reference(project.customer, language) or Default(),
        "parties": list(_parties(project, language)),
        "contractingProcesses": [process(rows) for rows in processes(project)],
        "milestones": [milestone(step, language) for step in project.milestones.all()],
        "documents": [document(paper) for paper in project.documents.all() if not paper.hidden_on],
        "metrics": [metric for metric in (declared(project), observed(project)) if metric],
        codes.OWN: _own(project),
    }


def first_language(project: Project) -> str:
    """The first of Kazakh, Russian and English that has a title."""
    return next(code for code in codes.LANGUAGES if getattr(project, f"title_{code}"))


def _texts(project: Project, name: str, language: str) -> Record:
    others = {
        f"{name}_{code}": getattr(project, f"{name}_{code}") or None
        for code in codes.LANGUAGES
        if code != language
    }
    return {name: getattr(project, f"{name}_{language}") or None, **others}


def _programme(project: Project) -> list[Record]:
    programme = project.programme
    if programme is None:
        return []
    names = {"id": programme.code, "description": programme.name_kk}
    return [{"scheme": codes.PROGRAMME, **names}]


def _period(project: Project) -> Record:
    found: Record = {}
    for ours, theirs in (("planned_start", "startDate"), ("planned_end", "endDate")):
        exact = getattr(project, f"{ours}_precision")
        day = getattr(project, ours)
        found[theirs] = moment(day)
        found[f"{theirs}Precision"] = exact if day and exact != Project.Precision.DAY else None
    return found


def _location(project: Project, language: str) -> Record:
    place = project.place
    return {
        "id": "place",
        "description": ", ".join(unit.spoken_in(language) for unit in reversed(place.lineage)),
        "gazetteer": {"scheme": codes.KATO, "identifiers": [place.code]},
        "geometry": _point(project),
    }


def _point(project: Project) -> Record | None:
    if project.latitude is None:
        return None
    at = [float(project.longitude), float(project.latitude)]
    return {"type": "Point", "coordinates": at}


def _own(project: Project) -> Record:
    """What only this site says."""
    return {
        "url": settings.SITE_URL + reverse("short", args=[project.identifier]),
        "sector": project.sector,
        "sourceStatus": project.source_status or None,
        "budgetKind": project.budget_kind or None,
        "budgetShared": project.budget_shared or None,
        "planApprovedOn": moment(project.approved_on),
        "actualStart": moment(project.actual_start),
        "warrantyUntil": moment(project.warranty_until),
        "capacity": project.capacity,
        "operatedBy": project.operated_by or None,
        "operatedSince": moment(project.operated_since),
        "sourceUrl": project.source_url or None,
        "sourceDate": project.source_date or None,
    }


# Parties ----------------------------------------------------------------------------------


def _parties(project: Project, language: str) -> Iterable[Record]:
    """Everybody whom the rest of the record names."""
    roles: dict[str, Record] = {}
    for party in _everybody(project, language):
        known = roles.setdefault(party["id"], party)
        known["roles"] = list(dict.fromkeys([*known["roles"], *party["roles"]]))
    return roles.values()


def _everybody(project: Project, language: str) -> Iterable[Record]:
    if project.customer:
        yield _office(project.customer, language, "publicAuthority")
    if project.answering_office:
        yield _office(project.answering_office, language, "answeringOffice")
    if project.implementer:
        yield {
            "id": f"group-{project.implementer.slug}",
            "name": getattr(project.implementer, f"name_{language}") or project.implementer.name_kk,
            "roles": ["implementer"],
        }
    for contract in project.contracts.all():
        yield _supplier(contract.supplier)
    for line in project.funding.all():
        if line.giver and not line.source_id:
            yield {"id": giver_id(line), "name": line.giver, "roles": ["funder"]}


def _office(office: Office, language: str, role: str) -> Record:
    party = {**_reference(office, language), "roles": [role]}
    if office.bin:
        party["identifier"] = {"scheme": codes.BIN, "id": office.bin}
    return party


def _reference(office: Office | None, language: str) -> Record | None:
    if office is None:
        return None
    name = getattr(office, f"name_{language}") or office.name_kk
    number = f"{codes.BIN}-{office.bin}" if office.bin else f"office-{office.pk}"
    return {"id": number, "name": name}


def _supplier(supplier: Supplier) -> Record:
    party: Record = {**supplier_reference(supplier), "roles": ["supplier"]}
    if supplier.bin:
        party["identifier"] = {"scheme": codes.BIN, "id": supplier.bin, "legalName": supplier.name}
    return party
