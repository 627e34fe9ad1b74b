"""Loads the demonstration: restated facts of real places, and one invented district full of life.

Everything goes through the importers and services that real data goes through, in one
transaction: a demonstration is there whole or not at all.
"""

import hashlib
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path as FilePath

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from oversight import calendar, kato, offices, place_import, tables
from oversight.calendar import today
from oversight.models import (
    Appointment,
    GroupMember,
    InitiativeGroup,
    Installation,
    Office,
    Place,
    Posting,
    User,
)
from oversight.tables import Row
from projects import importers
from projects import services as register
from projects.models import Programme, Project, Supplier
from reports import access, receipts, services, uploads
from reports.demo.drawings import draw
from reports.models import Photo, Report
from reports.submission import DeclaredPhoto, Submission

HERE = FilePath(__file__).parent
EDITION = date(2026, 7, 17)
INVENTED = "99"  # no region of the classifier has this number
PASSWORD = "ulgi-audany-2026"
DAYS = ("planned_start", "planned_end", "actual_start", "actual_end", "warranty_until")

Table = dict[str, object]


class NotEmpty(Exception):
    """The database holds real reports: a demonstration would mix with them."""


@dataclass
class Demonstration:
    """What is being loaded, by the keys of invented.toml."""

    data: Table
    day: date
    offices: dict[str, Office] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, InitiativeGroup] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)


def load() -> bool:
    """Load the demonstration once; False when it is there. Raises NotEmpty."""
    installation = Installation.current()
    if installation.demonstration:
        return False
    if installation.opened_on or Report.objects.exists():
        raise NotEmpty
    with transaction.atomic():
        installation.demonstration = True
        installation.save()
        demo = Demonstration(tomllib.loads((HERE / "invented.toml").read_text("utf-8")), today())
        _real_places()
        _invented_places(demo)
        _real_works()
        for step in (_offices, _suppliers, _groups, _accounts, _works, _reports):
            step(demo)
    return True


def receipt_code(key: str) -> str:
    """The receipt code of an invented report: no secret, so that anybody can try the receipt."""
    digest = hashlib.sha256(f"demonstration {key}".encode()).digest()
    body = "".join(receipts.ALPHABET[byte % 32] for byte in digest[: receipts.LENGTH - 1])
    return body + receipts.check_symbol(body)


def a_claimed_report() -> tuple[Report, str] | None:
    """An invented report that waits for its reporter's verdict, and its code."""
    data = tomllib.loads((HERE / "invented.toml").read_text("utf-8"))
    codes = {access.fingerprint(code): code for code in map(_code, data["report"])}
    claimed = Report.objects.filter(state="claimed", receipt__in=codes).order_by("pk").first()
    return (claimed, codes[claimed.receipt]) if claimed else None


def _code(row: Table) -> str:
    return receipt_code(row["key"])


# Real places and works ------------------------------------------------------------------------


def _real_places() -> None:
    plan = place_import.plan_places(HERE / "places.csv", EDITION)
    plan.gone.clear()  # the demonstration knows a few districts; what else is there stays
    place_import.apply_places(plan)


def _real_works() -> None:
    list(importers.programmes(HERE / "programmes.csv"))
    for row in tables.read_table(HERE / "groups.csv", ("slug", "place")):
        _group(dict(row.values))
    importers.apply(importers.plan(HERE / "projects.csv"))


def _group(row: Table) -> InitiativeGroup:
    fields = {**row, "place": Place.objects.at(row["place"])}
    return InitiativeGroup.objects.update_or_create(slug=fields.pop("slug"), defaults=fields)[0]


# The invented district ------------------------------------------------------------------------


def _invented_places(demo: Demonstration) -> None:
    details = {row["code"]: row for row in demo.data["place"]}
    by_code: dict[str, Place] = {}
    for row in _invented_rows():
        detail = {name: value for name, value in details[row.code].items() if name != "name_en"}
        by_code[row.code] = Place.objects.create(
            kind=row.kind,
            parent=by_code.get(row.parent),
            name_kk=row.name_kk,
            name_ru=row.name_ru,
            valid_from=EDITION,
            invented=True,
            **detail,
        )
    offices.make()


def _invented_rows() -> Iterator[kato.KatoRow]:
    """The invented district hangs on no region; one is put above it only while it is read."""
    table = tables.read_table(HERE / "places.csv", kato.REQUIRED, kato.ALIASES)
    root = f"{INVENTED}0000000"
    above = Row(0, {"te": root, "kaz_name": "Үлгі облысы", "rus_name": "Улгинская область"})
    rows = [row for row in table if row.values["te"].startswith(INVENTED)]
    return (row for row in kato.read([above, *rows]) if row.code != root)


def _offices(demo: Demonstration) -> None:
    for row in demo.data["office"]:
        fields = {**row, "place": Place.objects.at(row["place"])}
        key, above = fields.pop("key"), fields.pop("supervisor", "")
        fields["supervisor"] = demo.offices.get(above)
        demo.offices[key], _made = Office.objects.update_or_create(
            place=fields.pop("place"), kind=fields.pop("kind"), defaults=fields
        )


