"""Lists of machines and of what was paid for them: compared first, then written.

A row is one holding of one machine. The life of a machine is never told by halves: where one of
its rows is refused, the others wait with it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath

from django.conf import settings
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import tables
from oversight.differences import said
from oversight.models import Place
from oversight.places.sourced import Entry, Filling, Given, Places, Unusable
from oversight.tables import Refusal, Row
from projects import cells, matching
from projects.lines import Firm
from projects.machinery import keeping, spans
from projects.machinery.spans import Span
from projects.models import Hire, Holding, Machine, Supplier
from projects.registering import suppliers

ALIASES = {"code": "kato", "inventory": "number", "from": "starts_on", "until": "ends_on"}
MACHINES = ("number", "name", "kind", "kato", "mode", "starts_on")
HIRES = ("number", "paid_by", "paid_on", "amount")
OWN = Holding.Mode.OWN


@dataclass(frozen=True)
class MachineLine:
    """What one row says of a machine, and of who holds it from one day on."""

    number: str
    machine: dict[str, object]
    starts_on: date
    holder: Firm | None
    terms: dict[str, object]
    row: Row = field(compare=False)

    def __str__(self) -> str:
        holder = self.holder.name if self.holder else "–"
        mode = Holding.Mode(self.terms["mode"]).label
        return f"{self.number}, {said(self.starts_on)}: {mode}, {holder}"

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.terms["ends_on"])


@dataclass(frozen=True)
class HireLine:
    """What one row says that was paid for a machine of one's own."""

    holding: Holding
    figures: dict[str, object]

    def __str__(self) -> str:
        return f"{said(self.figures['paid_on'])}: {said(self.figures['amount'])}"


# Machines -------------------------------------------------------------------------------------


def plan_machines(path: FilePath, source: Given) -> Filling:
    """Compare a list of machines with those known. Raises tables.TableRefused.

    Columns: number, name, kind, kato, mode (own, trust, lease, free, pool), starts_on; owner,
    made_in, bought_on, price, holder, holder_bin, ends_on, contract, contract_url, purpose,
    language (kk unless said), rent (tenge a year), hours_promised (a year), source_url where known.
    """
    table = tables.read_table(path, MACHINES, ALIASES)
    places = Places(Place.objects.current())
    held = _known_holdings()
    filling, seen, first, repeated = Filling(source), {}, {}, set()

    def read(row: Row) -> Entry:
        place = places.of(row, row.values["kato"])
        line = _machine(row, place)
        if line == first.get((line.number, line.starts_on)):
            repeated.add(row.number)
        first.setdefault((line.number, line.starts_on), line)
        cells.once(seen, (line.number, line.starts_on), row)
        _agrees(first.setdefault(line.number, line), line)
        before = held[line.number].get(line.starts_on)
        is_same = before is not None and _is_same(line, before, source)
        return Entry(place, line, before, is_same)

    filling.sort_in(table, read)
    _refuse_double(filling, held, repeated)
    return filling


def _known_holdings() -> defaultdict[str, dict[date, Holding]]:
    held: defaultdict[str, dict[date, Holding]] = defaultdict(dict)
    for one in Holding.objects.select_related("machine__source", "machine__place", "holder"):
        held[number_key(one.machine.number)][one.starts_on] = one
    return held


def number_key(number: str) -> str:
    """Under which two spellings of one number meet."""
    return "".join(number.split()).upper()


def _machine(row: Row, place: Place) -> MachineLine:
    number = number_key(row.values["number"])
    if not number or not row.values["name"]:
        raise Unusable(_("A machine needs its number and its name."))
    machine = {
        "name": row.values["name"][:200],
        "kind": cells.kind(row, Machine.Kind),
        "place": place,
        "owner": row.values.get("owner", "")[:300],
        "made_in": cells.year(row, "made_in") if row.values.get("made_in") else None,
        "bought_on": cells.day(row, "bought_on"),
        "price": cells.money(row, "price"),
        "source_url": cells.address(row, "source_url"),
    }
    starts_on, terms = _terms(row)
    holder = _holder(row, terms["mode"])
    return MachineLine(number[:40], machine, starts_on, holder, terms, row)


def _terms(row: Row) -> tuple[date, dict[str, object]]:
    starts_on, ends_on = cells.day(row, "starts_on"), cells.day(row, "ends_on", last=True)
    if starts_on is None:
        raise Unusable(_("The day since which it is held is missing."))
    if ends_on and ends_on < starts_on:
        raise Unusable(_("It would end before it began."))
    language = row.values.get("language") or "kk"
    return starts_on, {
        "mode": cells.word(row, "mode", Holding.Mode),
        "ends_on": ends_on,
        "contract": row.values.get("contract", "")[:200],
        "contract_url": cells.address(row, "contract_url"),
        "purpose": row.values.get("purpose", "")[:300],
        "language": cells.readable(matching.word, language, {}, list(dict(settings.LANGUAGES))),
        "rent": cells.money(row, "rent"),
        "hours_promised": cells.hours(row, "hours_promised"),
    }


def _holder(row: Row, mode: str) -> Firm | None:
    """An owner who keeps a machine is no holder; everybody else is named."""
    named = row.values.get("holder", "")
    if not mode:
        raise Unusable(_("How it is held is missing."))
    if mode == OWN and named:
        raise Unusable(_("On the balance of its owner, and held by somebody else: which is it?"))
    if mode != OWN and not named:
        raise Unusable(_("Who holds it is missing."))
    return cells.firm(row, "holder", "holder_bin") if named else None


