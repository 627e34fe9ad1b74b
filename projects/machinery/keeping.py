"""Everything that changes the register of machines. What moves leaves a public trace."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from oversight import public_log
from oversight.calendar import today
from oversight.models import LogEntry
from oversight.public_log import Fact, Part
from projects.machinery import spans
from projects.machinery.spans import Seen, Sighting, Span
from projects.models import Hire, Holding, Machine, MachineChange

# What the public log commits to, and what leaves a dated change when it moves.
OF_MACHINE = (
    *("number", "kind", "name", "made_in", "place", "owner", "bought_on", "price", "source_url"),
    "source",
)
OF_HOLDING = (
    *("mode", "holder", "starts_on", "ends_on", "contract", "contract_url", "purpose", "rent"),
    "hours_promised",
)
# What residents saw of one holder together.
SEEN = tuple(field.name for field in fields(Seen))
OF_HIRE = ("paid_by", "paid_on", "amount", "hours", "source_url")
# No part of an entry is called "kind": to an auditor that marks a report.
_PARTS = {"kind": "sort"}
# What entries of before did not commit to. A thing of which none of these was ever told is older
# than that; of one that is younger the last of them is told even where it is blank.
LATER = {
    "machine_entered": ("made_in", "bought_on", "price", "source_url", "kind", "source"),
    "holding_entered": ("contract_url",),
    "hire_entered": ("source_url",),
}


Thing = Machine | Holding | Hire


class HeldByTwo(Exception):
    """Somebody else holds the machine in that time: `args[0]` is the holding that stands."""


@transaction.atomic
def enter(machine: Machine) -> Machine:
    """Put a machine into the register, with the place that it serves."""
    machine.entered_on = machine.told_on = today()
    machine.save()
    public_log.append_many([_entered(machine)])
    return machine


@transaction.atomic
def hold(holding: Holding) -> Holding:
    """Say who holds a machine from when to when. Raises HeldByTwo."""
    _check_alone(holding)
    holding.told_on = today()
    holding.save()
    public_log.append_many([_entered(holding)])
    return holding


@transaction.atomic
def change(thing: Thing, **fields: object) -> list[str]:
    """Set what differs; what was published stays readable. Returns what moved. Raises HeldByTwo."""
    moved = [name for name, value in fields.items() if getattr(thing, name) != value]
    for name in moved:
        old = getattr(thing, name)
        setattr(thing, name, fields[name])
        if name in _committed(thing):
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
    public_log.append_many([_entered(hire)])
    _tell_today(hire.holding)
    return hire


def _check_alone(holding: Holding) -> None:
    """One at a time: the machine's row is the lock."""
    Machine.objects.select_for_update().get(pk=holding.machine_id)
    mine = Span(holding.starts_on, holding.ends_on)
    for other in holding.machine.holdings.exclude(pk=holding.pk).select_related("holder"):
        if mine.meets(Span(other.starts_on, other.ends_on)):
            raise HeldByTwo(other)


def _committed(thing: Thing) -> tuple[str, ...]:
    return {Machine: OF_MACHINE, Holding: OF_HOLDING, Hire: OF_HIRE}[type(thing)]


def _note(thing: Thing, field: str, old: object) -> None:
    """A payment stands beside its holding, a holding beside its machine."""
    hire = thing if isinstance(thing, Hire) else None
    holding = hire.holding if hire else thing if isinstance(thing, Holding) else None
    moved = MachineChange.objects.create(
        machine=holding.machine if holding else thing,
        holding=holding,
        hire=hire,
        field=field,
        old=plain(field, old),
        new=plain(field, getattr(thing, field)),
        changed_on=today(),
    )
    values = {"field": part(field), "old": moved.old, "new": moved.new}
    public_log.append(
        "figure.changed",
        moved.public_id,
        role="operator",
        ref=thing.public_id,
        parts=[Part(name, value.encode()) for name, value in values.items() if value],
    )
    _tell_today(holding or thing)


def _tell_today(thing: Machine | Holding) -> None:
    thing.told_on = today()
    type(thing).objects.filter(pk=thing.pk).update(told_on=thing.told_on)


def part(field: str) -> str:
    """What the log calls it."""
    return _PARTS.get(field, field)


def values(thing: Thing) -> dict[str, str]:
    """All that is committed to, by the names of the log."""
    return {part(name): plain(name, getattr(thing, name)) for name in _committed(thing)}


def plain(field: str, value: object) -> str:
    """A value as the log and the history keep it: sums with two places, ISO days, KATO codes, a
    source by its name."""
    if value is None:
        return ""
    if field == "source":
        return value.name
    if field == "place":
        return value.code
    return f"{Decimal(value):.2f}" if field in ("price", "rent", "amount") else str(value)


def _entered(thing: Thing, *, role: str = "operator", names: Iterable[str] = ()) -> Fact:
    """That it was entered: all that is said of it, or these things."""
    reason = {Machine: "machine_entered", Holding: "holding_entered", Hire: "hire_entered"}
    why = reason[type(thing)]
    machine = {Holding: "machine", Hire: "holding.machine"}.get(type(thing))
    always = part(LATER[why][-1])
    wanted = {part(name) for name in names}
    return Fact(
        kind="figure.changed",
        object_id=thing.public_id,
        role=role,
        reason=why,
        ref=attrgetter(machine)(thing).public_id if machine else "-",
        parts=[
            Part(name, value.encode())
            for name, value in values(thing).items()
            if (value or name == always) and (not wanted or name in wanted)
        ],
    )


# Entries of before ----------------------------------------------------------------------------


def catch_up() -> int:
    """Tell what entries of before did not commit to. Returns of how many things that was."""
    things = (
        Machine.objects.select_related("place", "source"),
        Holding.objects.select_related("machine", "holder"),
        Hire.objects.select_related("holding__machine"),
    )
    return sum(_catch_up(rows, why) for rows, why in zip(things, LATER, strict=True))


@transaction.atomic
def _catch_up(rows: QuerySet, why: str) -> int:
    marks = {part(name) for name in LATER[why]}
    told = LogEntry.objects.filter(kind="figure.changed", object_id=OuterRef("public_id"))
    told = told.filter(text__contains=f"\npart {part(LATER[why][-1])} ")
    old = list(rows.exclude(Exists(told)))
    public_log.append_many(_entered(one, role="system", names=marks) for one in old)
    for one in old:
        if not isinstance(one, Hire):
            _tell_today(one)
    return len(old)


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
