"""Ties of a group: declared in public, and it decides nothing where it has one."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from oversight import public_log, told_later
from oversight.calendar import today
from oversight.models import InitiativeGroup
from projects.models import Project
from reports.models import GroupTie, Report
from reports.workflow import Role


@transaction.atomic
def declare(tie: GroupTie) -> GroupTie:
    """Say in public whom the group is tied to. Raises IntegrityError for one that stands."""
    tie.declared_on = tie.told_on = today()
    tie.save()
    _log(tie, "tie_declared")
    return tie


@transaction.atomic
def end(tie: GroupTie) -> None:
    """The tie is over; that it was there stays readable."""
    over = {"ended_on": today(), "told_on": today()}
    if GroupTie.objects.filter(pk=tie.pk, ended_on=None).update(**over):
        _log(tie, "tie_ended")


def catch_up() -> int:
    """Tell of ties what their entries of before did not commit to. Returns of how many."""
    return told_later.tell(GroupTie.objects.all(), "form", _later)


def values(tie: GroupTie) -> dict[str, str]:
    """What the log commits to of a tie, by name."""
    whom = f"{tie.kind} {tie.office_id or tie.supplier_id}"
    return {"group": tie.group.slug, "tie": whom, **_later(tie)}


def _later(tie: GroupTie) -> dict[str, str]:
    """What entries of before committed to in one word. No part is called "kind": to an auditor
    that marks a report."""
    bodies = {"office": tie.office_id, "firm": tie.supplier_id}
    return {"form": tie.kind, **{name: str(body or "") for name, body in bodies.items()}}


def _log(tie: GroupTie, reason: str) -> None:
    public_log.append(
        "note.operator",
        tie.public_id,
        role=Role.GROUP,
        reason=reason,
        parts=public_log.parts(values(tie)),
    )


# What it means ------------------------------------------------------------------------------


def why_not(group: InitiativeGroup, report: Report) -> str:
    """Why the group may not say whether the claim on this report is true; empty when it may."""
    if report.group_id == group.pk:
        return _("The group wrote this report itself: somebody else must check it.")
    if report.project and report.project.implementer_id == group.pk:
        return _("The group carries this work out itself: somebody else must check it.")
    tie = _tie(group, report)
    if tie is None:
        return ""
    return _("The group has declared a tie here, so it cannot decide. Tied to: %(body)s.") % {
        "body": tie.body
    }


def _tie(group: InitiativeGroup, report: Report) -> GroupTie | None:
    """A tie to the office that answers or ordered, a contractor of the work, a holder of the
    machine."""
    offices = {report.office_id}
    suppliers = Q(pk=None)
    if report.project:
        offices |= {report.project.answering_office_id, report.project.customer_id}
        suppliers = Q(supplier__contracts__project=report.project)
    if report.machine:
        offices |= {report.machine.answering_office_id}
        suppliers = Q(supplier__holdings__machine=report.machine)
    tied = Q(office__in=offices - {None}) | suppliers
    standing = group.ties.filter(tied, ended_on=None).select_related("office", "supplier")
    return standing.distinct().first()


def is_own_work(group: InitiativeGroup, project: Project) -> bool:
    """Whether the group was given the money for this work."""
    return project.implementer_id == group.pk
