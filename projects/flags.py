"""Differences between plan, declaration and sight: each a pure function of a project's own row.

A flag is the numbers behind a sentence, or None. `SENTENCES` says them in the reader's language.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Numbers = dict[str, int]

UNSEEN_DAYS = 60  # no resident's eyes for two months
AHEAD = 20  # percentage points that money or words may run ahead of the work
MOSTLY_DONE = 80  # percent declared above which a standing site contradicts


class Row(Protocol):
    """The columns of a project that flags read."""

    status: str
    is_over: bool
    planned_end: date | None
    declared_percent: int | None
    paid_percent: int | None
    observed_stage: str
    last_seen_on: date | None
    added_on: date


def late(project: Row, at: date) -> Numbers | None:
    """Past its planned end and not over. A day that is not published is never late."""
    if project.is_over or project.planned_end is None or project.planned_end >= at:
        return None
    return {"days": (at - project.planned_end).days}


def end_not_published(project: Row, at: date) -> Numbers | None:
    """Nobody said when it is to be finished."""
    return None if project.is_over or project.planned_end else {}


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


FLAGS: dict[str, Callable[[Row, date], Numbers | None]] = {
    "late": late,
    "not_working": not_working,
    "declared_ahead": declared_ahead,
    "paid_ahead": paid_ahead,
    "no_eyes": no_eyes,
    "end_not_published": end_not_published,
}

# Differences that somebody must answer for; the others say that something is not known.
GRAVE = ("late", "not_working", "declared_ahead", "paid_ahead")

TITLES = {
    "late": _("Late"),
    "not_working": _("Finished, but not working"),
    "declared_ahead": _("More declared than seen"),
    "paid_ahead": _("More paid than done"),
    "no_eyes": _("Nobody has looked"),
    "end_not_published": _("End date not published"),
}

SENTENCES = {
    "late": ngettext_lazy(
        "It should have been finished %(days)d day ago.",
        "It should have been finished %(days)d days ago.",
        "days",
    ),
    "not_working": _("It is declared finished, but residents say that it does not work."),
    "declared_ahead": _(
        "%(declared)d%% of the work is declared done, but residents see that it stands still."
    ),
    "paid_ahead": _(
        "%(paid)d%% of the money is paid, but only %(declared)d%% of the work is declared done."
    ),
    "no_eyes": ngettext_lazy(
        "No resident has reported what stands there for %(days)d day.",
        "No resident has reported what stands there for %(days)d days.",
        "days",
    ),
    "end_not_published": _("It is not published when the work is to be finished."),
}


def reckon(project: Row, at: date) -> dict[str, Numbers]:
    """All flags that hold for the project on that day, in the order of their weight."""
    found = {code: flag(project, at) for code, flag in FLAGS.items()}
    return {code: numbers for code, numbers in found.items() if numbers is not None}


def sentence(code: str, numbers: Numbers) -> str:
    """The flag said in the reader's language, with its numbers."""
    return str(SENTENCES[code] % numbers)
