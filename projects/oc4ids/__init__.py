"""Works in the words of the Open Contracting for Infrastructure Data Standard, in and out.

Nothing else in the code says `contractingProcesses`. A record that came in is kept whole, and is
given back with the register's word laid over it.
"""

from projects.models import Project
from projects.oc4ids import codes
from projects.oc4ids.inward import Work, from_oc4ids, kato_codes, language_of, sector_of
from projects.oc4ids.outward import described, first_language
from projects.oc4ids.overlay import Default, Out, cleaned, laid_over, regrouped, renamed
from projects.oc4ids.own_ids import id_of
from projects.oc4ids.parties import party_bin
from projects.oc4ids.reading import Record, objects, text

__all__ = ["Work", "from_oc4ids", "id_of", "kato_codes", "to_oc4ids"]


def to_oc4ids(project: Project) -> Out:
    """The work as a project of the standard, on top of the record it came from."""
    original = getattr(project, "original", None)
    if original is None:
        return cleaned(described(project, first_language(project)))
    kept = _without_observed(original.data)
    language = language_of(kept)
    if not getattr(project, f"title_{language}"):
        language = first_language(project)
    ours = regrouped(described(project, language), kept)
    ours = renamed(ours, _same_parties(ours, kept))
    return laid_over(kept, {**ours, **_as_it_came(project, kept, ours)})


def _without_observed(record: Record) -> Record:
    """What residents see is ours to say, and of today."""
    metrics = [item for item in objects(record, "metrics") if text(item, "id") != codes.OBSERVED]
    return {key: value for key, value in record.items() if key != "metrics"} | (
        {"metrics": metrics} if metrics else {}
    )


def _same_parties(ours: Out, kept: Record) -> dict[str, str]:
    """Our ids of parties that the kept record has under its own: one by BIN, else by name."""
    known: dict[str, str] = {}
    for party in objects(kept, "parties"):
        for key in (party_bin(party), text(party, "name")):
            if key and text(party, "id"):
                known.setdefault(key, text(party, "id"))
    found = {}
    for party in ours["parties"]:
        name = known.get(party_bin(party)) or known.get(party["name"])
        if name:
            found[party["id"]] = name
    return found


def _as_it_came(project: Project, kept: Record, ours: Out) -> Out:
    """Where the standard says more than the register: the record's word, while ours is the same."""
    held = from_oc4ids(kept).fields
    same = {"id": Default(ours["id"])}
    for name in ("status", "type"):
        if held.get(name, "") == getattr(project, name):
            same[name] = Default(ours[name])
    if (sector_of(kept) or Project.Sector.MIXED) == project.sector:
        same["sector"] = Default(ours["sector"])
    if _is_there(project, kept):
        same["locations"] = Default(ours["locations"])
    return same


def _is_there(project: Project, kept: Record) -> bool:
    """Every code of the record is inside the work's place, and the point has not moved."""
    found = kato_codes(kept)
    level = project.place.code.rstrip("0")
    fields = from_oc4ids(kept).fields
    points = [(fields.get(name), getattr(project, name)) for name in ("latitude", "longitude")]
    inside = all(code == project.place.code or code.startswith(level) for code in found)
    return bool(found) and inside and all(there in (None, here) for there, here in points)
