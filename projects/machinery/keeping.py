"""Everything that changes the register of machines. What moves leaves a public trace."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from django.db import transaction

from oversight import public_log
from oversight.calendar import today
from oversight.public_log import Part
from projects.machinery import spans
from projects.machinery.spans import Seen, Sighting, Span
from projects.models import Hire, Holding, Machine, MachineChange

# What the public log commits to, and what leaves a dated change when it moves.
# No part is called "kind": to an auditor that marks a report.
OF_MACHINE = ("number", "name", "place", "owner")
OF_HOLDING = (
    *("mode", "holder", "starts_on", "ends_on", "contract", "purpose", "rent", "hours_promised"),
)
# What residents saw of one holder together.
SEEN = tuple(field.name for field in fields(Seen))
OF_HIRE = ("paid_by", "paid_on", "amount", "hours")


class HeldByTwo(Exception):
    """Somebody else holds the machine in that time: `args[0]` is the holding that stands."""


@transaction.atomic
def enter(machine: Machine) -> Machine:
    """Put a machine into the register, with the place that it serves."""
    machine.entered_on = today()
    machine.save()
    _log(machine.public_id, "machine_entered", _values(machine, OF_MACHINE))
    return machine


@transaction.atomic
def hold(holding: Holding) -> Holding:
    """Say who holds a machine from when to when. Raises HeldByTwo."""
    _check_alone(holding)
    holding.save()
    values = _values(holding, OF_HOLDING)
    _log(holding.public_id, "holding_entered", values, ref=holding.machine.public_id)
    return holding


@transaction.atomic
def change(thing: Machine | Holding, **fields: object) -> list[str]:
    """Set what differs; what was published stays readable. Returns what moved. Raises HeldByTwo."""
    moved = [name for name, value in fields.items() if getattr(thing, name) != value]
    for name in moved:
        old = getattr(thing, name)
        setattr(thing, name, fields[name])
        if name in OF_MACHINE or name in OF_HOLDING:
            _note(thing, name, old)
    if isinstance(thing, Holding):
        _check_alone(thing)
    if moved:
        thing.save()
    return moved


@transaction.atomic
def pay(hire: Hire) -> Hire:
    """Say what the village's own office paid a holder for the use of the machine."""
    hire.save()
    machine = hire.holding.machine
    _log(hire.public_id, "hire_entered", _values(hire, OF_HIRE), ref=machine.public_id)
    return hire


def _check_alone(holding: Holding) -> None:
    """One at a time: the machine's row is the lock."""
    Machine.objects.select_for_update().get(pk=holding.machine_id)
    mine = Span(holding.starts_on, holding.ends_on)
    for other in holding.machine.holdings.exclude(pk=holding.pk).select_related("holder"):
        if mine.meets(Span(other.starts_on, other.ends_on)):
            raise HeldByTwo(other)


def _note(thing: Machine | Holding, field: str, old: object) -> None:
    is_holding = isinstance(thing, Holding)
    moved = MachineChange.objects.create(
        machine=thing.machine if is_holding else thing,
        holding=thing if is_holding else None,
        field=field,
        old=plain(field, old),
        new=plain(field, getattr(thing, field)),
        changed_on=today(),
    )
    values = {"field": field, "old": moved.old, "new": moved.new}
    _log(moved.public_id, "-", values, ref=thing.public_id)


def _values(thing: Machine | Holding | Hire, names: tuple[str, ...]) -> dict[str, str]:
    return {name: plain(name, getattr(thing, name)) for name in names}


def plain(field: str, value: object) -> str:
    """A value as the log and the history keep it: sums with two places, ISO days, KATO codes."""
    if value is None:
        return ""
    if field == "place":
        return value.code
    return f"{Decimal(value):.2f}" if field in ("rent", "amount") else str(value)


def _log(object_id: str, reason: str, values: dict[str, str], ref: str = "-") -> None:
    public_log.append(
        "figure.changed",
        object_id,
        role="operator",
        reason=reason,
        ref=ref,
        parts=[Part(name, value.encode()) for name, value in values.items() if value],
    )


# Seen by residents ----------------------------------------------------------------------------


def count_sightings(machine: Machine, sightings: list[Sighting]) -> None:
    """Write what residents saw beside whoever held the machine on those days."""
    holdings = list(machine.holdings.all())
    seen: dict[int, list[Sighting]] = {holding.pk: [] for holding in holdings}
    for one in sightings:
        if holder := held_on(holdings, one.day):
            seen[holder.pk].append(one)
    for holding in holdings:
        for name, value in vars(spans.together(seen[holding.pk])).items():
            setattr(holding, name, value)
    Holding.objects.bulk_update(holdings, SEEN)


def held_on(holdings: list[Holding], day: date) -> Holding | None:
    """Who had it on that day; on a day of handing over the one who took it."""
    having = [holding for holding in holdings if holding.is_current(day)]
    return max(having, key=lambda holding: holding.starts_on, default=None)
