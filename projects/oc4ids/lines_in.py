"""Contracts, payments, money, steps and papers of an OC4IDS record, as lines of the register.

Only what has an id and all that our row must hold becomes a line; the rest stays in the record.
"""

from collections.abc import Iterator

from django.db.models import Model

from projects.lines import Firm, Line, fits
from projects.models import (
    Contract,
    Declaration,
    Document,
    FundingLine,
    Milestone,
    Modification,
    Payment,
)
from projects.oc4ids import codes
from projects.oc4ids.parties import parties, party_bin
from projects.oc4ids.reading import Record, day, number, objects, part, tenge, text

SECOND = " #"  # several suppliers of one process are several contracts: "id #2" is the second


def lines_of(record: Record, language: str) -> Iterator[Line]:
    """Everything that hangs on the work. Raises Unreadable."""
    yield from _contracts(record)
    yield from _funding(record)
    for step in objects(record, "milestones"):
        yield from _line(Milestone, step, milestone(step, language))
    for paper in objects(record, "documents"):
        if found := document(paper):
            yield from _line(Document, paper, found)
    for metric in objects(record, "metrics"):
        if text(metric, "id") == codes.DECLARED:
            for observation in objects(metric, "observations"):
                if found := declaration(observation):
                    yield from _line(Declaration, observation, found)


def _line(
    model: type[Model], item: Record, fields: dict[str, object], lines: tuple[Line, ...] = ()
) -> Iterator[Line]:
    source_id = text(item, "id")
    if source_id and len(source_id) <= model._meta.get_field("source_id").max_length:
        given = {name: value for name, value in fields.items() if value not in ("", None)}
        fits(model, given)
        yield Line(model, source_id, given, lines)


# Contracts --------------------------------------------------------------------------------


def _contracts(record: Record) -> Iterator[Line]:
    known = parties(record)
    for process in objects(record, "contractingProcesses"):
        summary = part(process, "summary")
        for place, firm in enumerate(suppliers(summary, known), 1):
            if place == 1:
                lines = (*_modifications(summary), *_payments(summary))
                yield from _line(Contract, process, {"supplier": firm, **contract(summary)}, lines)
            else:
                also = {"id": f"{text(process, 'id')}{SECOND}{place}"}
                yield from _line(Contract, also, {"supplier": firm})


def suppliers(summary: Record, known: dict[str, Record]) -> list[Firm]:
    """The firms of a process that have a name."""
    found = []
    for reference in objects(summary, "suppliers"):
        party = known.get(text(reference, "id"), {})
        name = text(party, "name") or text(reference, "name")
        if name:
            found.append(Firm(name, party_bin(party) or party_bin(reference)))
    return found


def contract(summary: Record) -> dict[str, object]:
    period = part(summary, "contractPeriod")
    return {
        "number": text(summary, "externalReference"),
        "signed_on": day(summary, "dateSigned"),
        "contract_value": tenge(summary, "contractValue"),
        "starts_on": day(period, "startDate"),
        "ends_on": day(period, "endDate"),
        "final_value": tenge(summary, "finalValue"),
    }


def _modifications(summary: Record) -> Iterator[Line]:
    for change in objects(summary, "modifications"):
        if found := modification(change):
            yield from _line(Modification, change, found)


def modification(change: Record) -> dict[str, object]:
    """Empty where the day is missing."""
    on = day(change, "date")
    return on and {
        "changed_on": on,
        "rationale": text(change, "rationale"),
        "old_value": tenge(change, "oldContractValue"),
        "new_value": tenge(change, "newContractValue"),
        "old_end": day(part(change, "oldContractPeriod"), "endDate"),
        "new_end": day(part(change, "newContractPeriod"), "endDate"),
    }


def _payments(summary: Record) -> Iterator[Line]:
    for transaction in objects(summary, "transactions"):
        if found := payment(transaction):
            yield from _line(Payment, transaction, found)


def payment(transaction: Record) -> dict[str, object]:
    """Empty where the sum in tenge or the day is missing."""
    amount, on = tenge(transaction, "value"), day(transaction, "date")
    if not amount or not on:
        return {}
    return {"amount": amount, "paid_on": on, "source_url": text(transaction, "source")}


# Money, steps, papers ---------------------------------------------------------------------


def _funding(record: Record) -> Iterator[Line]:
    for group in objects(part(record, "budget"), "budgetBreakdowns"):
        for line in objects(group, "budgetBreakdown"):
            if found := funding(line):
                yield from _line(FundingLine, line, found)


def funding(line: Record) -> dict[str, object]:
    """Empty where the record does not say in our words which budget the money is from."""
    own = part(line, codes.OWN)
    if text(own, "source") not in FundingLine.Source.values:
        return {}
    return {
        "source": text(own, "source"),
        "giver": text(part(line, "sourceParty"), "name"),
        "promised": tenge(line, "amount"),
        "paid": tenge(own, "paid"),
    }


def milestone(step: Record, language: str) -> dict[str, object]:
    titles = {f"title_{code}": text(step, f"title_{code}") for code in codes.LANGUAGES}
    titles[f"title_{language}"] = text(step, "title") or titles[f"title_{language}"]
    return {**titles, "due_date": day(step, "dueDate"), "date_met": day(step, "dateMet")}


def document(paper: Record) -> dict[str, object]:
    """Empty for a type of paper that the register has no word for, or one without address."""
    kind, title, url = (text(paper, key) for key in ("documentType", "title", "url"))
    if kind not in codes.DOCUMENT_OF or not title or not url:
        return {}
    return {
        "kind": codes.DOCUMENT_OF[kind],
        "title": title,
        "url": url,
        "published_on": day(paper, "datePublished"),
    }


def declaration(observation: Record) -> dict[str, object]:
    """Empty where it is not a percentage of a day that an office or a contractor declared."""
    by = text(part(observation, "dimensions"), "declaredBy")
    percent, on = number(observation.get("measure")), day(part(observation, "period"), "endDate")
    whole = percent is not None and 0 <= percent <= 100 and percent == int(percent)
    if by not in Declaration.By.values or not whole or not on:
        return {}
    url = text(observation, "sourceUrl")
    return {"percent": int(percent), "declared_on": on, "by": by, "source_url": url}
