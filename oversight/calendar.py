"""The working calendar of Kazakhstan: the law's holidays, and the days the Government moves."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

import holidays

# Which days an operator has moved, and whether one works on them.
Transfers = Mapping[date, bool]

# One zone, UTC+5, since March 2024. Older tables of time zones still say +6 for Almaty.
ZONE_OFFSET = timedelta(hours=5)
ONE_DAY = timedelta(days=1)

MANY_DAYS = 60  # from here on people say months
MANY_MONTHS = 730  # days; from here on they say years


_as_of: ContextVar[date | None] = ContextVar("as_of", default=None)


def today() -> date:
    """The day it is in Kazakhstan, or the day that `as_of` says."""
    return _as_of.get() or (datetime.now(UTC) + ZONE_OFFSET).date()


def midnight(day: date | None = None) -> datetime:
    """The moment at which the day begins: all that may be kept of a moment that concerns people."""
    return datetime.combine(day or today(), time(), timezone(ZONE_OFFSET))


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Act as on another day: demonstration data has a past, a digest can be made by hand."""
    token = _as_of.set(day)
    try:
        yield
    finally:
        _as_of.reset(token)


def span(days: int) -> tuple[str, int]:
    """A number of days as people say it: so many days, months or years; whole ones that passed."""
    if days < MANY_DAYS:
        return "day", days
    return ("month", days // 30) if days < MANY_MONTHS else ("year", days // 365)


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return day - day.weekday() * ONE_DAY


def is_working_day(day: date, transfers: Transfers) -> bool:
    """Whether offices work on the day; what an operator entered goes before the package."""
    return transfers.get(day, day in _working_days(day.year))


def nth_working_day(start: date, n: int, transfers: Transfers) -> date:
    """The n-th working day after the start; the start itself does not count."""
    if n < 1:
        raise ValueError("Working days are counted from one.")
    day = start
    while n:
        day += ONE_DAY
        n -= is_working_day(day, transfers)
    return day


def working_days_between(start: date, end: date, transfers: Transfers) -> int:
    """How many working days after the start the end is; less than zero when it is before."""
    if end < start:
        return -working_days_between(end, start, transfers)
    days = (start + n * ONE_DAY for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, transfers) for day in days)


def version(transfers: Transfers) -> str:
    """Names the calendar a day was reckoned on: the package's version and the transfers."""
    listed = "\n".join(f"{day} {works:d}" for day, works in sorted(transfers.items()))
    digest = hashlib.sha256(listed.encode()).hexdigest()[:8]
    return f"holidays {holidays.__version__} + {digest}"


@cache
def _working_days(year: int) -> frozenset[date]:
    # A day off in January may be worked off in the December before: the next year knows it.
    law = holidays.country_holidays("KZ", years=(year, year + 1))
    days = (date(year, 1, 1) + n * ONE_DAY for n in range(366))
    return frozenset(day for day in days if day.year == year and law.is_working_day(day))
