"""Everything that changes the register. An official figure that moves leaves a public trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max, Model, Sum

from oversight.calendar import today
from oversight.models import Place
from projects import flagging, history, people, registering, saving, tallies, telling
from projects.history import Source
from projects.models import (
    Contract,
    Declaration,
    Figure,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Project,
)

Line = Contract | FundingLine | Milestone | Modification

akims_office = registering.akims_office
supplier_named = registering.supplier_named

# The figures whose change residents must be able to see (design: "nothing official is silently
# overwritten"). Titles, descriptions and sources may be corrected: only the public log is told.
OFFICIAL = (
    "status",
    "budget_amount",
    "budget_kind",
    "planned_start",
    "planned_end",
    "budget_shared",
    "approved_on",
    "capacity",
    "actual_start",
    "actual_end",
    "warranty_until",
    "programme",
    "place",
    "customer",
    "answering_office",
    "implementer",
    "operated_by",
    "operated_since",
)

TIYN = Decimal("0.01")  # as fine as sums are kept

# What decides how many people a work was planned for.
PEOPLED = {"place", "approved_on", "planned_start"}

# What is reckoned from the figures, and saved with them.
RECKONED = ("first_budget_amount", *people.RECKONED)

# What a contract, a source of money and a step say officially. A row of these is never deleted.
LINES: dict[type[Model], tuple[str, ...]] = {
    Contract: (
        *("supplier", "number", "signed_on", "contract_value"),
        *("starts_on", "ends_on", "final_value"),
    ),
    FundingLine: ("source", "giver", "promised", "paid"),
    Milestone: ("title_kk", "title_ru", "title_en", "due_date", "date_met"),
    Modification: ("changed_on", "rationale", "old_value", "new_value", "old_end", "new_end"),
}


@transaction.atomic
def register_project(*, role: str = "operator", **fields: object) -> Project:
    """Put a work into the register, with the office that answers for it and its flags."""
    return registering.register([Project(**fields)], role=role)[0]


@transaction.atomic
def change_project(
    project: Project, *, role: str = "operator", cited: str = "", **fields: object
) -> list[str]:
    """Set fields that differ; official ones leave a dated change with the source that is cited,
    else the one that the project then names. Returns what changed."""
    source = Source(cited or str(fields.get("source_url", project.source_url)), role)
    moved = [name for name, value in fields.items() if getattr(project, name) != value]
    for name in moved:
        if name in OFFICIAL:
            history.note(project, name, getattr(project, name), fields[name], source)
    if "place" in moved:
        Place.objects.above(project.place).update(project_count=F("project_count") - 1)
        Place.objects.above(fields["place"]).update(project_count=F("project_count") + 1)
    for name in moved:
        setattr(project, name, fields[name])
    if moved:
        _save(project, moved)
        telling.tell(project, role)
    if "answering_office" in moved:
        project.askings.open().update(office=project.answering_office)
    return moved


def _save(project: Project, moved: list[str]) -> None:
    """Only what moved and what follows from it: residents' reports write other columns."""
    if project.first_budget_amount is None:
        project.first_budget_amount = project.budget_amount
    if PEOPLED.intersection(moved):
        people.fill(project, people.histories([project.place_id])[project.place_id])
    project.fill_keys()
    saving.save(project, [*moved, *RECKONED, "search_key"])
    flagging.follow(project)


@transaction.atomic
def add_line(line: Line, *, role: str = "operator", cited: str = "") -> Line:
    """Add a contract, a source of money, a step or a change of a contract to a work.

    What an operator fills in on the day a work is registered is its first state; what comes
    later, or from others, is a change.
    """
    line.save()
    project = project_of(line)
    if project.added_on < today() or role != "operator":
        source = Source(cited or project.source_url, role)
        history.note(project, line._meta.model_name, None, line.plain_name, source)
    if isinstance(line, Contract):
        count_suppliers(project)
    telling.tell(line, role)
    return line