def _suppliers(demo: Demonstration) -> None:
    for row in demo.data["supplier"]:
        demo.suppliers[row["key"]] = register.supplier_named(row["name"])


def _groups(demo: Demonstration) -> None:
    for row in demo.data["group"]:
        demo.groups[row["slug"]] = _group(row)


def _accounts(demo: Demonstration) -> None:
    """One password for all; the second factor of each is told by `manage.py demo_codes` alone."""
    for row in demo.data["account"]:
        is_operator = row["side"] == Appointment.Side.OPERATOR
        user = User.objects.create_user(
            row["email"],
            PASSWORD,
            name=row["name"],
            language=row["language"],
            is_superuser=is_operator,
        )
        TOTP.activate(user, generate_totp_secret())
        demo.users[row["key"]] = user
        _appoint(demo, user, row)


def _appoint(demo: Demonstration, user: User, row: Table) -> None:
    if row["side"] == "group":
        GroupMember.objects.create(user=user, group=demo.groups[row["group"]], is_lead=True)
        return
    appointment = Appointment.objects.create(user=user, side=row["side"])
    if "office" in row:
        Posting.objects.create(appointment=appointment, office=demo.offices[row["office"]])


# Works ----------------------------------------------------------------------------------------


def _works(demo: Demonstration) -> None:
    for row in demo.data["project"]:
        demo.projects[row["identifier"]] = _work(demo, dict(row))


def _work(demo: Demonstration, row: Table) -> Project:
    parts = {
        name: row.pop(name, [])
        for name in ("funding", "contract", "payment", "milestone", "declared")
    }
    row |= {name: demo.day + timedelta(days=row[name]) for name in DAYS if name in row}
    row["programme"] = Programme.objects.filter(code=row["programme"]).first()
    row["place"] = Place.objects.at(row["place"])
    for name in ("customer", "answering_office"):
        row[name] = demo.offices[row[name]]
    if "implementer" in row:
        row["implementer"] = demo.groups[row["implementer"]]
    project = register.register_project(**row)
    for line in parts["funding"]:
        project.funding.create(**line)
    for line in parts["milestone"]:
        project.milestones.create(**_dated(demo, line, "due_date", "date_met"))
    _money(demo, project, parts)
    for line in parts["declared"]:
        register.declare_progress(project, **_dated(demo, line, "on"))
    return project


def _money(demo: Demonstration, project: Project, parts: dict[str, list[Table]]) -> None:
    contracts = {}
    for line in parts["contract"]:
        line = _dated(demo, line, "signed_on", "starts_on", "ends_on")
        line["supplier"] = demo.suppliers[line["supplier"]]
        line["contract_value"] = line.pop("value")
        contracts[line["number"]] = project.contracts.create(**line)
    for line in parts["payment"]:
        register.record_payment(
            contracts[line["contract"]],
            amount=Decimal(line["amount"]),
            on=demo.day + timedelta(days=line["paid_on"]),
        )
    project.refresh_from_db()


def _dated(demo: Demonstration, line: Table, *names: str) -> Table:
    days = {name: demo.day + timedelta(days=line[name]) for name in names if name in line}
    return {**line, **days}


# Reports --------------------------------------------------------------------------------------


def _reports(demo: Demonstration) -> None:
    """In the order of their days, each filed and followed on its own days."""
    for row in sorted(demo.data["report"], key=lambda row: -row["days_ago"]):
        report = _on(demo, row, lambda row=row: _file(demo, row))
        for step in row.get("step", []):
            _on(demo, step, lambda step=step, report=report: STEPS[step["do"]](demo, report, step))


def _on(demo: Demonstration, row: Table, act: object) -> object:
    with calendar.as_of(demo.day - timedelta(days=row["days_ago"])):
        return act()


def _file(demo: Demonstration, row: Table) -> Report:
    project = demo.projects.get(row.get("project", ""))
    pictures = [_draw(photo) for photo in row["photos"]]
    code = _code(row)
    sent = Submission(
        draft_id=uuid.uuid5(uuid.NAMESPACE_OID, row["key"]),
        code=code,
        kind=row["kind"],
        stage=row["stage"],
        text=row["text"],
        language=row["language"],
        observed_on=demo.day - timedelta(days=row["observed_days_ago"]),
        place=project.place if project else Place.objects.at(row["place"]),
        project=project,
        group=demo.groups.get(row.get("group", "")),
        photos=tuple(
            DeclaredPhoto(number, hashlib.sha256(picture).hexdigest())
            for number, picture in enumerate(pictures, start=1)
        ),
    )
    report, _new = services.submit_report(sent)
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
    user = demo.users.get(step["by"])
    group = user.groups_joined.first() if user else None
    is_done = step["answer"] == "yes"
    services.give_verdict(report, is_done=is_done, text=step.get("text", ""), group=group)


STEPS = {
    "publish": _decide,
    "refuse": _decide,
    "reply": _reply,
    "claim": _reply,
    "verdict": _verdict,
    "withdraw": lambda demo, report, step: services.withdraw_report(report),
    "close": lambda demo, report, step: services.close_unopposed(report),
}
