"""Pledges of businesses to villages: entered by a named person, kept with their history, and
what residents say of them counted without names.

That a business gives back is proposed, not law: what is not known is said to be not known.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from oversight import public_log
from oversight.calendar import today
from oversight.public_log import Part
from projects.models import Pledge, PledgeChange, PledgeDay

# What leaves a dated change when it moves, and what the public log commits to: that, and who
# entered it, which never moves.
SAID = ("what", "promised", "due_on", "paid", "paid_on")
LOGGED = (*SAID, "entered_by")
MOST_A_DAY = 100  # taps counted for a pledge and day: a program is no crowd


class Enough(Exception):
    """More taps came today than are counted."""


@transaction.atomic
def enter(pledge: Pledge) -> Pledge:
    """Put a pledge on the site, with who made it, to which place, and who entered it."""
    pledge.entered_on = today()
    pledge.save()
    values = {"firm": pledge.firm.name, "place": pledge.place.code}
    values |= {name: plain(getattr(pledge, name)) for name in LOGGED}
    public_log.append(
        "figure.changed",
        pledge.public_id,
        role="operator",
        reason="pledge_entered",
        parts=[Part(name, value.encode()) for name, value in values.items() if value],
    )
    return pledge


@transaction.atomic
def change(pledge: Pledge, **fields: object) -> list[str]:
    """Set what differs; every figure that moves stays readable. Returns what moved."""
    moved = [name for name, value in fields.items() if getattr(pledge, name) != value]
    for name in moved:
        if name in SAID:
            _note(pledge, name, getattr(pledge, name), fields[name])
        setattr(pledge, name, fields[name])
    if moved:
        pledge.save(update_fields=[*moved, "search_key"])
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
    """A figure as the log and the history keep it: sums with two places, ISO days."""
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
