"""Everything that changes the register. An official figure that moves leaves a public trace."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max, Sum

from oversight import public_log
from oversight.calendar import today
from oversight.models import Office, Place
from projects import flags
from projects.models import (
    Contract,
    Declaration,
    FigureChange,
    Payment,
    Project,
    ProjectFlag,
    Supplier,
)

# The figures whose change residents must be able to see (design: "nothing official is silently
# overwritten"). Titles, descriptions and sources may be corrected without a trace.
OFFICIAL = (
    "status",
    "budget_amount",
    "budget_kind",
    "planned_start",
    "planned_end",
    "programme",
    "place",
    "customer",
    "answering_office",
)


@transaction.atomic
def register_project(**fields: object) -> Project:
    """Put a work into the register, with the office that answers for it and its flags."""
    project = Project(**fields)
    if project.answering_office is None:
        project.answering_office = akims_office(project.place)
    project.save()
    Place.objects.above(project.place).update(project_count=F("project_count") + 1)
    refresh_flags(project)
    return project


@transaction.atomic
def change_project(project: Project, **fields: object) -> list[str]:
    """Set fields that differ; official ones leave a dated change with the source that the
    project then names. Returns what changed."""
    source_url = str(fields.get("source_url", project.source_url))
    moved = [name for name, value in fields.items() if getattr(project, name) != value]
    for name in moved:
        if name in OFFICIAL:
            _note_change(project, name, fields[name], source_url)
    if "place" in moved:
        Place.objects.above(project.place).update(project_count=F("project_count") - 1)
        Place.objects.above(fields["place"]).update(project_count=F("project_count") + 1)
    for name in moved:
        setattr(project, name, fields[name])
    if moved:
        project.save()
        refresh_flags(project)
    return moved


def _note_change(project: Project, field: str, value: object, source_url: str) -> None:
    change = FigureChange.objects.create(
        project=project,
        field=field,
        old=_plain(getattr(project, field)),
        new=_plain(value),
        changed_on=today(),
        source_url=source_url,
    )
    parts = [
        public_log.Part("field", field.encode()),
        public_log.Part("old", change.old.encode()),
        public_log.Part("new", change.new.encode()),
    ]
    public_log.append(
        "figure.changed", change.public_id, role="operator", ref=project.public_id, parts=parts
    )


def _plain(value: object) -> str:
    """A figure as the change record keeps it: codes and ISO days, no reader's language."""
    if value is None:
        return ""
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Office):
        return str(value.pk)
    return str(getattr(value, "code", value))


@transaction.atomic
def declare_progress(
    project: Project, *, percent: int, on: date, by: str, source_url: str = ""
) -> Declaration:
    """Record how far the office or the contractor says the work is; history is kept."""
    declaration = project.declarations.create(
        percent=percent, declared_on=on, by=by, source_url=source_url
    )
    newest = project.declarations.last()
    project.declared_percent, project.declared_on = newest.percent, newest.declared_on
    project.save(update_fields=["declared_percent", "declared_on"])
    refresh_flags(project)
    return declaration


@transaction.atomic
def record_payment(
    contract: Contract, *, amount: Decimal, on: date, source_url: str = ""
) -> Payment:
    """Record money that reached the supplier, and the project's total."""
    payment = contract.payments.create(amount=amount, paid_on=on, source_url=source_url)
    project = contract.project
    total = Payment.objects.filter(contract__project=project).aggregate(
        paid=Sum("amount"), on=Max("paid_on")
    )
    project.paid_amount, project.paid_on = total["paid"], total["on"]
    project.save(update_fields=["paid_amount", "paid_on"])
    refresh_flags(project)
    return payment


def supplier_named(name: str) -> Supplier:
    """The supplier of this bare name, made when it is new."""
    draft = Supplier(name=name)
    draft.fill_keys()
    found = Supplier.objects.filter(search_key=draft.search_key, bin="").first()
    if found is None:
        draft.save()
        found = draft
    return found


def akims_office(place: Place) -> Office | None:
    """The akim's office nearest above the place: who answers when nobody else is named."""
    offices = Office.objects.filter(
        kind__in=[Office.Kind.AKIM, Office.Kind.DISTRICT_AKIM, Office.Kind.REGION_AKIM],
        place__code__in=place.ancestor_codes,
        place__valid_to=None,
    ).select_related("place")
    order = {code: distance for distance, code in enumerate(place.ancestor_codes)}
    return min(offices, key=lambda office: order[office.place.code], default=None)


def refresh_flags(project: Project, at: date | None = None) -> None:
    """Make the stored flags those that hold today."""
    found = flags.reckon(project, at or today())
    project.flags.exclude(code__in=found).delete()
    ProjectFlag.objects.bulk_create(
        [ProjectFlag(project=project, code=code, numbers=found[code]) for code in found],
        update_conflicts=True,
        unique_fields=["project", "code"],
        update_fields=["numbers"],
    )
