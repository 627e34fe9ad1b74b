"""What is published of a work line by line (contracts, payments, papers …), in one query.

Every kind of line has a table of its own, and asking them one by one would take a page nine
journeys to the database. So their rows come together, as JSON, and are made models again here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet, TextField, Value

from oversight import rows
from oversight.rows import JsonRow
from projects.models import (
    Contract,
    Declaration,
    Document,
    FigureChange,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Project,
    Supplier,
)

# Every kind of line, and the way from it to its work.
_KINDS: dict[str, tuple[type[Model], str]] = {
    "contracts": (Contract, "project"),
    "declarations": (Declaration, "project"),
    "documents": (Document, "project"),
    "figure_changes": (FigureChange, "project"),
    "funding": (FundingLine, "project"),
    "milestones": (Milestone, "project"),
    "modifications": (Modification, "contract__project"),
    "payments": (Payment, "contract__project"),
    "suppliers": (Supplier, "contracts__project"),
}


@dataclass(frozen=True)
class Deal:
    """A contract with its changes and what was paid."""

    contract: Contract
    modifications: list[Modification]
    payments: list[Payment]


@dataclass(frozen=True)
class Record:
    """The lines of one work, each kind in the order of its days; no day comes last."""

    deals: list[Deal]
    declarations: list[Declaration]
    documents: list[Document]
    figure_changes: list[FigureChange]
    funding: list[FundingLine]
    milestones: list[Milestone]


def of(project: Project) -> Record:
    lines = _lines(project)
    return Record(deals=list(_deals(lines)), **lines)


def _deals(lines: dict[str, list[Model]]) -> Iterator[Deal]:
    """Takes from the lines what belongs to contracts."""
    suppliers = {supplier.pk: supplier for supplier in lines.pop("suppliers")}
    changed, paid = lines.pop("modifications"), lines.pop("payments")
    for contract in lines.pop("contracts"):
        contract.supplier = suppliers[contract.supplier_id]
        yield Deal(contract, _under(contract, changed), _under(contract, paid))


def _under(contract: Contract, lines: list[Model]) -> list[Model]:
    return [line for line in lines if line.contract_id == contract.pk]


def _lines(project: Project) -> dict[str, list[Model]]:
    first, *others = (_rows(name, project) for name in _KINDS)
    found: dict[str, list[Model]] = defaultdict(list)
    for name, row in first.union(*others, all=True):
        found[name].append(rows.made(_KINDS[name][0], row))
    return {name: sorted(found[name], key=_order) for name in _KINDS}


def _rows(name: str, project: Project) -> QuerySet:
    model, way = _KINDS[name]
    fields = model._meta.concrete_fields
    row = JsonRow(**{field.attname: rows.plain(field, field.attname) for field in fields})
    lines = model.objects.filter(**{way: project}).order_by()
    return lines.values_list(Value(name, TextField()), row)


def _order(line: Model) -> list[tuple[bool, object]]:
    """As its model orders it, which databases do differently where a day is missing."""
    values = [getattr(line, name) for name in line._meta.ordering]
    return [(value is None, value) for value in values]
