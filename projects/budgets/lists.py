"""Lists of budgets as operators get them: compared first, then written.

A budget of which one line cannot be read is refused whole: nothing is half imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath

from django.utils.translation import gettext as _

from oversight import tables
from oversight.places.sourced import Filling, Given, Unusable
from oversight.tables import Refusal, Row, TableRefused
from projects.budgets import cells, checks, drafts, keeping, rows
from projects.budgets.drafts import BudgetEntry, Draft, Key
from projects.budgets.keeping import BATCH, Wish
from projects.budgets.rows import BadLine, Reader
from projects.budgets.units import Units
from projects.matching import Unreadable
from projects.models import LocalBudget


@dataclass(frozen=True)
class Remark:
    """What to look at, although the budget is taken as it stands; grave ones are errors."""

    number: int
    about: str
    words: str
    is_grave: bool = False

    def __str__(self) -> str:
        return f"row {self.number}: {self.about}: {self.words}"


@dataclass
class BudgetFilling(Filling):
    """What a list of budgets would set, and what does not add up in it."""

    remarks: list[Remark] = field(default_factory=list)


def plan(path: FilePath, source: Given, unit: str = "") -> BudgetFilling:
    """Compare a list with the budgets known. Raises tables.TableRefused.

    A row a budget: kato (or place and district), year, and sums: income, tax, nontax, capital,
    transfers, expenditure, net_lending, assets, balance, financing, each ending in `_kkzt`
    (thousand tenge) or `_kzt`, or with a column `unit`; version, act, decided_on, number, url and
    note where they are known. Or a row a line: the same, with part, code, name and amount. `unit`
    is that of sums of which the list itself does not say it.
    """
    table = tables.read_table(path, ("year",), rows.ALIASES)
    try:
        default = cells.unit(unit)
    except Unreadable as error:
        raise TableRefused(str(error)) from None
    reader = rows.reader(table, Units(), default)
    comparing = _Comparing(BudgetFilling(source), with_lines=rows.is_sheet(table))
    if rows.is_sheet(table):
        comparing.sheets(table, reader)
    else:
        comparing.filling.sort_in(table, lambda row: comparing.entry(row, reader.budget(row)))
    return comparing.filling


def apply(filling: BudgetFilling) -> int:
    """Write the plan in batches. Returns how many budgets were written."""
    source = filling.source.save()
    for entries, write in ((filling.new, keeping.enter), (filling.changed, keeping.change)):
        for batch in _batches(entries):
            wishes = [Wish(_wished(entry), entry.value.lines) for entry in batch]
            for wish in wishes:
                wish.budget.source = source
            write(wishes)
    return len(filling.new) + len(filling.changed)


def _wished(entry: BudgetEntry) -> LocalBudget:
    return entry.value.onto(entry.before) if entry.before else entry.value.new()


def _batches(entries: Iterable[BudgetEntry]) -> Iterator[list[BudgetEntry]]:
    """The versions of one place together, so that the newest is sought once."""
    ordered = sorted(entries, key=lambda entry: entry.place.code)
    yield from (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


class _Comparing:
    """A list beside the budgets known, and beside its own earlier rows."""

    def __init__(self, filling: BudgetFilling, *, with_lines: bool) -> None:
        self.filling = filling
        self.seen: dict[Key, int] = {}
        self.known: dict[Key, LocalBudget] = {}
        self.incomes: dict[int, list[Decimal]] = defaultdict(list)
        budgets = LocalBudget.objects.select_related("source")
        for budget in budgets.prefetch_related("lines") if with_lines else budgets:
            self.known[drafts.key_of(budget)] = budget
            if budget.total:
                self.incomes[budget.place_id].append(budget.total)

    def entry(self, row: Row, draft: Draft) -> BudgetEntry:
        """The draft beside the budget that it is about. Raises Unusable."""
        if draft.key in self.seen:
            words = _("Row {number} says the same already.")
            raise Unusable(words.format(number=self.seen[draft.key]))
        doubt = drafts.doubt(draft, self.incomes[draft.place.pk])
        if doubt and not draft.is_sure:
            hint = _("Say in the column “unit” which it is.")
            raise Unusable(f"{doubt} {hint}")
        self.seen[draft.key] = row.number
        if income := draft.whole["income"]:
            self.incomes[draft.place.pk].append(income)
        self._remark(row, draft, doubt)
        before = self.known.get(draft.key)
        if before is None:
            return BudgetEntry(draft.place, draft)
        moved = drafts.moved(draft, before)
        source = self.filling.source
        if not source.is_of(before.source):
            label = LocalBudget._meta.get_field("source").verbose_name
            moved = (*moved, f"{label}: {before.source.name} → {source.name}")
        return BudgetEntry(draft.place, draft, before, not moved, moved)

    def sheets(self, table: Iterable[Row | Refusal], reader: Reader) -> None:
        """Rows that are lines: gathered by their budget, wherever they stand."""
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        spoilt: dict[tuple[str, ...], Refusal] = {}
        for row in table:
            groups[rows.identity(row)].append(Row(row.number, row.values))
            if isinstance(row, Refusal):
                spoilt.setdefault(rows.identity(row), row)
        for key, lines in groups.items():
            try:
                if key in spoilt:
                    raise BadLine(spoilt[key], str(spoilt[key].reason))
                self.filling.add(self.entry(lines[0], reader.sheet(lines)))
            except BadLine as bad:
                self._refuse(lines, bad.row.number, bad.reason)
            except Unusable as error:
                self._refuse(lines, lines[0].number, str(error.reason))

    def _refuse(self, lines: Iterable[Row], number: int, reason: str) -> None:
        """Every row of the budget comes out: mended, they go in again together."""
        others = _("Row %(number)d of the same budget cannot be used.") % {"number": number}
        self.filling.refused += [
            Refusal(row.number, row.values, reason if row.number == number else others)
            for row in lines
        ]

    def _remark(self, row: Row, draft: Draft, doubt: str) -> None:
        def note(words: str, *, is_grave: bool = False) -> None:
            about = f"{draft.place.code} {draft.place.name_kk}, {draft.title}"
            self.filling.remarks.append(Remark(row.number, about, words, is_grave))

        if doubt:
            note(doubt, is_grave=True)
        if draft.place_note:
            note(str(draft.place_note))
        for difference in checks.differences(draft.figures, draft.lines or ()):
            note(drafts.sentence(difference), is_grave=not difference.is_rounding)
