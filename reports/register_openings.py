"""What opens the commitments of the log that the register made: figures of works, papers, promises,
budgets, machines, and rows restated from elsewhere."""

from collections import defaultdict
from collections.abc import Iterator

from oversight import restating
from oversight.models import RowTold
from projects import asking, documents, giving
from projects.budgets import keeping
from projects.machinery import keeping as machinery
from projects.models import (
    Asking,
    Document,
    FigureChange,
    Hire,
    Holding,
    LocalBudget,
    Machine,
    MachineChange,
    Pledge,
    PledgeChange,
)

# Of an object, each part by name: every wording it has or had in public.
Values = dict[str, list[str]]


def _figures(ids: set[str]) -> Iterator[tuple[str, Values]]:
    for change in FigureChange.objects.filter(public_id__in=ids):
        values = (change.field, change.old, change.new, change.about)
        yield (
            change.public_id,
            {
                name: [value]
                for name, value in zip(("field", "old", "new", "about"), values, strict=True)
            },
        )


def _askings(ids: set[str]) -> Iterator[tuple[str, Values]]:
    for one in Asking.objects.filter(public_id__in=ids):
        yield one.public_id, {name: [value] for name, value in asking.values(one).items()}


def _documents(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """All that was ever said of a paper; of one taken from view what stays, and the reason."""
    stays = {documents.part(name) for name in (*documents.STAYS, documents.WHY)}
    for document in Document.objects.filter(public_id__in=ids):
        now = documents.said(document, (*documents.WORDED, *documents.FILE, documents.WHY))
        values = {name: [value] for name, value in now.items()}
        for before in document.earlier:
            for name, value in before.items():
                values[documents.part(name)].append(value)
        if document.hidden_on is not None:
            values = {name: values[name] for name in values if name in stays}
        yield document.public_id, values


def _pledges(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of a pledge every figure that it has or had; of a change which figure moved, and how."""
    known = Pledge.objects.filter(public_id__in=ids)
    pledges = known.select_related("firm", "place", "project", "source")
    for pledge in pledges.prefetch_related("changes"):
        values = {name: [value] for name, value in giving.values(pledge).items()}
        for change in pledge.changes.all():
            values[change.field].append(change.old)
        yield pledge.public_id, values
    for change in PledgeChange.objects.filter(public_id__in=ids):
        yield (
            change.public_id,
            {"field": [change.field], "old": [change.old], "new": [change.new]},
        )


def _budgets(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of a budget what it says, and all that it said before."""
    budgets = LocalBudget.objects.filter(public_id__in=ids)
    budgets = budgets.select_related("place", "source")
    for budget in budgets.prefetch_related("lines"):
        values: Values = defaultdict(list)
        for number, state in enumerate(keeping.states(budget)):
            for name, value in keeping.values(number, state).items():
                values[name].append(value)
        yield budget.public_id, values


def _machines(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of machines, holdings and payments all that was ever said of them; of a change what moved."""
    for things in (
        Machine.objects.select_related("place", "source"),
        Holding.objects.select_related("holder"),
        Hire.objects.all(),
    ):
        for thing in things.filter(public_id__in=ids).prefetch_related("changes"):
            values = {name: [value] for name, value in machinery.values(thing).items()}
            for change in thing.changes.all():
                values.get(machinery.part(change.field), []).append(change.old)
            yield thing.public_id, values
    for change in MachineChange.objects.filter(public_id__in=ids):
        yield (
            change.public_id,
            {"field": [machinery.part(change.field)], "old": [change.old], "new": [change.new]},
        )


def _restated(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of rows restated from elsewhere what was told of them before, and what they say now."""
    told: defaultdict[str, list[RowTold]] = defaultdict(list)
    for row in restating.told(name for name in ids if "-" in name):
        told[row.log_id].append(row)
    now = restating.now(told)
    for log_id, rows in told.items():
        states = {row.number: row.said for row in rows} | {rows[-1].number: now.get(log_id, {})}
        yield log_id, {"state": [restating.text(*state) for state in states.items()]}


KINDS = (_figures, _askings, _documents, _pledges, _budgets, _machines, _restated)