@transaction.atomic
def change_line(line: Line, **fields: object) -> list[str]:
    """Set what differs in a line; official figures leave a dated change of the work."""
    moved = [name for name, value in fields.items() if getattr(line, name) != value]
    project, about, kind = project_of(line), line.plain_name, line._meta.model_name
    for name in moved:
        if name in LINES[type(line)]:
            old, new = getattr(line, name), fields[name]
            history.note(project, f"{kind}.{name}", old, new, Source(project.source_url), about)
        setattr(line, name, fields[name])
    if moved:
        line.save()
        telling.tell(line)
    return moved


def project_of(line: Line) -> Project:
    """The work that a line belongs to."""
    return line.contract.project if isinstance(line, Modification) else line.project


def count_suppliers(project: Project) -> None:
    """Bring the number of contracts up to date, and what follows from it."""
    project.supplier_count = project.contracts.count()
    saving.save(project, ["supplier_count"])
    flagging.follow(project)


def _note_history(project: Project, field: str, old: object) -> None:
    """A figure with a history of its own moved on; on a work's first day it only begins."""
    if project.added_on < today():
        history.note(project, field, old, getattr(project, field), Source(project.source_url))


@transaction.atomic
def declare_progress(
    project: Project, *, percent: int, on: date, by: str, source_url: str = "", source_id: str = ""
) -> Declaration:
    """Record how far the office or the contractor says the work is; history is kept."""
    declaration = project.declarations.create(
        percent=percent, declared_on=on, by=by, source_url=source_url, source_id=source_id
    )
    telling.tell(declaration)
    _take_newest_declaration(project)
    return declaration


@transaction.atomic
def record_payment(
    contract: Contract, *, amount: Decimal, on: date, source_url: str = "", source_id: str = ""
) -> Payment:
    """Record money that reached the supplier, and the project's total."""
    payment = contract.payments.create(
        amount=amount, paid_on=on, source_url=source_url, source_id=source_id
    )
    telling.tell(payment)
    _sum_up_payments(contract.project)
    return payment


@transaction.atomic
def correct(row: Payment | Declaration, **fields: object) -> None:
    """What its source now says otherwise of a payment or of declared progress."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    telling.tell(row)
    if isinstance(row, Payment):
        _sum_up_payments(row.contract.project)
    else:
        _take_newest_declaration(row.project)


def _take_newest_declaration(project: Project) -> None:
    newest, before = project.declarations.last(), project.declared_percent
    project.declared_percent, project.declared_on = newest.percent, newest.declared_on
    saving.save(project, ["declared_percent", "declared_on"])
    _note_history(project, "declared_percent", before)
    flagging.follow(project)


def _sum_up_payments(project: Project) -> None:
    before = project.paid_amount
    total = Payment.objects.filter(contract__project=project).aggregate(
        paid=Sum("amount"), on=Max("paid_on")
    )
    paid = total["paid"]
    # SQLite drops the tiyn of a round sum; the log's words must be the same on every database.
    project.paid_amount = None if paid is None else paid.quantize(TIYN)
    project.paid_on = total["on"]
    saving.save(project, ["paid_amount", "paid_on"])
    _note_history(project, "paid_amount", before)
    flagging.follow(project)


@transaction.atomic
def publish_figure(project: Project, figure: str, value: object, *, cited: str = "") -> None:
    """The office publishes what it was asked for: a dated change with the office's role."""
    if figure == Figure.SUPPLIER:
        supplier = supplier_named(str(value))
        add_line(Contract(project=project, supplier=supplier), role="office", cited=cited)
        return
    field = {Figure.END: "planned_end", Figure.SUM: "budget_amount"}[Figure(figure)]
    change_project(project, role="office", cited=cited, **{field: value})


def refresh_flags(project: Project, at: date | None = None) -> None:
    """Make the stored flags those that hold today, and tell the tallies of the places above."""
    flagging.refresh([project], at or today())


@contextmanager
def together() -> Iterator[None]:
    """The changes of this block are written at its end, in a few queries: figures, their traces and
    log entries, flags, the tallies of places. The block is inside one transaction, in which its
    caller read and locked the works."""
    # How rows stand is told when they are written: the one that begins first ends last.
    with (
        telling.together(),
        saving.together(),
        tallies.together(),
        flagging.together(),
        history.together(),
    ):
        yield
