"""Understands the cells of a project list: days, sums, code lists, names of firms. Pure."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from oversight.tables import Words
from projects import written_days

STATUS = {
    "planned": "identification",
    "needed": "identification",
    "design": "preparation",
    "procurement": "preparation",
    "contract": "preparation",
    "in_progress": "implementation",
    "overdue": "implementation",
    "stopped": "implementation",
    "disputed": "completion",
    "failed": "completion",
    "acceptance": "completion",
    "done": "completion",
    "cancelled": "cancelled",
}
# The same words as a reader knows them: a list may say more than our statuses do.
SAID = {
    "planned": _("planned"),
    "needed": _("said to be needed"),
    "design": _("being designed"),
    "procurement": _("contractor being sought"),
    "contract": _("contract signed"),
    "in_progress": _("under way"),
    "overdue": _("overdue"),
    "stopped": _("stopped"),
    "disputed": _("disputed"),
    "failed": _("done badly, or not working"),
    "acceptance": _("being accepted"),
    "done": _("done"),
    "cancelled": _("cancelled"),
}
TYPE = {
    "new": "construction",
    "capital_repair": "rehabilitation",
    "medium_repair": "rehabilitation",
    "current_repair": "rehabilitation",
    "repair": "rehabilitation",
    "reconstruction": "rehabilitation",
    "mixed": "",
}
BUDGET_KIND = {
    "project": "estimate",
    "approx": "estimate",
    "planned_approx": "planned",
    "total_of_group": "allocated",
    "contract_approx": "contract",
    "contract_over": "contract",
    "spent_approx": "spent",
}
SHARED = {"total_of_group"}
_TENGE = re.compile(r"(?<=\d)(?:тенге|теңге|тг|kzt|₸)\.?$", re.IGNORECASE)
_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:года?|жыл|г|ж)\.?$", re.IGNORECASE)
MOST_PEOPLE = 30_000_000
# A sum that only residents name is not an official figure.
NOT_OFFICIAL = {"citizen_claim"}


class Unreadable(ValueError):
    """A cell that makes no sense; `args[0]` is the sentence that says why."""


@dataclass(frozen=True)
class Span:
    """A day as published: with a year or a month alone it stands for its first or last day."""

    day: date | None
    precision: str = "day"


def day(text: str, *, last: bool) -> Span:
    """`2026-10-07`, `07.10.2026`, `2026-10`, `10.2026` or `2026`, also with the word for a year
    («31.10.2026 г.»), or in words («31 октября 2026 г.», «IV кв. 2026»). Raises Unreadable."""
    given, text = text, written_days.in_numerals(text.strip())
    text = re.sub(_YEAR_WORD, "", text)
    if not text:
        return Span(None)
    if found := re.fullmatch(r"(\d{4})(?:\.0)?", text):
        year = int(found[1])
        return Span(_real(year, 12 if last else 1, 31 if last else 1), "year")
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})", text):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        end = calendar.monthrange(year, month)[1] if last and 1 <= month <= 12 else 1
        return Span(_real(year, month, end), "month")
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?", text):
        return Span(_real(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text):
        return Span(_real(int(found[3]), int(found[2]), int(found[1])))
    if said := written_days.read(given):
        return _in_words(said, last=last)
    raise Unreadable(_("The date “%(text)s” cannot be read.") % {"text": given.strip()})


def _in_words(said: written_days.Said, *, last: bool) -> Span:
    """A quarter is as exact as its first or last month."""
    month = said.month + said.months - 1 if last else said.month
    end = calendar.monthrange(said.year, month)[1] if last else 1
    return Span(_real(said.year, month, end), "month")


def _real(year: int, month: int, day_of_month: int) -> date:
    if not 1991 <= year <= 2100:
        raise Unreadable(_("The year %(year)d makes no sense.") % {"year": year})
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise Unreadable(_("There is no such day.")) from None


def money(text: str) -> Decimal | None:
    """Tenge: `186 400 000`, `186400000,50`, `15 000 000 тенге`. Raises Unreadable."""
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).replace(",", ".")
    plain = re.sub(_TENGE, "", plain)
    if not plain:
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", plain):
        raise Unreadable(_("The sum “%(text)s” can be read in two ways.") % {"text": text})
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise Unreadable(_("The sum “%(text)s” cannot be read.") % {"text": text}) from None
    if not amount.is_finite() or not 0 <= amount < 10**16:
        raise Unreadable(_("The sum “%(text)s” makes no sense.") % {"text": text})
    return round(amount, 2)


def names_tenge(text: str) -> bool:
    """Whether the cell itself says in what it counts."""
    return re.search(_TENGE, re.sub(r"\s", "", text)) is not None


def number(text: str, smallest: int, largest: int) -> Decimal | None:
    """A coordinate. Raises Unreadable."""
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise Unreadable(_("“%(text)s” is not a number.") % {"text": text}) from None
    if not value.is_finite() or not smallest <= value <= largest:
        raise Unreadable(_("“%(text)s” is out of range.") % {"text": text})
    return round(value, 5)


def whole(text: str) -> int | None:
    """How many people, pupils …: `1 200`. Raises Unreadable."""
    plain = re.sub(r"[\s\u00a0\u202f']", "", text)
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and 0 < int(plain) <= MOST_PEOPLE):
        raise Unreadable(_("“%(text)s” is not a number of people.") % {"text": text})
    return int(plain)


def codes(labels: Mapping[str, Words]) -> dict[str, str]:
    """The codes of a list by its words as pages say them, in each of our languages."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): code for code, label in labels.items()}
    return found | {code: code for code in labels}


def word(text: str, words: Mapping[str, str], known: list[str]) -> str:
    """A word of a code list, ours or the source's. Raises Unreadable."""
    meant = words.get(text, text)
    if meant and meant not in known:
        raise Unreadable(_("The word “%(text)s” is not in the list.") % {"text": text})
    return meant


def firms(text: str) -> list[str]:
    """Several firms in one cell stand between semicolons, or between quoted names."""
    parts = re.split(r";|(?<=»),(?=\s*«)", text)
    return [part.strip() for part in parts if part.strip()]
