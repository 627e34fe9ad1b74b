"""Budgets as they are accepted: each version an entry of the public log, each change another one.

Nothing is overwritten silently: what a budget said before stays in `earlier`, whole.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from oversight import public_log, told_later
from oversight.calendar import today
from oversight.public_log import Fact, Part
from projects.budgets.classification import FIGURES, Line, Version
from projects.models import BudgetLine, LocalBudget

ENTERED, CHANGED = "budget_entered", "budget_changed"
BATCH = 500
_NAMED = ("place", "year", "version")
_WORDS = ("number", "act", "url", "note")
_ORDER = (*_NAMED, "decided", *_WORDS, *FIGURES, "lines")
_RANKS = {Version.PLAN: 0, Version.AMENDED: 1, Version.EXECUTED: 2}


@dataclass(frozen=True)
class Wish:
    """A budget and its lines as they shall stand. Lines of None stay as they are."""

    budget: LocalBudget
    lines: Sequence[Line] | None = None


@transaction.atomic
def enter(wishes: Sequence[Wish]) -> None:
    """Put budgets on the site, in a few queries for all of them."""
    for wish in wishes:
        wish.budget.entered_on = wish.budget.told_on = today()
        wish.budget.reckon(wish.lines or ())
    LocalBudget.objects.bulk_create([wish.budget for wish in wishes], batch_size=BATCH)
    _write_lines(wishes)
    public_log.append_many(
        _fact(wish.budget, ENTERED, said(wish.budget, wish.lines or ())) for wish in wishes
    )
    let_speak({wish.budget.place_id for wish in wishes})


@transaction.atomic
def change(wishes: Sequence[Wish]) -> None:
    """Write what differs from the database; the former state stays readable. What is the same
    leaves no trace."""
    kept = {
        budget.pk: budget
        for budget in LocalBudget.objects.filter(pk__in=[wish.budget.pk for wish in wishes])
        .select_related("place", "source")
        .prefetch_related("lines")
    }
    moved, facts = [], []
    for wish in wishes:
        old = kept[wish.budget.pk]
        lines = old.said if wish.lines is None else wish.lines
        before, after = said(old, old.said), said(wish.budget, lines)
        wish.budget.reckon(lines)
        if before != after:
            wish.budget.earlier = [*old.earlier, {"until": today().isoformat(), "said": before}]
            wish.budget.told_on = today()
            facts.append(_fact(wish.budget, CHANGED, after))
        moved.append(wish)
    fields = [*FIGURES, "decided_on", *_WORDS, "source", "total", "own", "earlier", "told_on"]
    LocalBudget.objects.bulk_update([wish.budget for wish in moved], fields, batch_size=BATCH)
    rewritten = [wish for wish in moved if wish.lines is not None]
    BudgetLine.objects.filter(budget__in=[wish.budget.pk for wish in rewritten]).delete()
    _write_lines(rewritten)
    public_log.append_many(facts)
    let_speak({wish.budget.place_id for wish in moved})


def let_speak(places: Collection[int]) -> None:
    """Mark of each year of these places the newest word."""
    newest: dict[tuple[int, int], tuple[tuple[int, date, int], int]] = {}
    spoke = set()
    rows = LocalBudget.objects.filter(place__in=places)
    for pk, place, year, version, on, speaks in rows.values_list(
        *("pk", "place", "year", "version", "decided_on", "speaks")
    ):
        rank = (_RANKS[version], on or date.min, pk)
        newest[place, year] = max(newest.get((place, year), (rank, pk)), (rank, pk))
        if speaks:
            spoke.add(pk)
    chosen = {pk for _rank, pk in newest.values()}
    LocalBudget.objects.filter(pk__in=spoke - chosen).update(speaks=False)
    LocalBudget.objects.filter(pk__in=chosen - spoke).update(speaks=True)


def said(budget: LocalBudget, lines: Iterable[Line]) -> dict[str, str]:
    """All that a budget says, by name; what is blank is left out."""
    found = {"place": budget.place.code, "year": str(budget.year), "version": budget.version}
    found["decided"] = budget.decided_on.isoformat() if budget.decided_on else ""
    found |= {name: getattr(budget, name) for name in _WORDS}
    found |= {name: plain(value) for name, value in budget.figures.items()}
    found["source"] = budget.source.name
    found["lines"] = "\n".join(
        f"{line.part} {line.code} {plain(line.amount)} {line.name}" for line in lines
    )
    return {name: value for name, value in found.items() if value}


def states(budget: LocalBudget) -> list[dict[str, str]]:
    """What the budget said before each of its changes, and what it says now."""
    return [*(state["said"] for state in budget.earlier), said(budget, budget.said)]


def values(number: int, state: Mapping[str, str]) -> dict[str, str]:
    """What the public log commits to. The state is numbered and committed to whole, so that an
    earlier one never stands in for the last; in our order, since JSON in a database keeps none.
    The source stands beside it: states of before do not name theirs."""
    words = "\n".join(f"{name} {state[name]}" for name in _ORDER if name in state)
    beside = {name: state[name] for name in (*_NAMED, "source") if name in state}
    return beside | {"state": f"{number}\n{words}"}


def plain(value: Decimal | int | None) -> str:
    """A sum as the log keeps it: tenge with two places."""
    return "" if value is None else f"{value:.2f}"


def catch_up() -> int:
    """Tell of budgets their source, to which entries of before did not commit. Returns of how
    many."""
    rows = LocalBudget.objects.select_related("source")
    return told_later.tell(rows, "source", lambda budget: {"source": budget.source.name})


def _fact(budget: LocalBudget, reason: str, state: Mapping[str, str]) -> Fact:
    told = values(len(budget.earlier), state)
    return Fact(
        kind="figure.changed",
        object_id=budget.public_id,
        role="operator",
        reason=reason,
        parts=[Part(name, value.encode()) for name, value in told.items()],
    )


def _write_lines(wishes: Iterable[Wish]) -> None:
    rows = [
        BudgetLine(
            budget=wish.budget,
            position=position,
            part=line.part,
            code=line.code,
            name=line.name,
            amount=line.amount,
        )
        for wish in wishes
        for position, line in enumerate(wish.lines or ())
    ]
    BudgetLine.objects.bulk_create(rows, batch_size=1000)
