"""The invented works: contracts, payments, milestones, and what was declared."""

from decimal import Decimal

from oversight.models import Place
from projects import services as register
from projects.models import Contract, FundingLine, Milestone, Programme, Project
from reports.demo.stage import Demonstration, Table

DAYS = ("planned_start", "planned_end", "actual_start", "actual_end", "warranty_until")


def put_up(demo: Demonstration) -> None:
    """The works of the invented district, with their money, steps and declared progress."""
    for row in demo.data["project"]:
        demo.projects[row["identifier"]] = _work(demo, dict(row))


def _work(demo: Demonstration, row: Table) -> Project:
    parts = {
        name: row.pop(name, [])
        for name in ("funding", "contract", "payment", "milestone", "declared")
    }
    row = demo.dated(row, *DAYS)
    row["programme"] = Programme.objects.filter(code=row["programme"]).first()
    row["place"] = Place.objects.at(row["place"])
    for name in ("customer", "answering_office"):
        row[name] = demo.offices[row[name]]
    if "implementer" in row:
        row["implementer"] = demo.groups[row["implementer"]]
    project = register.register_project(**row)
    for line in parts["funding"]:
        register.add_line(FundingLine(project=project, **line))
    for line in parts["milestone"]:
        line = demo.dated(line, "due_date", "date_met")
        register.add_line(Milestone(project=project, **line))
    _money(demo, project, parts)
    for line in parts["declared"]:
        register.declare_progress(project, **demo.dated(line, "on"))
    return project


def _money(demo: Demonstration, project: Project, parts: dict[str, list[Table]]) -> None:
    contracts = {}
    for line in parts["contract"]:
        line = demo.dated(line, "signed_on", "starts_on", "ends_on")
        line["supplier"] = demo.suppliers[line["supplier"]]
        line["contract_value"] = line.pop("value")
        contracts[line["number"]] = register.add_line(Contract(project=project, **line))
    for line in parts["payment"]:
        register.record_payment(
            contracts[line["contract"]],
            amount=Decimal(line["amount"]),
            on=demo.after(line["paid_on"]),
        )
    project.refresh_from_db()
