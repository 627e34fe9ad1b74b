"""Lists of akims' terms: compared first, then written. No two terms of an office overlap."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.models import AkimTerm, Office, Place
from oversight.places.sourced import Entry, Filling, Given, Places, Unusable
from oversight.tables import Row

REQUIRED = ("kato", "elected_on")
ALIASES = {"code": "kato", "term_end": "ends_on", "woman": "is_woman", "reelected": "is_reelected"}
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
YES_OR_NO = {
    **dict.fromkeys(("1", "yes", "true", "иә", "да"), True),
    **dict.fromkeys(("0", "no", "false", "жоқ", "нет"), False),
    "": None,
}
FIELDS = ("ends_on", "name", "nomination", "is_woman", "is_reelected", "source")
AKIMS = (Office.Kind.AKIM, Office.Kind.DISTRICT_AKIM, Office.Kind.REGION_AKIM)


@dataclass(frozen=True)
class TermLine:
    """What one row says of one term. What is blank is not known."""

    office: Office
    elected_on: date
    fields: dict[str, object]

    def __str__(self) -> str:
        return f"{self.elected_on} – {self.fields['ends_on'] or ''}"


def plan(path: Path, source: Given) -> Filling:
    """Compare a list of terms with those known. Raises tables.TableRefused.

    Columns: kato (where the office sits), elected_on; ends_on, name, nomination (self, party,
    akim), is_woman, is_reelected where they are known.
    """
    table = tables.read_table(path, REQUIRED, ALIASES)
    places = Places(Place.objects.current())
    offices = {office.place_id: office for office in Office.objects.filter(kind__in=AKIMS)}
    known = _known()
    filling = Filling(source)

    def read(row: Row) -> Entry:
        place = places.of(row, row.values["kato"])
        if place.pk not in offices:
            raise Unusable(_("No akim's office is known in this place."))
        line = _term(row, offices[place.pk], source)
        before = known[line.office.pk].get(line.elected_on)
        _check_alone(line, known[line.office.pk])
        known[line.office.pk][line.elected_on] = _as_term(line)
        same = before and all(getattr(before, name) == it for name, it in line.fields.items())
        return Entry(place, line, before, bool(same))

    filling.sort_in(table, read)
    return filling


def _known() -> defaultdict[int, dict[date, AkimTerm]]:
    """The terms of each office by the day of its election."""
    known: defaultdict[int, dict[date, AkimTerm]] = defaultdict(dict)
    for term in AkimTerm.objects.all():
        known[term.office_id][term.elected_on] = term
    return known


def _term(row: Row, office: Office, source: Given) -> TermLine:
    elected_on, ends_on = _day(row, "elected_on"), _day(row, "ends_on")
    if elected_on is None:
        raise Unusable(_("The day of the election is missing."))
    if ends_on and ends_on <= elected_on:
        raise Unusable(_("The term would end before it began."))
    nomination = row.values.get("nomination", "")
    if nomination and nomination not in AkimTerm.Nomination.values:
        raise Unusable(format_lazy(_("The word “{text}” is not in the list."), text=nomination))
    return TermLine(
        office,
        elected_on,
        {
            "ends_on": ends_on,
            "name": row.values.get("name", "")[:150],
            "nomination": nomination,
            "is_woman": _yes(row, "is_woman"),
            "is_reelected": _yes(row, "is_reelected"),
            "source": source.name[:300],
        },
    )


def _as_term(line: TermLine) -> AkimTerm:
    return AkimTerm(office=line.office, elected_on=line.elected_on, **line.fields)


def _check_alone(line: TermLine, others: dict[date, AkimTerm]) -> None:
    mine = _as_term(line)
    for other in others.values():
        if other.elected_on != line.elected_on and mine.overlaps(other):
            raise Unusable(mine.overlap_said(other))


def _day(row: Row, column: str) -> date | None:
    text = row.values.get(column, "").removesuffix(" 00:00:00")
    if not text:
        return None
    for known in DAY_FORMATS:
        try:
            return datetime.strptime(text, known).date()
        except ValueError:
            continue
    raise Unusable(format_lazy(_("The date “{text}” cannot be read."), text=text))


def _yes(row: Row, column: str) -> bool | None:
    text = row.values.get(column, "").casefold()
    if text not in YES_OR_NO:
        raise Unusable(format_lazy(_("“{text}” is neither yes nor no."), text=text))
    return YES_OR_NO[text]


@transaction.atomic
def apply(filling: Filling) -> int:
    """Write the plan. Returns how many terms were written."""
    filling.source.save()
    rows = [_as_term(entry.value) for entry in filling]
    AkimTerm.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["office", "elected_on"],
        update_fields=FIELDS,
    )
    restating.tell(AkimTerm.objects.filter(office__in={row.office_id for row in rows}))
    return len(rows)
