"""The invented reports, each filed and followed on its own days by the people of the cast."""

import hashlib
import uuid
from collections.abc import Callable

from oversight import calendar
from oversight.models import Place
from reports import filing, services
from reports.demo.drawings import draw
from reports.demo.stage import Demonstration, Table, receipt_code
from reports.groups import visits
from reports.models import Photo, Report, Visit
from reports.photos import uploads
from reports.submission import DeclaredPhoto, Submission

Step = Callable[[Demonstration, Report, Table], object]


def tell(demo: Demonstration) -> None:
    """In the order of their days, each filed and followed on its own days."""
    for row in sorted(demo.data["report"], key=lambda row: -row["days_ago"]):
        with calendar.as_of(demo.after(-row["days_ago"])):
            report = _file(demo, row)
        for step in row.get("step", []):
            with calendar.as_of(demo.after(-step["days_ago"])):
                STEPS[step["do"]](demo, report, step)


def _file(demo: Demonstration, row: Table) -> Report:
    project = demo.projects.get(row.get("project", ""))
    machine = demo.machines.get(row.get("machine", ""))
    thing = project or machine
    pictures = [_draw(photo) for photo in row["photos"]]
    code = receipt_code(row["key"])
    sent = Submission(
        draft_id=uuid.uuid5(uuid.NAMESPACE_OID, row["key"]),
        code=code,
        kind=row["kind"],
        stage=row["stage"],
        text=row["text"],
        language=row["language"],
        observed_on=demo.after(-row["observed_days_ago"]),
        place=thing.place if thing else Place.objects.at(row["place"]),
        project=project,
        machine=machine,
        observations=row.get("observations", {}),
        group=demo.groups.get(row.get("group", "")),
        photos=tuple(
            DeclaredPhoto(number, hashlib.sha256(picture).hexdigest())
            for number, picture in enumerate(pictures, start=1)
        ),
    )
    report, _new = filing.submit_report(sent)
    demo.reports[row["key"]] = report
    for number, picture in enumerate(pictures, start=1):
        uploads.take_whole(uploads.photo_of(report, number, code), [picture])
    return report


def _draw(photo: Table) -> bytes:
    return draw(photo["scene"], photo["phase"], photo["seed"])


def _decide(demo: Demonstration, report: Report, step: Table) -> None:
    act = services.publish_report if step["do"] == "publish" else services.refuse_report
    act(
        report,
        moderator=demo.users[step["by"]],
        reason=step.get("reason", "fits"),
        note=step.get("text", ""),
    )


def _reply(demo: Demonstration, report: Report, step: Table) -> None:
    proof: list[Photo] = [
        uploads.proof([_draw(photo)], number)
        for number, photo in enumerate(step.get("photos", []), start=1)
    ]
    services.post_reply(
        report,
        author=demo.users[step["by"]],
        office=report.office,
        reason=step["reason"],
        text=step["text"],
        language=step["language"],
        proof=proof,
        is_claim=step["do"] == "claim",
    )


def _verdict(demo: Demonstration, report: Report, step: Table) -> None:
    services.give_verdict(report, is_done=step["answer"] == "yes", text=step.get("text", ""))


def _visit(demo: Demonstration, report: Report, step: Table) -> None:
    """A group goes there, files what it saw, and says whether the claim is true."""
    user = demo.users[step["by"]]
    group = user.groups_joined.get()
    row = {
        **step,
        "project": report.project.identifier if report.project else "",
        "place": report.place.code,
        "kind": "progress",
        "group": group.slug,
        "observed_days_ago": step["days_ago"],
    }
    visits.record(
        Visit(
            report=_file(demo, row),
            group=group,
            author=user,
            people=step["people"],
            methods=step["methods"],
            access=step["access"],
            information=step["information"],
            about=report,
            finding=step["answer"],
        )
    )


STEPS: dict[str, Step] = {
    "publish": _decide,
    "refuse": _decide,
    "reply": _reply,
    "claim": _reply,
    "verdict": _verdict,
    "visit": _visit,
    "withdraw": lambda demo, report, step: services.withdraw_report(report),
    "close": lambda demo, report, step: services.close_unopposed(report),
}
