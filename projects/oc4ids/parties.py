"""Who takes part in a work, as the standard's records name them."""

import re

from projects.oc4ids import codes
from projects.oc4ids.reading import Record, objects, part, text


def party_bin(party: Record) -> str:
    """The BIN of a party, from its identifier."""
    identifier = part(party, "identifier")
    if text(identifier, "scheme") == codes.BIN:
        return text(identifier, "id")
    found = re.fullmatch(rf"{codes.BIN}-(\d{{12}})", text(party, "id"))
    return found[1] if found else ""


def parties(record: Record) -> dict[str, Record]:
    """The parties by the id under which the rest of the record names them."""
    return {text(party, "id"): party for party in objects(record, "parties")}
