"""Which while is counted: everything, a year, a quarter or a month. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_FORM = re.compile(r"(?P<year>20\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
PATTERN = "^(20[0-9][0-9](-(Q[1-4]|0[1-9]|1[0-2]))?)?$"  # the same for other software, or nothing
YEARS, MONTHS = 3, 12


@dataclass(frozen=True)
class Period:
    """Both days are part of it; None is without an end. `code` is how an address names it."""

    code: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, code: str) -> Self:
        """From "", "2026", "2026-Q3" or "2026-11". Raises ValueError."""
        if not code:
            return cls()
        found = _FORM.fullmatch(code)
        if found is None:
            raise ValueError(code)
        year = int(found["year"])
        first, last = _months(found["quarter"], found["month"])
        return cls(code, date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @property
    def name(self) -> str:
        """In the reader's language."""
        if self.first is None:
            return _("since the beginning")
        if "Q" in self.code:
            return _("quarter %(number)s of %(year)s") % {
                "number": self.code[-1],
                "year": self.code[:4],
            }
        return self.code if len(self.code) == 4 else date_format(self.first, "YEAR_MONTH_FORMAT")

    def months(self, at: date) -> list[str]:
        """Its months as "2026-11"; of all time the last twelve. None lies in the future."""
        last = min(self.last or at, at)
        first = self.first or date(last.year - 1, last.month % 12 + 1, 1)
        if self.first is None and last.month == 12:
            first = date(last.year, 1, 1)
        return list(_between(first, last))


def _months(quarter: str | None, month: str | None) -> tuple[int, int]:
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter)
    return (int(month), int(month)) if month else (1, 12)


def _between(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02}"
        year, month = year + month // 12, month % 12 + 1


def offered(at: date) -> list[Period]:
    """What a page offers to choose from."""
    years = [str(at.year - back) for back in range(YEARS)]
    quarters = [f"{at.year}-Q{number}" for number in range(1, (at.month + 2) // 3 + 1)]
    return [Period.read(code) for code in ("", *years, *quarters)]
