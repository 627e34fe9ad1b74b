"""The author's one appeal, against a refusal, a hiding or an erasure: another decides anew."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from oversight import public_log
from oversight.calendar import today
from oversight.models import Appointment, User
from reports import conflicts, services
from reports.models import ErasureRequest, Removal, Report
from reports.removals import hiding
from reports.workflow import NotAllowed, Role

Action = Removal.Action
# What the log says of a decision, by what was done and whether the appeal was granted.
_REASONS = {
    (Action.HIDE, True): "shown",
    (Action.HIDE, False): "stays_hidden",
    (Action.ERASE, True): "was_wrong",
    (Action.ERASE, False): "was_right",
}


def appeal(report: Report) -> None:
    """Ask that another moderator look at it. Raises NotAllowed."""
    removal = against(report)
    if removal is None:
        services.appeal_refusal(report)
    else:
        _file(removal)


def against(report: Report) -> Removal | None:
    """The newest hiding or erasure that the author may appeal against now."""
    removals = report.removals.select_related("photo", "report").order_by("-on", "-pk")
    return next((one for one in removals if one.may_be_appealed(today())), None)


@transaction.atomic
def _file(removal: Removal) -> None:
    if not Removal.objects.filter(pk=removal.pk, appealed_on=None).update(appealed_on=today()):
        raise NotAllowed("one appeal only")
    _log("appeal.filed", removal, Role.CITIZEN, removal.action)


def waiting() -> QuerySet[Removal]:
    """Appeals that nobody has decided, against what still stands, the oldest first."""
    filed = Removal.objects.exclude(appealed_on=None).filter(appeal_decided_on=None)
    of_report = Q(photo=None, report__visibility=F("action"))
    of_photo = Q(photo__visibility=F("action"))
    return filed.filter(of_report | of_photo).order_by("appealed_on", "pk")


def to_decide(report: Report, user: User) -> Removal | None:
    """The appeal on this report that this moderator may decide."""
    return decidable_by(user).filter(report=report).select_related("photo").first()


def decidable_by(user: User) -> QuerySet[Removal]:
    """A moderator's to decide: never on an own decision, nor on a case of the own group.

    An erasure was decided by two people; neither of them looks at it again.
    """
    if user.side != Appointment.Side.MODERATOR:
        return Removal.objects.none()
    theirs = ErasureRequest.objects.filter(
        Q(asked_by=user) | Q(decided_by=user),
        Q(photo=OuterRef("photo")) | Q(photo=None, report__removals=OuterRef("pk")),
        report=OuterRef("report"),
        is_granted=True,
    )
    took_part = Q(action=Action.ERASE) & Exists(theirs)
    of_others = conflicts.of_others(Report.objects.all(), user)
    return waiting().filter(report__in=of_others).exclude(by=user).exclude(took_part)


@transaction.atomic
def decide(removal: Removal, *, moderator: User, is_granted: bool) -> None:
    """Show it again, or let it stay; what was erased stays gone, and it is said whether that was
    right. Raises NotAllowed."""
    mine = decidable_by(moderator).filter(pk=removal.pk)
    decided = {"appeal_decided_on": today(), "appeal_decided_by": moderator}
    if not mine.update(appeal_granted=is_granted, **decided):
        raise NotAllowed(f"decide the appeal on {removal.report}")
    reason = _REASONS[Action(removal.action), is_granted]
    _log("appeal.decided", removal, Role.MODERATOR, reason)
    if is_granted and removal.action == Action.HIDE:
        _show(removal, moderator)


def _show(removal: Removal, moderator: User) -> None:
    if removal.photo:
        hiding.show_photo(removal.photo, reason=Removal.Reason.MISTAKE, by=moderator)
    else:
        hiding.show_report(removal.report, reason=Removal.Reason.MISTAKE, by=moderator)


def _log(kind: str, removal: Removal, role: str, reason: str) -> None:
    thing = removal.photo or removal.report
    ref = removal.report.public_id if removal.photo else "-"
    public_log.append(kind, thing.public_id, role=role, ref=ref, reason=reason)