def _agrees(first: MachineLine, line: MachineLine) -> None:
    """Several rows of one machine say the same of the machine itself."""
    if first.machine != line.machine:
        words = _("Row {number} says something else of the machine itself.")
        raise Unusable(format_lazy(words, number=first.row.number))


def _is_same(line: MachineLine, before: Holding, source: Given) -> bool:
    machine = before.machine
    same = all(getattr(machine, name) == value for name, value in line.machine.items())
    terms = all(getattr(before, name) == value for name, value in line.terms.items())
    return same and terms and _same_holder(line.holder, before) and source.is_of(machine.source)


def _same_holder(firm: Firm | None, before: Holding) -> bool:
    if firm is None or before.holder is None:
        return firm is before.holder is None
    return cells.firm_key(firm) == cells.firm_key(before.holder)


def _refuse_double(
    filling: Filling, held: dict[str, dict[date, Holding]], repeated: set[int]
) -> None:
    """Take out machines that two would hold at once, and the rest of every refused life; a row that
    only repeats another breaks none."""
    broken = {
        number_key(one.values.get("number", "")): one.number
        for one in filling.refused
        if one.number not in repeated
    }
    lives: defaultdict[str, dict[date, MachineLine]] = defaultdict(dict)
    for entry in filling:
        lives[entry.value.number][entry.value.starts_on] = entry.value
    for number, lines in lives.items():
        known = {day: Span(day, one.ends_on) for day, one in held[number].items()}
        whole = known | {day: line.span for day, line in lines.items()}
        if number in broken:
            words = _("Row {number} of the same machine was refused, so this one waits with it.")
            _refuse(filling, lines.values(), format_lazy(words, number=broken[number]))
        elif double := spans.first_meeting(whole.values()):
            _refuse(filling, lines.values(), spans.said(*double))


def _refuse(filling: Filling, lines: Iterable[MachineLine], reason: object) -> None:
    lines = list(lines)
    filling.refused += [Refusal(line.row.number, line.row.values, reason) for line in lines]
    filling.refused.sort(key=lambda refusal: refusal.number)
    filling.new = [entry for entry in filling.new if entry.value not in lines]
    filling.changed = [entry for entry in filling.changed if entry.value not in lines]


@transaction.atomic
def apply_machines(filling: Filling) -> int:
    """Change what moved, then enter what is new: an end makes room for who comes after. Returns
    how many rows were written."""
    entries = list(filling)
    firms = suppliers({entry.value.holder for entry in entries if entry.value.holder})
    source = filling.source.save()
    numbers = {number_key(one.number): one for one in Machine.objects.select_related("place")}
    for entry in sorted(entries, key=lambda one: one.before is None):
        machine = _write_machine(entry.value, numbers, source=source)
        _write_holding(entry, machine, firms)
    return len(entries)


def _write_machine(line: MachineLine, known: dict[str, Machine], **fields: object) -> Machine:
    machine = known.get(line.number)
    if machine is None:
        machine = Machine(number=line.number, **line.machine, **fields)
        known[line.number] = keeping.enter(machine)
    else:
        keeping.change(machine, **line.machine, **fields)
    return machine


def _write_holding(entry: Entry, machine: Machine, firms: dict[Firm, Supplier]) -> None:
    line = entry.value
    terms = line.terms | {"holder": firms[line.holder] if line.holder else None}
    if entry.before:
        keeping.change(entry.before, **terms)
    else:
        keeping.hold(Holding(machine=machine, starts_on=line.starts_on, **terms))


# Payments -------------------------------------------------------------------------------------


def plan_hires(path: FilePath, source: Given) -> Filling:
    """Compare a list of payments for machines with those known. Raises tables.TableRefused.

    Columns: number (of the machine), paid_by, paid_on, amount (tenge); hours, source_url.
    """
    table = tables.read_table(path, HIRES, ALIASES)
    held = _known_holdings()
    known = {(one.holding_id, one.paid_on, one.amount): one for one in Hire.objects.all()}
    filling, seen = Filling(source), {}

    def read(row: Row) -> Entry:
        line = _hire(row, held)
        key = (line.holding.pk, line.figures["paid_on"], line.figures["amount"])
        cells.once(seen, key, row)
        before = known.get(key)
        same = before and all(getattr(before, name) == it for name, it in line.figures.items())
        return Entry(line.holding.machine.place, line, before, bool(same))

    filling.sort_in(table, read)
    return filling


def _hire(row: Row, held: dict[str, dict[date, Holding]]) -> HireLine:
    number = number_key(row.values["number"])
    if number not in held:
        raise Unusable(_("No machine has this number."))
    figures = {
        "paid_by": row.values["paid_by"][:300],
        "paid_on": cells.day(row, "paid_on"),
        "amount": cells.money(row, "amount"),
        "hours": cells.hours(row, "hours"),
        "source_url": cells.address(row, "source_url"),
    }
    if not (figures["paid_by"] and figures["paid_on"] and figures["amount"]):
        raise Unusable(_("A payment needs who paid, the day and the sum."))
    holding = keeping.held_on(list(held[number].values()), figures["paid_on"])
    if holding is None or holding.holder is None:
        raise Unusable(_("On that day nobody but its owner held the machine."))
    return HireLine(holding, figures)


@transaction.atomic
def apply_hires(filling: Filling) -> int:
    """Enter what is new; of one that is known the hours and the source may be set. Returns how many
    payments were written."""
    filling.source.save()
    for entry in filling.new:
        keeping.pay(Hire(holding=entry.value.holding, **entry.value.figures))
    for entry in filling.changed:
        keeping.change(entry.before, **entry.value.figures)
    return len(list(filling))
