"""The cells of lists that operators get: each as it is understood, or the row's reason."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from django.db.models import Choices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight.places.sourced import Unusable
from oversight.tables import Row
from projects import matching
from projects.lines import Firm
from projects.models import Supplier

YEARS = range(1991, 2101)
HOURS_OF_A_YEAR = 366 * 24
LONGEST_ADDRESS = 500
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")

# Who, where, and which of several; two rows with one key are about the same thing.
Key = tuple[object, ...]


def firm(row: Row, column: str = "name", bin_column: str = "bin") -> Firm:
    name, bin = row.values[column], row.values.get(bin_column, "")
    if not name:
        raise Unusable(_("The name of the business is missing."))
    if bin and not (len(bin) == 12 and bin.isascii() and bin.isdigit()):
        raise Unusable(_("A BIN has twelve digits."))
    return Firm(name[:300], bin)


def firm_key(named: Firm | Supplier) -> Key:
    """Under which two spellings of one business meet."""
    if named.bin:
        return ("bin", named.bin)
    draft = Supplier(name=named.name)
    draft.fill_keys()
    return ("name", draft.search_key)


def year(row: Row, column: str = "year") -> int:
    text = row.values[column].removesuffix(".0")
    if not (text.isascii() and text.isdigit() and int(text) in YEARS):
        words = _("The year “{text}” makes no sense.")
        raise Unusable(format_lazy(words, text=row.values[column]))
    return int(text)


def hours(row: Row, column: str) -> int | None:
    """Whole hours, as many as a year has at most."""
    text = row.values.get(column, "").removesuffix(".0")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HOURS_OF_A_YEAR):
        raise Unusable(format_lazy(_("“{text}” is no number of hours in a year."), text=text))
    return int(text)


def money(row: Row, column: str) -> Decimal | None:
    """Nothing and zero are both "not published": no list proves that nothing was given."""
    return readable(matching.money, row.values.get(column, "")) or None


def address(row: Row, column: str) -> str:
    """Where something can be read on the web; blank where nothing is said."""
    text = row.values.get(column, "")
    if text and not (len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text)):
        raise Unusable(format_lazy(_("“{text}” is no address of a page."), text=text[:80]))
    return text


def day(row: Row, column: str, *, last: bool = False) -> date | None:
    def read(text: str) -> date | None:
        return matching.day(text, last=last).day

    return readable(read, row.values.get(column, ""))


def readable(read: Callable, text: str, *rest: object) -> object:
    """The cell as `read` understands it; what it cannot is the row's reason."""
    try:
        return read(text, *rest)
    except matching.Unreadable as error:
        raise Unusable(str(error)) from None


def word(row: Row, column: str, choices: type[Choices]) -> str:
    """A code, or the word that pages have for it in one of our languages; blank where none is
    given. What is neither is refused with those that are known."""
    text = row.values.get(column, "")
    meant = _codes(choices).get(text.casefold(), "")
    if text and not meant:
        words = _("The word “%(text)s” is not in the list. Known are: %(known)s.")
        known = ", ".join(map(str, choices.labels))
        raise Unusable(words % {"text": text, "known": known})
    return meant


def kind(row: Row, choices: type[Choices]) -> str:
    """What the thing is; no row may leave it out."""
    if meant := word(row, "kind", choices):
        return meant
    raise Unusable(_("The kind is missing."))


@cache
def _codes(choices: type[Choices]) -> dict[str, str]:
    return matching.codes(dict(choices.choices))


def once(seen: dict[Key, int], key: Key, row: Row) -> None:
    """Two rows about the same thing: the second one is refused."""
    if key in seen:
        words = _("Row {number} says the same already.")
        raise Unusable(format_lazy(words, number=seen[key]))
    seen[key] = row.number
