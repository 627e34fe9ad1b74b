"""Writes a plan into the register, in batches short enough for people to go on reporting.

Through the services, so that an import keeps every promise that the admin keeps: new works go in by
the batch, changes one by one, with what follows from them together at the end of the batch. What
the register holds is read anew inside each transaction: a plan may be minutes old.
"""

import json
from collections.abc import Collection, Iterator
from time import monotonic

from django.db import transaction
from django.db.models import Model

from oversight import restating
from oversight.calendar import today
from oversight.models import NameWord, Restated
from oversight.places import names
from projects import documents, registering, services
from projects.importers.comparing import Progress, held, known_line, same
from projects.importers.drafts import Draft, Entry, Plan
from projects.importers.packages import digest
from projects.importers.register import locked_projects, programmes_by_name
from projects.lines import Firm, Line
from projects.models import (
    Contract,
    Declaration,
    Document,
    Original,
    Payment,
    Programme,
    Project,
    Supplier,
)

# How many works are written under one lock, and for how many seconds it should be held.
FIRST, FEWEST, MOST = 50, 25, 500
LOCKED = 1.0
Suppliers = dict[Firm, Supplier]
# Lines of which the services keep a history; papers have none.
WITH_HISTORY = tuple(services.LINES)


def apply(plan: Plan, progress: Progress = lambda count: None) -> int:
    """Write the plan. Returns how many works were made or changed."""
    entries, done, size = plan.entries, 0, FIRST
    while batch := entries[done : done + size]:
        began = monotonic()
        _write(batch, plan.lines)
        size = next_size(len(batch), monotonic() - began)
        done += len(batch)
        progress(done)
    if entries:
        NameWord.objects.weigh()
    return len(entries)


def next_size(wrote: int, seconds: float) -> int:
    """How many works to write next after so many took so long: a machine may be slow or busy."""
    fitting = wrote * LOCKED / max(seconds, 0.001)
    return max(FEWEST, min(MOST, 2 * wrote, int(fitting)))


@transaction.atomic
def _write(entries: list[Entry], lines: Collection[str]) -> None:
    drafts = {entry.identifier: entry.draft for entry in entries}
    known = locked_projects(list(drafts), lines)
    programmes = _programmes({draft.programme for draft in drafts.values() if draft.programme})
    suppliers = registering.suppliers(
        line.fields["supplier"]
        for draft in drafts.values()
        for line in draft.lines
        if line.model is Contract
    )
    new = [
        (_project(draft, _fields(draft, programmes)), draft)
        for name, draft in drafts.items()
        if name not in known
    ]
    registering.register([project for project, _draft in new])
    _add_all(new, suppliers)
    with services.together():
        for name, project in known.items():
            services.change_project(project, **_fields(drafts[name], programmes))
            _bring_up_to_date(project, drafts[name].lines, suppliers)
    _keep_originals([*new, *((known[name], drafts[name]) for name in known)])


def _fields(draft: Draft, programmes: dict[str, Programme]) -> dict[str, object]:
    programme = {"programme": programmes[draft.programme]} if draft.programme else {}
    return {**draft.fields, "place": draft.place, **programme}


def _programmes(wanted: set[str]) -> dict[str, Programme]:
    """Programmes that the source names and the register does not know: taken at their word."""
    if not wanted:
        return {}
    known = programmes_by_name()
    for name in sorted(wanted):
        if names.search_key(name) not in known:
            made = Programme.objects.create(code=_free_code(name), name_kk=name, name_ru=name)
            known[names.search_key(name)] = made
            restating.tell(Programme.objects.filter(pk=made.pk))
    return {name: known[names.search_key(name)] for name in wanted}


def _free_code(name: str) -> str:
    """A short Latin form of the name that no programme has yet."""
    words = names.romanize(name).lower().split()
    plain = "-".join(filter(None, ("".join(filter(str.isalnum, word)) for word in words)))
    code = plain.encode("ascii", "ignore").decode()[:46].strip("-") or "programme"
    taken = set(Programme.objects.filter(code__startswith=code).values_list("code", flat=True))
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (code, *numbered) if free not in taken)


