"""The invented works: contracts, payments, milestones, papers, what was declared, what moved since,
and what residents asked to publish."""

from decimal import Decimal

from django.core.files.base import ContentFile

from oversight import calendar, papers
from oversight.calendar import today
from oversight.models import Place
from projects import asking, documents
from projects import services as register
from projects.models import Contract, Document, FundingLine, Milestone, Programme, Project
from reports.demo.drawings.paper import paper
from reports.demo.stage import Demonstration, Table

PARTS = ("funding", "contract", "payment", "milestone", "declared", "document", "asked", "moved")
DAYS = ("planned_start", "planned_end", "actual_start", "actual_end", "warranty_until")


def put_up(demo: Demonstration) -> None:
    """The works of the invented district, with their money, steps and declared progress."""
    for row in demo.data["project"]:
        demo.projects[row["identifier"]] = _work(demo, dict(row))


def _work(demo: Demonstration, row: Table) -> Project:
    parts = {name: row.pop(name, []) for name in PARTS}
    row = demo.dated(row, *DAYS)
    row["programme"] = Programme.objects.filter(code=row["programme"]).first()
    row["place"] = Place.objects.at(row["place"])
    for name in ("customer", "answering_office"):
        row[name] = demo.offices[row[name]]
    if "implementer" in row:
        row["implementer"] = demo.groups[row["implementer"]]
    final = {line["field"]: row[line["field"]] for line in parts["moved"]}
    project = register.register_project(**row | _before(demo, parts["moved"]))
    _hang_on(demo, project, parts)
    _money(demo, project, parts)
    for line in parts["declared"]:
        register.declare_progress(project, **demo.dated(line, "on"))
    for line in parts["asked"]:
        _ask(demo, project, line)
    for line in parts["moved"]:
        _move(demo, project, line, final[line["field"]])
    return Project.objects.get(pk=project.pk)


def _hang_on(demo: Demonstration, project: Project, parts: dict[str, list[Table]]) -> None:
    for line in parts["funding"]:
        register.add_line(FundingLine(project=project, **line))
    for line in parts["milestone"]:
        line = demo.dated(line, "due_date", "date_met")
        register.add_line(Milestone(project=project, **line))
    for line in parts["document"]:
        _keep(demo, project, line)


def _before(demo: Demonstration, moved: list[Table]) -> dict[str, object]:
    """The figures as they were first; one without an earlier value was not published."""
    lines = [demo.dated(line, "was") if line["field"] in DAYS else line for line in moved]
    return {line["field"]: line.get("was") for line in lines}


def _move(demo: Demonstration, project: Project, line: Table, value: object) -> None:
    """An official figure gets the value it has now, on its day and with its source."""
    with calendar.as_of(demo.after(-line["days_ago"])):
        known = Project.objects.get(pk=project.pk)
        register.change_project(known, cited=line["source"], **{line["field"]: value})


def _ask(demo: Demonstration, project: Project, line: Table) -> None:
    """Residents tap, each on a day of theirs; the office may say why it is not published."""
    for days_ago in line["days_ago"]:
        with calendar.as_of(demo.after(-days_ago)):
            asked = asking.ask(Project.objects.get(pk=project.pk), line["figure"])
    if "reply" in line:
        with calendar.as_of(demo.after(-line["answered_days_ago"])):
            asking.answer(
                asked,
                author=demo.users[line["answered_by"]],
                reason=line["reason"],
                text=line["reply"],
                language=line["language"],
            )


def _keep(demo: Demonstration, project: Project, line: Table) -> None:
    with calendar.as_of(demo.after(-line["days_ago"])):
        kept = Document(
            project=project, kind=line["kind"], title=line["title"], published_on=today()
        )
        documents.add(kept, papers.look_at(ContentFile(paper(line["seed"]), "paper.jpg")))


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
