"""An OC4IDS record → what the register can hold of it. Pure; the record itself is kept whole.

A day is the day as written. A sum in another currency, a paper of an unknown type, a party nobody
knows stay in the kept record only: nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from oversight.tables import Words
from projects import matching
from projects.lines import Line, fits
from projects.matching import Unreadable
from projects.models import Project
from projects.oc4ids import codes
from projects.oc4ids.lines_in import lines_of
from projects.oc4ids.parties import parties, party_bin
from projects.oc4ids.reading import day, items, listing, number, objects, part, tenge, text

Record = Mapping[str, object]


@dataclass(frozen=True)
class Work:
    """What a record says, in the register's words."""

    identifier: str
    fields: dict[str, object]
    where: dict[str, str]
    programme: str
    customer: str  # a BIN
    lines: tuple[Line, ...]
    notes: tuple[Words, ...] = field(default=())


def from_oc4ids(record: Record) -> Work:
    """Read a project of the standard. Raises Unreadable with what makes no sense."""
    own = part(record, codes.OWN)
    fields = {
        **_titles(record),
        **_kind(record, own),
        **_period(record),
        **_money(record, own),
        **_point(record),
        **_own_fields(own),
    }
    fields = {name: value for name, value in fields.items() if value not in ("", None)}
    fits(Project, fields)
    return Work(
        identifier=text(record, "id"),
        fields=fields,
        where=_where(record),
        programme=_programme(record),
        customer=_customer(record),
        lines=tuple(lines_of(record, language_of(record))),
        notes=tuple(_notes(record)),
    )


# Texts ------------------------------------------------------------------------------------


def language_of(record: Record) -> str:
    """The language the record says it is in, else the one its title's letters belong to."""
    given = text(record, "language").lower().split("-")[0]
    if given in codes.LANGUAGE_CODES:
        return codes.LANGUAGE_CODES[given]
    if given:
        raise Unreadable(_("The language “%(code)s” is not one of this site.") % {"code": given})
    title = text(record, "title").lower()
    if re.search("[әғқңөұүһі]", title):
        return "kk"
    return "ru" if re.search("[а-яё]", title) else "en"


def _titles(record: Record) -> dict[str, object]:
    language = language_of(record)
    found = {}
    for name in ("title", "description"):
        found |= {f"{name}_{code}": text(record, f"{name}_{code}") for code in codes.LANGUAGES}
        found[f"{name}_{language}"] = text(record, name) or found[f"{name}_{language}"]
    return found


# Kind -------------------------------------------------------------------------------------


def _kind(record: Record, own: Record) -> dict[str, object]:
    status = text(record, "status")
    return {
        "status": _code(status, codes.STATUS, Project.Status.values),
        "source_status": text(own, "sourceStatus") or (status if status in codes.STATUS else ""),
        "type": type_of(record),
        "sector": sector_of(record),
    }


def type_of(record: Record) -> str:
    """The kind of work, where the register has a word for it."""
    return _code(text(record, "type"), codes.TYPE, Project.Type.values)


def sector_of(record: Record) -> str:
    """Our own word where the record has it, else the one that the standard's words can mean."""
    given = text(part(record, codes.OWN), "sector")
    if given:
        return _code(given, {}, Project.Sector.values)
    sectors = listing(record, "sector")
    meant = {codes.SECTOR_OF[sector] for sector in sectors if sector in codes.SECTOR_OF}
    return meant.pop() if len(meant) == 1 else ""


def _code(given: str, meanings: Mapping[str, str], known: list[str]) -> str:
    meant = meanings.get(given, given)
    if meant and meant not in known:
        raise Unreadable(_("The word “%(text)s” is not in the list.") % {"text": given})
    return meant


def _programme(record: Record) -> str:
    found = objects(record, "additionalClassifications")
    named = [item for item in found if text(item, "scheme") == codes.PROGRAMME]
    return text(named[0], "id") or text(named[0], "description") if named else ""


# Days and money ---------------------------------------------------------------------------


