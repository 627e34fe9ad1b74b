"""What sources say of whole elections: read from a list, each figure kept beside the others."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.models import ElectionFigure
from oversight.tables import Refusal, Row, Words

REQUIRED = ("voted", "subject", "value", "source")
Key = tuple[str, str, str, str]
_VOTED = re.compile(r"20\d\d(-(0[1-9]|1[0-2]))?")
MOST = 100_000  # akims of which a country could have
Subject = ElectionFigure.Subject


@dataclass
class Plan:
    """What an import would write."""

    new: list[ElectionFigure] = field(default_factory=list)
    changed: list[tuple[ElectionFigure, int]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: int = 0


def plan(path: Path) -> Plan:
    """Compare the list with what is known. A figure is known by vote, subject, name and source."""
    found, known = Plan(), {figure.identity: figure for figure in ElectionFigure.objects.all()}
    met: set[Key] = set()
    for row in tables.read_table(path, REQUIRED):
        if isinstance(row, Refusal):
            found.refused.append(row)
            continue
        reason = _problem(row) or _doubled(row, met)
        if reason:
            found.refused.append(Refusal(row.number, row.values, reason))
        else:
            _sort_in(found, _figure(row), known)
    return found


def _problem(row: Row) -> Words:
    values = row.values
    if not _VOTED.fullmatch(values["voted"]):
        return _("The day of the vote is a year or a month: 2021 or 2021-07.")
    if values["subject"] not in Subject.values:
        return _("The subject is one of: total, party, self, women, reelected.")
    if (values["subject"] == Subject.PARTY) != bool(values.get("name")):
        return _("A party is named, and nothing else is.")
    number = re.sub(r"\s", "", values["value"])
    if not number.isascii() or not number.isdecimal() or int(number) > MOST:
        return _("The value is a whole number of akims.")
    return "" if values["source"] else _("A figure without a source is not kept.")


def _doubled(row: Row, met: set[Key]) -> Words:
    key = _figure(row).identity
    if key in met:
        return _("The same figure of the same source stands in the list twice.")
    met.add(key)
    return ""


def _figure(row: Row) -> ElectionFigure:
    values = row.values
    return ElectionFigure(
        voted=values["voted"],
        subject=values["subject"],
        name=values.get("name", ""),
        value=int(re.sub(r"\s", "", values["value"])),
        source=values["source"],
        source_url=values.get("source_url", ""),
        source_date=values.get("source_date", ""),
    )


def _sort_in(found: Plan, figure: ElectionFigure, known: dict[Key, ElectionFigure]) -> None:
    before = known.get(figure.identity)
    if before is None:
        found.new.append(figure)
    elif before.said == figure.said:
        found.unchanged += 1
    else:
        figure.pk = before.pk
        found.changed.append((figure, before.value))


@transaction.atomic
def apply(found: Plan) -> int:
    """Write it; returns how many figures were written."""
    ElectionFigure.objects.bulk_create(found.new)
    for figure, _before in found.changed:
        figure.save()
    written = [*found.new, *(figure for figure, _before in found.changed)]
    restating.tell(ElectionFigure.objects.filter(pk__in=[figure.pk for figure in written]))
    return len(found.new) + len(found.changed)
