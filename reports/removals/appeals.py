"""The author's one appeal, against a refusal or a hiding: somebody else decides anew."""

from django.db import transaction
from django.db.models import QuerySet

from oversight import public_log
from oversight.calendar import today
from oversight.models import User
from reports import services
from reports.models import Removal, Report, Visibility
from reports.removals import hiding
from reports.workflow import NotAllowed, Role


def appeal(report: Report) -> None:
    """Ask that another moderator look at it. Raises NotAllowed."""
    if report.visibility == Visibility.HIDDEN:
        _appeal_hiding(report)
    else:
        services.appeal_refusal(report)


@transaction.atomic
def _appeal_hiding(report: Report) -> None:
    removal = report.removals.filter(photo=None).last()
    if removal is None or not removal.may_be_appealed(today()):
        raise NotAllowed("one appeal within a fortnight")
    if not Removal.objects.filter(pk=removal.pk, appealed_on=None).update(appealed_on=today()):
        raise NotAllowed("one appeal only")
    public_log.append("appeal.filed", report.public_id, role=Role.CITIZEN, reason="hidden")


def waiting() -> QuerySet[Removal]:
    """Appeals against hidings that nobody has decided, the oldest first."""
    filed = Removal.objects.exclude(appealed_on=None).filter(appeal_decided_on=None)
    return filed.filter(report__visibility=Visibility.HIDDEN).order_by("appealed_on", "pk")


def to_decide(report: Report, user: User) -> Removal | None:
    """The appeal on this report that this moderator may decide: never on an own hiding."""
    return waiting().filter(report=report).exclude(by=user).first()


@transaction.atomic
def decide(removal: Removal, *, moderator: User, is_shown: bool) -> None:
    """Show the report again, or let it stay hidden. Raises NotAllowed."""
    mine = waiting().filter(pk=removal.pk).exclude(by=moderator)
    if not mine.update(appeal_decided_on=today(), appeal_decided_by=moderator):
        raise NotAllowed(f"decide the appeal on {removal.report}")
    public_log.append(
        "appeal.decided",
        removal.report.public_id,
        role=Role.MODERATOR,
        reason="shown" if is_shown else "stays_hidden",
    )
    if is_shown:
        hiding.show_report(removal.report, reason=Removal.Reason.MISTAKE, by=moderator)
