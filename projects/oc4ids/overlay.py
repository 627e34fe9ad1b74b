"""The register's word over a kept record: what came in goes out, changed only where we know better.

A leaf that says the same in other letters (the hour of a day, 40.0 for 40) stays as it came. None
takes out what the register no longer holds; a Default speaks only where the record is silent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from projects.oc4ids import codes
from projects.oc4ids.lines_in import document
from projects.oc4ids.reading import Record, objects, part, text

Out = dict[str, object]


@dataclass(frozen=True)
class Default:
    """Said only where the kept record says nothing."""

    value: object = None


# Items of a kept list that the register speaks for: without a row of ours they are no longer so.
OURS: Mapping[str, Callable[[Record], bool]] = {
    "additionalClassifications": lambda item: text(item, "scheme") == codes.PROGRAMME,
    "locations": lambda item: text(part(item, "gazetteer"), "scheme").upper() == codes.KATO,
    "documents": lambda item: bool(text(item, "id") and document(item)),
}


def laid_over(kept: Record, ours: Record) -> Out:
    """Both together. Neither is changed."""
    merged = {key: _merged(key, value, ours[key]) for key, value in kept.items() if key in ours}
    found = {key: merged.get(key, value) for key, value in kept.items()}
    added = {key: cleaned(value) for key, value in ours.items() if key not in kept}
    found |= {key: value for key, value in added.items() if not _is_empty(value)}
    return {key: value for key, value in found.items() if key not in merged or value is not None}


def cleaned(value: object) -> object:
    """Without what is empty: the standard wants no empty objects, lists and texts."""
    if isinstance(value, Default):
        return cleaned(value.value)
    if isinstance(value, dict):
        parts = {key: cleaned(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if not _is_empty(part)}
    if isinstance(value, list):
        return [item for item in map(cleaned, value) if not _is_empty(item)]
    return value


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def _merged(key: str, kept: object, ours: object) -> object:
    if isinstance(ours, Default):
        return kept
    if ours is None:
        return kept if _is_foreign(kept) else None
    if isinstance(kept, dict) and isinstance(ours, dict):
        return kept if _is_foreign(kept) else laid_over(kept, ours)
    if isinstance(kept, list) and isinstance(ours, list):
        return _lists(key, kept, ours)
    return kept if _says_the_same(kept, ours) else cleaned(ours)


def _is_foreign(kept: object) -> bool:
    """A sum that is not in tenge, of which the register knows nothing."""
    is_sum = isinstance(kept, dict) and isinstance(kept.get("amount"), int | float)
    return is_sum and kept.get("currency") != codes.TENGE


def _says_the_same(kept: object, ours: object) -> bool:
    if isinstance(kept, str) and isinstance(ours, str):
        is_day = ours.endswith("T00:00:00+05:00") and kept[:10] == ours[:10]
        return is_day or kept.strip() == ours
    return kept == ours and not isinstance(kept, bool)


def _lists(key: str, kept: list[object], ours: list[object]) -> list[object]:
    """Objects meet by their id; words are joined."""
    if not all(isinstance(item, dict) for item in [*kept, *ours]):
        return [*kept, *(item for item in ours if item not in kept)]
    by_id = {item.get("id"): item for item in ours}
    speaks_for = OURS.get(key, lambda item: False)
    found = [
        laid_over(item, by_id.pop(item["id"])) if item.get("id") in by_id else item
        for item in kept
        if item.get("id") in by_id or not speaks_for(item)
    ]
    return [*found, *(item for item in map(cleaned, by_id.values()) if item)]


# One party under two ids ------------------------------------------------------------------


def renamed(value: object, names: Mapping[str, str]) -> object:
    """Our ids of parties, as the kept record calls them; what it says of them stays."""
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("id") in names:
        roles = {"roles": value["roles"]} if "roles" in value else {}
        return {"id": names[value["id"]], **roles}
    return {key: renamed(part, names) for key, part in value.items()}


def regrouped(ours: Out, kept: Record) -> Out:
    """Lines of the budget, each in the group in which the kept record has it."""
    place = {
        text(line, "id"): text(group, "id")
        for group in objects(part(kept, "budget"), "budgetBreakdowns")
        for line in objects(group, "budgetBreakdown")
    }
    groups: dict[str, list[object]] = {}
    for group in ours["budget"]["budgetBreakdowns"]:
        for line in group["budgetBreakdown"]:
            groups.setdefault(place.get(line["id"], group["id"]), []).append(line)
    listed = [{"id": name, "budgetBreakdown": lines} for name, lines in groups.items()]
    return {**ours, "budget": {**ours["budget"], "budgetBreakdowns": listed}}
