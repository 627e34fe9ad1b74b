"""Contracts, payments, money, steps and papers of the register, as parts of an OC4IDS record."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.encoding import iri_to_uri

from projects.models import (
    Contract,
    Declaration,
    Document,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Project,
    Supplier,
)
from projects.oc4ids import codes
from projects.oc4ids.lines_in import SECOND
from projects.oc4ids.overlay import Default
from projects.oc4ids.own_ids import id_of

Record = dict[str, object]


def moment(day: date | None) -> str | None:
    """A day as the standard wants it: its first moment in Kazakhstan."""
    return f"{day.isoformat()}T00:00:00+05:00" if day else None


def money(amount: Decimal | None) -> Record | None:
    if amount is None:
        return None
    plain = int(amount) if amount == int(amount) else float(amount)
    return {"amount": plain, "currency": codes.TENGE}


def address(url: str) -> object:
    """An address that every program can open; a source may also be a few words."""
    encoded = iri_to_uri(url)
    if re.fullmatch(r"https?://[\w.\-~:/?#@!$&'()*+,;=%]+", encoded, re.A):
        return encoded
    return Default() if url else None


# Money ------------------------------------------------------------------------------------


def budget(project: Project, language: str) -> Record:
    lines = [_funding(line, language) for line in project.funding.all()]
    groups = [{"id": "sources", "budgetBreakdown": lines}] if lines else []
    return {"amount": money(project.budget_amount), "budgetBreakdowns": groups}


def _funding(line: FundingLine, language: str) -> Record:
    giver = {"name": line.giver, "id": giver_id(line)} if line.giver else None
    # A line of a record names its giver by an id of its own.
    giver = Default(giver) if line.source_id else giver
    return {
        "id": id_of(line),
        "amount": money(line.promised),
        "sourceParty": giver,
        codes.OWN: {"source": line.source, "paid": money(line.paid)},
    }


def giver_id(line: FundingLine) -> str:
    return f"giver-{line.pk}"


def supplier_reference(supplier: Supplier) -> Record:
    number = f"{codes.BIN}-{supplier.bin}" if supplier.bin else f"supplier-{supplier.pk}"
    return {"id": number, "name": supplier.name}


# Contracts --------------------------------------------------------------------------------


def processes(project: Project) -> Iterable[list[Contract]]:
    """Contracts of one process together, the one that carries the money first."""
    found: dict[str, list[Contract]] = {}
    for contract in project.contracts.all():
        source_id = re.sub(rf"{SECOND}\d+$", "", contract.source_id)
        found.setdefault(source_id or id_of(contract), []).append(contract)
    return [sorted(rows, key=lambda row: SECOND in row.source_id) for rows in found.values()]


def process(contracts: list[Contract]) -> Record:
    contract = contracts[0]
    return {
        "id": id_of(contract),
        "summary": {
            "externalReference": contract.number or None,
            "dateSigned": moment(contract.signed_on),
            "suppliers": [supplier_reference(row.supplier) for row in contracts],
            "contractValue": money(contract.contract_value),
            "contractPeriod": {
                "startDate": moment(contract.starts_on),
                "endDate": moment(contract.ends_on),
            },
            "finalValue": money(contract.final_value),
            "modifications": [_modification(row) for row in contract.modifications.all()],
            "transactions": [_payment(row, contract) for row in contract.payments.all()],
        },
    }


def _modification(change: Modification) -> Record:
    value, end = change.new_value != change.old_value, change.new_end != change.old_end
    return {
        "id": id_of(change),
        "date": moment(change.changed_on),
        "rationale": change.rationale or None,
        "type": Default("value" if value else "duration" if end else None),
        "oldContractValue": money(change.old_value),
        "newContractValue": money(change.new_value),
        "oldContractPeriod": {"endDate": moment(change.old_end)},
        "newContractPeriod": {"endDate": moment(change.new_end)},
    }


def _payment(payment: Payment, contract: Contract) -> Record:
    return {
        "id": id_of(payment),
        "date": moment(payment.paid_on),
        "value": money(payment.amount),
        "payee": Default(supplier_reference(contract.supplier)),
        "source": address(payment.source_url),
    }


# Steps, papers, progress ------------------------------------------------------------------


def milestone(step: Milestone, language: str) -> Record:
    titles = {code: getattr(step, f"title_{code}") for code in codes.LANGUAGES}
    main = language if titles[language] else next((c for c in titles if titles[c]), language)
    others = {f"title_{code}": titles[code] or None for code in titles if code != main}
    return {
        "id": id_of(step),
        "title": titles[main] or None,
        **others,
        "dueDate": moment(step.due_date),
        "dateMet": moment(step.date_met),
    }


def document(paper: Document) -> Record:
    return {
        "id": id_of(paper),
        "documentType": codes.DOCUMENTS[paper.kind],
        "title": paper.title,
        "url": address(paper.address),
        "datePublished": moment(paper.published_on),
        "format": Default(paper.media_type),
    }


def declared(project: Project) -> Record:
    observations = [_declaration(row) for row in project.declarations.all()]
    title = Default("Progress as the office or the contractor declares it")
    return observations and {
        "id": codes.DECLARED,
        "title": title,
        "observations": observations,
    }


def _declaration(row: Declaration) -> Record:
    return {
        "id": id_of(row),
        "period": {"endDate": moment(row.declared_on)},
        "measure": row.percent,
        "unit": Default({"name": "%", "scheme": "UNCEFACT", "id": "P1"}),
        "dimensions": {"declaredBy": row.by},
        "sourceUrl": address(row.source_url),
    }


def observed(project: Project) -> Record:
    """What residents see on the site: it never changes the status."""
    seen = {
        "id": "latest",
        "period": {"endDate": moment(project.observed_on)},
        "measure": project.observed_stage,
        "dimensions": {"reports": project.observed_count, "seenOn": moment(project.last_seen_on)},
    }
    title = "What residents see on the site"
    return project.observed_stage and {
        "id": codes.OBSERVED,
        "title": title,
        "observations": [seen],
    }
