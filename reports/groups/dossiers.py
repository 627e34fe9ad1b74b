"""The final document of a public control: drafted by a group, sent once, answered by points."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from oversight import jobs, public_log, told_later
from oversight.calendar import today
from oversight.models import InitiativeGroup, Office
from reports import casework
from reports.deadlines import Deadlines
from reports.groups import commitments
from reports.models import ClockRule, Commitment, Dossier, Report
from reports.workflow import Role, State

RULE = "public-control"
SEND = 7  # working days after the control in which the document is sent
CHOICE = 100  # reports offered as facts


class NotReady(Exception):
    """A final document needs a fact and a recommendation, and is sent once."""


def facts(group: InitiativeGroup) -> QuerySet[Report]:
    """Reports that can be facts: the group's own, those it checked, and those of its place."""
    kept = Report.objects.public().exclude(state=State.WITHDRAWN)
    near = Q(pk__in=Report.objects.below(group.place).values("pk"))
    own = Q(group=group) | Q(visits__group=group)
    return (
        kept.filter(near | own)
        .distinct()
        .newest_first()
        .select_related("project", "machine", "place")
    )


def send_by(ended_on: date) -> date:
    """The last day on which the law lets the document be sent."""
    return Deadlines(ended_on).working_days(SEND)


@transaction.atomic
def recommend(dossier: Dossier, *, office: Office, text: str) -> Commitment:
    """Add a recommendation to a draft. Raises NotReady when it was sent."""
    _require_draft(dossier)
    return dossier.recommendations.create(office=office, text=text)


@transaction.atomic
def drop(dossier: Dossier, one: Commitment) -> None:
    """Take a recommendation out of a draft. Raises NotReady when it was sent."""
    _require_draft(dossier)
    one.delete()


@transaction.atomic
def send(dossier: Dossier) -> Dossier:
    """Publish the document; from today each recommendation has its clock. Raises NotReady."""
    _require_draft(dossier)
    asked = list(dossier.recommendations.select_related("office"))
    gone = dossier.reports.exclude(pk__in=facts(dossier.group).values("pk"))
    dossier.reports.remove(*gone)
    if not asked or not dossier.reports.exists():
        raise NotReady
    dossier.sent_on = dossier.told_on = today()
    dossier.regime = ClockRule.objects.get(code=RULE)
    dossier.save(update_fields=["sent_on", "told_on", "regime"])
    public_log.append(
        "note.operator",
        dossier.public_id,
        role=Role.GROUP,
        reason="final_document",
        parts=public_log.parts(values(dossier)),
    )
    commitments.start(asked, dossier.regime, reason="recommendation")
    _shorten_clocks(dossier, {one.office_id for one in asked})
    jobs.put("tell_dossier", dossier.pk)
    return dossier


def _shorten_clocks(dossier: Dossier, offices: set[int]) -> None:
    """What the asked offices still owe on the facts is owed by the law's days too."""
    owed = Report.objects.owed().filter(dossiers=dossier, office__in=offices)
    for report in owed.exclude(regime=dossier.regime):
        casework.set_regime(
            report, rule=dossier.regime, arrived_on=dossier.sent_on, role=Role.GROUP
        )


def _require_draft(dossier: Dossier) -> None:
    if not Dossier.objects.select_for_update().filter(pk=dossier.pk, sent_on=None).exists():
        raise NotReady


# The log ------------------------------------------------------------------------------------


def catch_up() -> int:
    """Tell of final documents what their entries of before did not commit to. Returns of how
    many."""
    sent = Dossier.objects.exclude(sent_on=None).select_related("group", "place")
    return told_later.tell(sent, "form", _later)


def values(dossier: Dossier) -> dict[str, str]:
    """What the log commits to of a final document, by name."""
    chosen = sorted(dossier.reports.values_list("public_id", flat=True))
    return {
        "group": dossier.group.slug,
        "tasks": dossier.tasks,
        "facts": " ".join(chosen),
        "conclusions": dossier.conclusions,
        **_later(dossier),
    }


def _later(dossier: Dossier) -> dict[str, str]:
    """What entries of before did not commit to. No part is called "kind": to an auditor that
    marks a report."""
    return {
        "form": dossier.kind,
        "place": dossier.place.code,
        "begun": dossier.begun_on.isoformat(),
        "ended": dossier.ended_on.isoformat(),
        "hours": dossier.hours,
        "participants": dossier.participants,
        "sent": dossier.sent_on.isoformat(),
    }
