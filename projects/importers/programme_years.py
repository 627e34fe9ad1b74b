"""A list of what sources say of whole years of programmes. A later source stands beside the older
one; the same source is never made to say something else.

Columns: programme (its code or a name), year, source_url; stated (reported unless said), works,
villages, amount, is_rounded, source_date. A number that the source does not say stays unsaid.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.places import names
from oversight.tables import Refusal, Row
from projects import matching
from projects.importers.register import programmes_by_name
from projects.importers.rows import YES
from projects.lines import fits
from projects.matching import Unreadable
from projects.models import Programme, ProgrammeYear

COLUMNS = ("programme", "year", "source_url")
ALIASES = {"source": "source_url", "rounded": "is_rounded"}
YEARS = range(1991, 2101)
MOST = 1_000_000  # works or villages of a year
FIGURES = ("works", "villages", "amount", "is_rounded", "source_date")

Key = tuple[int, int, str, str]


@dataclass
class YearPlan:
    """The statements that a list would add, before anything is written."""

    new: list[ProgrammeYear] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)


def plan(path: Path) -> YearPlan:
    """Compare the statements with those known. Raises tables.TableRefused."""
    found, programmes = YearPlan(), programmes_by_name()
    known = {_key(each): each for each in ProgrammeYear.objects.all()}
    for row in tables.read_table(path, COLUMNS, ALIASES):
        try:
            stated = _stated(row, programmes)
            before = known.setdefault(_key(stated), stated)
            if before is stated:
                found.new.append(stated)
            elif _figures(before) == _figures(stated):
                found.unchanged += 1
            else:
                raise Unreadable(_("The same source says something else of this year already."))
        except Unreadable as problem:
            found.refused.append(Refusal(row.number, row.values, problem.args[0]))
    return found


@transaction.atomic
def apply(plan: YearPlan) -> int:
    """Write the plan. Returns how many statements were added."""
    made = ProgrammeYear.objects.bulk_create(plan.new)
    restating.tell(ProgrammeYear.objects.filter(pk__in=[each.pk for each in made]))
    return len(made)


def _key(stated: ProgrammeYear) -> Key:
    return stated.programme_id, stated.year, stated.stated, stated.source_url


def _figures(stated: ProgrammeYear) -> list[object]:
    return [getattr(stated, name) for name in FIGURES]


def _stated(row: Row | Refusal, programmes: dict[str, Programme]) -> ProgrammeYear:
    if isinstance(row, Refusal):
        raise Unreadable(row.reason)
    values = row.values
    programme = programmes.get(names.search_key(values["programme"]))
    if programme is None:
        words = _("No programme is called “%(name)s”.") % {"name": values["programme"]}
        raise Unreadable(words)
    if not values["source_url"]:
        raise Unreadable(_("A figure without a source is not kept."))
    fields = {
        "stated": matching.word(
            values.get("stated") or "reported", {}, ProgrammeYear.Stated.values
        ),
        "works": _count(values.get("works", "")),
        "villages": _count(values.get("villages", "")),
        "amount": matching.money(values.get("amount", "")),
        "is_rounded": values.get("is_rounded", "").lower() in YES,
        "source_url": values["source_url"],
        "source_date": values.get("source_date", ""),
    }
    if all(fields[name] is None for name in ("works", "villages", "amount")):
        raise Unreadable(_("The row states no figure."))
    fits(ProgrammeYear, fields)
    return ProgrammeYear(programme=programme, year=_year(values["year"]), **fields)


def _year(text: str) -> int:
    year = _whole(text)
    if year not in YEARS:
        raise Unreadable(_("The year %(year)d makes no sense.") % {"year": year or 0})
    return year


def _count(text: str) -> int | None:
    count = _whole(text)
    if count is not None and count > MOST:
        raise Unreadable(_("“%(text)s” is out of range.") % {"text": text})
    return count


def _whole(text: str) -> int | None:
    digits = "".join(text.split()).removesuffix(".0")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        raise Unreadable(_("“%(text)s” is not a number.") % {"text": text})
    return int(digits)
