"""Differences between plan, declaration and sight: each a pure function of a project's own row.

A flag is the numbers behind a sentence, or None; `flag_words.py` says them.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol

Numbers = dict[str, int]

UNSEEN_DAYS = 60  # no resident's eyes for two months
AHEAD = 20  # percentage points that money or words may run ahead of the work
MOSTLY_DONE = 80  # percent declared above which a standing site contradicts
MOVED = 10  # percent by which a sum may differ from the first published one
OLD_PLAN = 5  # years after which a plan should be looked at again
SHRUNK = 5  # percent of its people a village has lost to count as shrinking
EMPTIED = 10  # percent of its people or pupils lost within some years to count as emptying
GROWN = 5  # percent more people or pupils to count as growing
WARRANTY_DAYS = 60  # before the end of a warranty there is still time to use it

# Months in which such work is usually not done: frozen ground, or a heating season going on.
OUT_OF_SEASON = {
    "road": frozenset([11, 12, 1, 2, 3]),
    "improvement": frozenset([11, 12, 1, 2, 3]),
    "water": frozenset([12, 1, 2, 3]),
    "heat": frozenset([11, 12, 1, 2, 3]),
}
# Whom such work is for, as far as they are counted.
USED_BY = {"school": "pupils", "water": "people"}
BEING_BUILT_OR_BUILT = ("implementation", "completion", "maintenance")
GIVEN_UP = ("decommissioned", "cancelled")


class Row(Protocol):
    """The columns of a project that flags read."""

    status: str
    sector: str
    is_over: bool
    approved_on: date | None
    planned_start: date | None
    planned_start_precision: str
    planned_end: date | None
    planned_end_precision: str
    warranty_until: date | None
    budget_amount: Decimal | None
    budget_shared: bool
    first_budget_amount: Decimal | None
    supplier_count: int
    implementer_id: int | None
    declared_percent: int | None
    paid_percent: int | None
    observed_stage: str
    last_seen_on: date | None
    added_on: date
    people_before: int | None
    people_now: int | None
    capacity: int | None
    counted: dict[str, list[int]]


def late(project: Row, at: date) -> Numbers | None:
    """Past its planned end and not over. A day that is not published is never late."""
    if project.is_over or project.planned_end is None or project.planned_end >= at:
        return None
    return {"days": (at - project.planned_end).days}


def paid_ahead(project: Row, at: date) -> Numbers | None:
    """More was paid than is declared done."""
    paid, declared = project.paid_percent, project.declared_percent
    if paid is None or declared is None or paid - declared < AHEAD:
        return None
    return {"paid": paid, "declared": declared}


def declared_ahead(project: Row, at: date) -> Numbers | None:
    """Declared nearly done, while residents see a site that has not begun or stands still."""
    declared = project.declared_percent
    if declared is None or declared < MOSTLY_DONE:
        return None
    if project.observed_stage not in ("not_started", "stopped"):
        return None
    return {"declared": declared}


def not_working(project: Row, at: date) -> Numbers | None:
    """Handed over, or declared whole, and residents say that it does not work."""
    declared_done = project.is_over or project.declared_percent == 100
    return {} if declared_done and project.observed_stage == "finished_not_working" else None


def no_eyes(project: Row, at: date) -> Numbers | None:
    """Under construction, and no resident has reported what stands there for sixty days."""
    if project.status != "implementation":
        return None
    days = (at - (project.last_seen_on or project.added_on)).days
    return {"days": days} if days > UNSEEN_DAYS else None


def price_moved(project: Row, at: date) -> Numbers | None:
    """The sum is no longer the one that was published first. Shared sums are nobody's price."""
    before, now = project.first_budget_amount, project.budget_amount
    if not before or now is None or project.budget_shared:
        return None
    percent = round((now - before) / before * 100)
    if abs(percent) < MOVED:
        return None
    return {"before": int(before), "now": int(now), "percent": percent}


def outdated_plan(project: Row, at: date) -> Numbers | None:
    """Planned more than five years ago for a village that has lost people since."""
    planned = project.approved_on or project.planned_start
    before, now = project.people_before, project.people_now
    if project.is_over or planned is None or not before or now is None:
        return None
    years = at.year - planned.year - ((at.month, at.day) < (planned.month, planned.day))
    if years < OLD_PLAN or (before - now) * 100 < SHRUNK * before:
        return None
    return {"years": years, "before": before, "now": now}