# New works --------------------------------------------------------------------------------


def _project(draft: Draft, fields: dict[str, object]) -> Project:
    """The work with the columns that sum up what hangs on it."""
    project = Project(identifier=draft.identifier, **fields)
    project.supplier_count = sum(line.model is Contract for line in draft.lines)
    declared = [line.fields for line in draft.lines if line.model is Declaration]
    newest = max(declared, key=lambda fields: fields["declared_on"], default=None)
    if newest:
        project.declared_percent = newest["percent"]
        project.declared_on = newest["declared_on"]
    paid = [part.fields for line in draft.lines for part in line.lines if part.model is Payment]
    if paid:
        project.paid_amount = sum(fields["amount"] for fields in paid)
        project.paid_on = max(fields["paid_on"] for fields in paid)
    return project


def _add_all(works: list[tuple[Project, Draft]], suppliers: Suppliers) -> None:
    """The first state of works: no change of anything, so no trace but the works themselves."""
    rows = [
        (line, _row(line, suppliers, project=project))
        for project, draft in works
        for line in draft.lines
    ]
    _create([row for _line, row in rows])
    _create([_row(part, suppliers, contract=row) for line, row in rows for part in line.lines])


def _create(rows: list[Model]) -> None:
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, same_kind in by_model.items():
        made = model.objects.bulk_create(same_kind)
        if model is Document:
            documents.tell(made)
        elif issubclass(model, Restated):
            restating.tell_new(made)


def _row(line: Line, suppliers: Suppliers, **owner: Model) -> Model:
    return line.model(source_id=line.source_id, **owner, **_values(line, suppliers))


def _values(line: Line, suppliers: Suppliers) -> dict[str, object]:
    return {
        name: suppliers[value] if isinstance(value, Firm) else value
        for name, value in line.fields.items()
    }


# Known works ------------------------------------------------------------------------------


def _bring_up_to_date(owner: Model, lines: tuple[Line, ...], suppliers: Suppliers) -> None:
    """Add the lines that are missing, change those that differ."""
    for line in lines:
        known = known_line(line, owner)
        if known is None:
            known = _add(owner, line, suppliers)
        else:
            _update(known, line, suppliers)
        _bring_up_to_date(known, line.lines, suppliers)


def _add(owner: Model, line: Line, suppliers: Suppliers) -> Model:
    values = _values(line, suppliers)
    if line.model is Payment:
        url, on = values.get("source_url", ""), values["paid_on"]
        return services.record_payment(
            owner, amount=values["amount"], on=on, source_url=url, source_id=line.source_id
        )
    if line.model is Declaration:
        on = values.pop("declared_on")
        return services.declare_progress(owner, on=on, source_id=line.source_id, **values)
    name = "project" if isinstance(owner, Project) else "contract"
    row = _row(line, suppliers, **{name: owner})
    if isinstance(row, WITH_HISTORY):
        return services.add_line(row)
    return documents.add(row)


def _update(known: Model, line: Line, suppliers: Suppliers) -> None:
    moved = {
        name: value
        for name, value in _values(line, suppliers).items()
        if not same(held(known, name), line.fields[name])
    }
    if not moved:
        return
    if isinstance(known, WITH_HISTORY):
        services.change_line(known, **moved)
    elif isinstance(known, Document):
        documents.correct(known, **moved)
    else:
        services.correct(known, **moved)


def _keep_originals(received: list[tuple[Project, Draft]]) -> None:
    originals = Original.objects.bulk_create(_originals(received), **UPSERT)
    restating.tell(Original.objects.filter(project__in=[row.project_id for row in originals]))


UPSERT = {
    "update_conflicts": True,
    "unique_fields": ["project"],
    "update_fields": ["data", "digest", "received_on"],
}


def _originals(received: list[tuple[Project, Draft]]) -> Iterator[Original]:
    """The records, each in place of the one before it."""
    for project, draft in received:
        if draft.original:
            yield Original(
                project=project,
                data=json.loads(draft.original),
                digest=digest(draft.original),
                received_on=today(),
            )
