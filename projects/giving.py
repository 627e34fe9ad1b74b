"""Pledges of businesses to villages: entered by a named person, kept with their history, and
what residents say of them counted without names.

That a business gives back is proposed, not law: what is not known is said to be not known.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from oversight import public_log, told_later
from oversight.calendar import today
from oversight.models import DataSource
from oversight.public_log import Part
from projects.models import Pledge, PledgeChange, PledgeDay, Project

# What leaves a dated change when it moves, and what the public log commits to: that, and what
# never moves.
SAID = ("what", "promised", "due_on", "paid", "paid_on", "project", "source", "source_url")
LOGGED = (*SAID, "kind", "promised_on", "entered_by")
# What entries of before did not commit to.
LATER = ("kind", "promised_on", "project", "source", "source_url")
# No part of an entry is called "kind": to an auditor that marks a report.
_PARTS = {"kind": "sort"}
MOST_A_DAY = 100  # taps counted for a pledge and day: a program is no crowd


class Enough(Exception):
    """More taps came today than are counted."""


@transaction.atomic
def enter(pledge: Pledge) -> Pledge:
    """Put a pledge on the site, with who made it, to which place, and who entered it."""
    pledge.entered_on = pledge.told_on = today()
    pledge.save()
    public_log.append(
        "figure.changed",
        pledge.public_id,
        role="operator",
        reason="pledge_entered",
        parts=public_log.parts(values(pledge)),
    )
    return pledge


def values(pledge: Pledge) -> dict[str, str]:
    """What the log commits to of a pledge, by name."""
    parties = {"firm": pledge.firm.name, "place": pledge.place.code}
    return parties | _values(pledge, LOGGED)


def _values(pledge: Pledge, names: Iterable[str]) -> dict[str, str]:
    return {_PARTS.get(name, name): plain(getattr(pledge, name)) for name in names}


def catch_up() -> int:
    """Tell of pledges what their entries of before did not commit to. Returns of how many."""
    rows = Pledge.objects.select_related("project", "source")
    return told_later.tell(rows, "sort", lambda pledge: _values(pledge, LATER))


@transaction.atomic
def change(pledge: Pledge, **fields: object) -> list[str]:
    """Set what differs; every figure that moves stays readable. Returns what moved."""
    moved = [name for name, value in fields.items() if getattr(pledge, name) != value]
    for name in moved:
        if name in SAID:
            _note(pledge, name, getattr(pledge, name), fields[name])
        setattr(pledge, name, fields[name])
    if moved:
        pledge.told_on = today()
        pledge.save(update_fields=[*moved, "told_on", "search_key"])
    return moved


def _note(pledge: Pledge, field: str, old: object, new: object) -> None:
    moved = PledgeChange.objects.create(
        pledge=pledge, field=field, old=plain(old), new=plain(new), changed_on=today()
    )
    parts = [Part("field", field.encode())]
    parts += [Part("old", moved.old.encode()), Part("new", moved.new.encode())]
    public_log.append(
        "figure.changed", moved.public_id, role="operator", ref=pledge.public_id, parts=parts
    )


def plain(value: object) -> str:
    """A value as the log and the history keep it: sums with two places, ISO days, a work by its
    identifier, a source by its name."""
    if isinstance(value, Project):
        return value.identifier
    if isinstance(value, DataSource):
        return value.name
    if isinstance(value, Decimal | int):
        return f"{value:.2f}"
    return "" if value is None else str(value)


@transaction.atomic
def say(pledge: Pledge, *, came: bool) -> None:
    """Count one tap of a resident. Raises Enough."""
    day, _made = PledgeDay.objects.get_or_create(pledge=pledge, day=today())
    name, total = ("came", "came_count") if came else ("missing", "missing_count")
    below = PledgeDay.objects.filter(pk=day.pk, **{f"{name}__lt": MOST_A_DAY})
    if not below.update(**{name: F(name) + 1}):
        raise Enough
    Pledge.objects.filter(pk=pledge.pk).update(**{total: F(total) + 1})
    public_log.append(
        "confirmation.added",
        pledge.public_id,
        role="citizen",
        reason="pledge_came" if came else "pledge_missing",
    )
