"""The life of a machine as its page tells it: who held it when, and what is not published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.machinery import spans
from projects.machinery.spans import Span
from projects.models import Hire, Holding, Machine, MachineChange


@dataclass(frozen=True)
class Spell:
    """A while in which one held the machine; without a holding nobody has published who did."""

    span: Span
    at: date
    holding: Holding | None = None

    @property
    def is_current(self) -> bool:
        return self.holding is not None and self.holding.is_current(self.at)

    @property
    def hours_due(self) -> int | None:
        """Hours promised for the time that has passed."""
        return spans.hours_due(self.holding.hours_promised, self.holding.days(self.at))

    @property
    def percent_seen(self) -> int:
        """Seen of promised, for a bar: at most all of it."""
        return min(100, round(100 * self.holding.served_hours / (self.hours_due or 1)))

    @property
    def hires(self) -> list[Hire]:
        return list(self.holding.hires.all())

    @property
    def paid(self) -> Decimal | None:
        """What the village's own office paid in that time; None where nothing is known."""
        return sum((hire.amount for hire in self.hires), Decimal(0)) or None

    @property
    def changes(self) -> list[MachineChange]:
        return list(self.holding.changes.all())


@dataclass(frozen=True)
class Life:
    """All spells, the newest first."""

    spells: list[Spell]

    @property
    def current(self) -> Spell | None:
        return next((spell for spell in self.spells if spell.is_current), None)

    @property
    def paid(self) -> Decimal | None:
        """Rent paid to use one's own machine, from all holders together."""
        known = [spell.paid for spell in self.spells if spell.holding and spell.paid]
        return sum(known, Decimal(0)) or None


def of(machine: Machine, at: date) -> Life:
    """The life of a machine as it stands on a day, in three queries."""
    holdings = machine.holdings.select_related("holder").prefetch_related("hires", "changes")
    return Life(list(_spells(list(holdings), at))[::-1])


def _spells(holdings: list[Holding], at: date) -> Iterator[Spell]:
    """In the order of time, with the gaps between."""
    known = [Spell(Span(one.starts_on, one.ends_on), at, one) for one in holdings]
    unknown = [Spell(gap, at) for gap in spans.gaps([spell.span for spell in known], at)]
    yield from sorted([*known, *unknown], key=lambda spell: spell.span.starts_on)