def emptying(project: Row, at: date) -> Numbers | None:
    """Money goes into a village that has lost many of its people of late."""
    figures = _counted(project, "people")
    sum_is_known = project.budget_amount is not None and not project.budget_shared
    if project.is_over or not sum_is_known or not figures or not figures["now"]:
        return None
    if (figures["before"] - figures["now"]) * 100 < EMPTIED * figures["before"]:
        return None
    return figures | {"each": round(project.budget_amount / figures["now"])}


def too_large(project: Row, at: date) -> Numbers | None:
    """Planned for more than come, and fewer come from year to year."""
    figures = _used_by(project)
    if project.is_over or not figures or project.capacity <= figures["now"]:
        return None
    if (figures["before"] - figures["now"]) * 100 < EMPTIED * figures["before"]:
        return None
    return figures


def too_small(project: Row, at: date) -> Numbers | None:
    """Planned for fewer than there are already, and there are more from year to year."""
    figures = _used_by(project)
    if project.is_over or not figures or project.capacity >= figures["now"]:
        return None
    if (figures["now"] - figures["before"]) * 100 < GROWN * figures["before"]:
        return None
    return figures


def _used_by(project: Row) -> Numbers | None:
    """Those whom such work is for, by two counts; None where nobody counts them, or where it is not
    published for how many it is planned."""
    whom = USED_BY.get(project.sector)
    figures = _counted(project, whom) if whom and project.capacity else None
    if figures is None:
        return None
    return figures | {"capacity": project.capacity, "of_pupils": int(whom == "pupils")}


def _counted(project: Row, whom: str) -> Numbers | None:
    """Two counts some years apart; None while they are not known."""
    known = project.counted.get(whom)
    return dict(zip(("since", "before", "counted", "now"), known, strict=True)) if known else None


def wrong_season(project: Row, at: date) -> Numbers | None:
    """Most of the months planned for it are months in which such work is usually not done."""
    start, end = project.planned_start, project.planned_end
    is_rough = "year" in (project.planned_start_precision, project.planned_end_precision)
    if project.is_over or start is None or end is None or is_rough:
        return None
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    months = [month % 12 + 1 for month in range(first, last + 1)]
    off = sum(month in OUT_OF_SEASON.get(project.sector, ()) for month in months)
    return {"months": len(months), "off": off} if off * 2 > len(months) else None


def warranty_ends(project: Row, at: date) -> Numbers | None:
    """The warranty runs out soon: what does not work should be said now."""
    if project.warranty_until is None or project.status in GIVEN_UP:
        return None
    days = (project.warranty_until - at).days
    return {"days": days} if 0 <= days <= WARRANTY_DAYS else None


def end_not_published(project: Row, at: date) -> Numbers | None:
    """Nobody said when it is to be finished."""
    return None if project.is_over or project.planned_end else {}


def sum_not_published(project: Row, at: date) -> Numbers | None:
    """Nobody said what it costs."""
    is_known = project.budget_amount is not None
    return None if is_known or project.status in GIVEN_UP else {}


def supplier_not_published(project: Row, at: date) -> Numbers | None:
    """Being built, or built, and nobody said by whom. A group carries out its own grant."""
    if project.supplier_count or project.implementer_id is not None:
        return None
    return {} if project.status in BEING_BUILT_OR_BUILT else None


FLAGS: dict[str, Callable[[Row, date], Numbers | None]] = {
    "late": late,
    "not_working": not_working,
    "declared_ahead": declared_ahead,
    "paid_ahead": paid_ahead,
    "price_moved": price_moved,
    "wrong_season": wrong_season,
    "outdated_plan": outdated_plan,
    "emptying": emptying,
    "too_large": too_large,
    "too_small": too_small,
    "no_eyes": no_eyes,
    "warranty_ends": warranty_ends,
    "end_not_published": end_not_published,
    "sum_not_published": sum_not_published,
    "supplier_not_published": supplier_not_published,
}

# Differences that somebody must answer for; the others say that something is not known.
GRAVE = ("late", "not_working", "declared_ahead", "paid_ahead")
# What the office can be asked to publish.
NOT_PUBLISHED = ("end_not_published", "sum_not_published", "supplier_not_published")


def reckon(project: Row, at: date) -> dict[str, Numbers]:
    """All flags that hold for the project on that day, in the order of their weight."""
    found = {code: flag(project, at) for code, flag in FLAGS.items()}
    return {code: numbers for code, numbers in found.items() if numbers is not None}
