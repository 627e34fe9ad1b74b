"""What a list says of one budget, before it is compared; and whether its unit can be right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from oversight.models import Place
from oversight.places.sourced import Entry
from oversight.tables import Words
from projects.budgets import checks
from projects.budgets.cells import Decision
from projects.budgets.checks import Difference
from projects.budgets.classification import FIGURES, Line, Version
from projects.models import LocalBudget

# The smallest budget known has 2.8 million tenge, the largest 2.5 billion.
LEAST, MOST = Decimal(500_000), Decimal(50_000_000_000)
MIXED = range(400, 2500)  # how many times a thousand may be a little more, or less

Key = tuple[object, ...]


@dataclass(frozen=True)
class Draft:
    """One version of one budget, in tenge. No lines (None): the list does not speak of any."""

    place: Place
    year: int
    version: str
    decision: Decision
    url: str = ""
    note: str = ""
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    lines: tuple[Line, ...] | None = None
    is_sure: bool = False  # the row itself says what its sums are counted in
    place_note: Words = ""

    def __str__(self) -> str:
        return self.title + ": " + _amounts(self.whole)

    @property
    def title(self) -> str:
        """Year, version and decision."""
        number = f" № {self.decision.number}" if self.decision.number else ""
        return f"{self.year}, {Version(self.version).label}{number}"

    @property
    def key(self) -> Key:
        """Two rows with one key are about the same version of the same budget."""
        decision = self.decision
        return (self.place.pk, self.year, self.version, decision.decided_on, decision.number)

    @property
    def whole(self) -> dict[str, Decimal | None]:
        """The totals as stated, else as its lines make them."""
        return checks.shown(self.figures, self.lines or ())

    def onto(self, budget: LocalBudget) -> LocalBudget:
        """Set on the budget what the list says; what it leaves out stays."""
        for name, value in self.figures.items():
            setattr(budget, name, value)
        said = {"act": self.decision.act, "url": self.url, "note": self.note}
        for name, value in said.items():
            if value:
                setattr(budget, name, value)
        return budget

    def new(self) -> LocalBudget:
        return self.onto(
            LocalBudget(
                place=self.place,
                year=self.year,
                version=self.version,
                decided_on=self.decision.decided_on,
                number=self.decision.number,
            )
        )


@dataclass(frozen=True)
class BudgetEntry(Entry):
    """A draft beside the budget that it is about, with what would move."""

    moved: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is new, or what would move."""
        if self.before is None:
            return str(self.value)
        return f"{self.value.title}: " + "; ".join(self.moved)

    def __str__(self) -> str:
        return f"{self.place.code} {self.place.name_kk}: {self.words}"


def key_of(budget: LocalBudget) -> Key:
    """As `Draft.key`."""
    return (budget.place_id, budget.year, budget.version, budget.decided_on, budget.number)


def moved(draft: Draft, before: LocalBudget) -> tuple[str, ...]:
    """What the draft would change, each as old → new."""
    found = [
        _moved(FIGURES[name], getattr(before, name), value)
        for name, value in draft.figures.items()
        if getattr(before, name) != value
    ]
    said = {"act": draft.decision.act, "url": draft.url, "note": draft.note}
    labels = {name: LocalBudget._meta.get_field(name).verbose_name for name in said}
    found += [
        f"{labels[name]}: {getattr(before, name) or '–'} → {value}"
        for name, value in said.items()
        if value and getattr(before, name) != value
    ]
    return (*found, *_moved_lines(draft, before))


def _moved_lines(draft: Draft, before: LocalBudget) -> list[str]:
    if draft.lines is None or list(draft.lines) == before.said:
        return []
    old = {(line.part, line.code): line for line in before.said}
    new = {(line.part, line.code): line for line in draft.lines}
    found = [
        _moved(
            f"{key[1]} {(new.get(key) or old[key]).title}",
            old[key].amount if key in old else None,
            new[key].amount if key in new else None,
        )
        for key in dict.fromkeys([*old, *new])
        if key not in old or key not in new or old[key].amount != new[key].amount
    ]
    return found or [_("the names or the order of the lines")]


def _moved(name: Promise | str, old: Decimal | None, new: Decimal | None) -> str:
    return f"{name}: {tenge(old)} → {tenge(new)}"


def _amounts(figures: Mapping[str, Decimal | None]) -> str:
    known = (name for name in ("income", "transfers", "expenditure") if figures[name] is not None)
    return ", ".join(f"{FIGURES[name]} {tenge(figures[name])}" for name in known)


def tenge(value: Decimal | None) -> str:
    """The sum to the last digit; a dash where none is stated."""
    return "–" if value is None else f"{value:,.2f}".removesuffix(".00").replace(",", " ") + " ₸"


def sentence(difference: Difference) -> str:
    """What does not add up, with its numbers."""
    values = {
        "what": difference.title,
        "stated": tenge(difference.stated),
        "summed": tenge(difference.summed),
    }
    if difference.is_rounding:
        words = _("%(what)s: %(stated)s stated, %(summed)s by its parts, as rounding can make it.")
    else:
        words = _("%(what)s: %(stated)s stated, %(summed)s by its parts. This is no rounding.")
    return words % values


# Tenge or thousands -----------------------------------------------------------------------------


def doubt(draft: Draft, others: Sequence[Decimal]) -> Words:
    """Why the unit of the sums cannot be right; empty where nothing speaks against it. `others`
    are the incomes of the other budgets known of the place."""
    found = draft.whole
    amounts = [found[name] for name in ("income", "expenditure") if found[name]]
    if not amounts:
        return ""
    if len(amounts) > 1 and _thousandfold(*amounts):
        return _("Income and expenditure differ a thousandfold: tenge and thousands are mixed.")
    if max(amounts) > MOST or max(amounts) < LEAST:
        words = _("The budget would be %(sum)s: tenge and thousands are mixed up.")
        return words % {"sum": tenge(max(amounts))}
    if others and all(_thousandfold(amounts[0], other) for other in others if other):
        words = _("Other budgets of this place differ a thousandfold from %(sum)s.")
        return words % {"sum": tenge(amounts[0])}
    return ""


def _thousandfold(one: Decimal, other: Decimal) -> bool:
    small, large = sorted([abs(one), abs(other)])
    return bool(small) and int(large / small) in MIXED