def _period(record: Record) -> dict[str, object]:
    period = part(record, "period")
    start, end = day(period, "startDate"), day(period, "endDate")
    exact = Project.Precision.values
    return {
        "planned_start": start,
        "planned_start_precision": start
        and _code(text(period, "startDatePrecision") or "day", {}, exact),
        "planned_end": end,
        "planned_end_precision": end
        and _code(text(period, "endDatePrecision") or "day", {}, exact),
        "actual_end": day(part(record, "completion"), "endDate"),
    }


def _money(record: Record, own: Record) -> dict[str, object]:
    amount = tenge(part(record, "budget"), "amount")
    if amount is None:
        return {}
    return {
        "budget_amount": amount,
        "budget_kind": _code(text(own, "budgetKind"), {}, Project.BudgetKind.values),
        "budget_shared": own.get("budgetShared") is True,
    }


OWN_TEXTS = {
    "operated_by": "operatedBy",
    "source_url": "sourceUrl",
    "source_date": "sourceDate",
}
OWN_DAYS = {
    "approved_on": "planApprovedOn",
    "actual_start": "actualStart",
    "operated_since": "operatedSince",
    "warranty_until": "warrantyUntil",
}


def _own_fields(own: Record) -> dict[str, object]:
    texts = {name: text(own, key) for name, key in OWN_TEXTS.items()}
    days = {name: day(own, key) for name, key in OWN_DAYS.items()}
    return texts | days | {"capacity": _capacity(own)}


def _capacity(own: Record) -> int | None:
    """A whole number of people; what is none says nothing."""
    told = own.get("capacity")
    is_count = isinstance(told, int) and not isinstance(told, bool)
    return told if is_count and 0 < told <= matching.MOST_PEOPLE else None


# Place and customer ------------------------------------------------------------------------


def kato_codes(record: Record) -> list[str]:
    """Every code of the classifier that the record's locations name."""
    found = []
    for location in objects(record, "locations"):
        gazetteer = part(location, "gazetteer")
        if text(gazetteer, "scheme").upper() == codes.KATO:
            found += listing(gazetteer, "identifiers")
    return list(dict.fromkeys(found))


def _where(record: Record) -> dict[str, str]:
    """What places.find understands; several codes are told with spaces between them."""
    found = kato_codes(record)
    if found:
        return {"kato": " ".join(found)}
    addresses = [part(location, "address") for location in objects(record, "locations")]
    named = [address for address in addresses if text(address, "locality")]
    if not named:
        return {}
    address = named[0]
    return {
        "place": text(address, "locality"),
        "district": text(address, "district"),
        "region": text(address, "region"),
    }


def _point(record: Record) -> dict[str, object]:
    """The first point; a longitude or latitude out of range is a refusal."""
    for location in objects(record, "locations"):
        geometry = part(location, "geometry")
        if text(geometry, "type") == "Point":
            at = items(geometry, "coordinates")
            return {
                "longitude": _degrees(at[0] if at else None, 180),
                "latitude": _degrees(at[1] if len(at) > 1 else None, 90),
            }
    return {}


def _degrees(value: object, most: int) -> Decimal:
    found = number(value)
    if found is None or abs(found) > most:
        raise Unreadable(_("“%(text)s” is out of range.") % {"text": value})
    return round(found, 5)


def _customer(record: Record) -> str:
    authority = part(record, "publicAuthority")
    return party_bin(parties(record).get(text(authority, "id"), authority))


# What to look at --------------------------------------------------------------------------


def _notes(record: Record) -> Iterator[Words]:
    budget = part(record, "budget")
    amount = part(budget, "amount")
    currency = text(amount, "currency")
    if "amount" in amount and currency != codes.TENGE:
        words = _("The budget is in “%(currency)s”: it is kept, but not taken for tenge.")
        yield words % {"currency": currency or "?"}
    for group in objects(budget, "budgetBreakdowns"):
        total, parts = tenge(budget, "amount"), objects(group, "budgetBreakdown")
        sums = [tenge(line, "amount") for line in parts]
        if total is not None and sums and None not in sums and sum(sums) != total:
            words = _("The budget is %(total)s, but its parts make %(parts)s.")
            yield words % {"total": total, "parts": sum(sums)}
