"""The author's one appeal, against a refusal, a hiding or an erasure: another decides anew."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from oversight import public_log
from oversight.calendar import today
from oversight.models import Appointment, User
from reports import conflicts, covering, services
from reports.models import Dossier, ErasureRequest, Gathering, Removal, Report
from reports.removals import hiding
from reports.workflow import NotAllowed, Role

Subject = Report | Dossier | Gathering
Action = Removal.Action
_SUBJECTS = ("report", "dossier", "gathering")
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


def appeal_paper(paper: Dossier | Gathering) -> None:
    """The same by the group or the office whose paper was hidden. Raises NotAllowed."""
    removal = against(paper)
    if removal is None:
        raise NotAllowed(f"appeal for {paper}")
    _file(removal)


def against(subject: Subject) -> Removal | None:
    """The newest hiding or erasure that the author may appeal against now."""
    removals = subject.removals.select_related("photo", *_SUBJECTS).order_by("-on", "-pk")
    return next((one for one in removals if one.may_be_appealed(today())), None)


@transaction.atomic
def _file(removal: Removal) -> None:
    if not Removal.objects.filter(pk=removal.pk, appealed_on=None).update(appealed_on=today()):
        raise NotAllowed("one appeal only")
    role = Role.CITIZEN if removal.report else removal.subject.voice
    _log("appeal.filed", removal, role, removal.action)


def waiting() -> QuerySet[Removal]:
    """Appeals that nobody has decided, against what still stands, the oldest first."""
    filed = Removal.objects.exclude(appealed_on=None).filter(appeal_decided_on=None)
    stands = Q(photo__visibility=F("action"))
    for name in _SUBJECTS:
        stands |= Q(**{f"{name}__visibility": F("action")}, photo=None, is_of_words=False)
    stands |= Q(is_of_words=True, action=Action.HIDE, report__in=covering.standing())
    return filed.filter(stands).order_by("appealed_on", "pk")


def to_decide(subject: Subject, user: User) -> Removal | None:
    """The appeal on this thing that this moderator may decide."""
    mine = decidable_by(user).filter(**{subject._meta.model_name: subject})
    return mine.select_related("photo", *_SUBJECTS).first()


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
    of_others = Q(report__in=conflicts.of_others(Report.objects.all(), user))
    of_others |= Q(dossier__in=conflicts.papers_of_others(Dossier.objects.all(), user))
    of_others |= Q(gathering__in=conflicts.papers_of_others(Gathering.objects.all(), user))
    # Covered words are shown again all together, so whoever covered some decides on none.
    own_words = Removal.objects.filter(is_of_words=True, by=user).values("report")
    of_others &= ~Q(is_of_words=True, report__in=own_words)
    return waiting().filter(of_others).exclude(by=user).exclude(took_part)


@transaction.atomic
def decide(removal: Removal, *, moderator: User, is_granted: bool) -> None:
    """Show it again, or let it stay; what was erased stays gone, and it is said whether that was
    right. Raises NotAllowed."""
    mine = decidable_by(moderator).filter(pk=removal.pk)
    decided = {"appeal_decided_on": today(), "appeal_decided_by": moderator}
    if not mine.update(appeal_granted=is_granted, **decided):
        raise NotAllowed(f"decide the appeal on {removal.subject}")
    reason = _REASONS[Action(removal.action), is_granted]
    _log("appeal.decided", removal, Role.MODERATOR, reason)
    if is_granted and removal.action == Action.HIDE:
        _show(removal, moderator)


def _show(removal: Removal, moderator: User) -> None:
    said = {"reason": Removal.Reason.MISTAKE, "by": moderator}
    if removal.photo:
        hiding.show_photo(removal.photo, **said)
    elif removal.is_of_words:
        covering.uncover(removal.report, **said)
    elif removal.report:
        hiding.show_report(removal.report, **said)
    else:
        hiding.show_paper(removal.subject, **said)


def _log(kind: str, removal: Removal, role: str, reason: str) -> None:
    thing = removal.photo or removal.subject
    ref = removal.subject.public_id if removal.photo else "-"
    public_log.append(kind, thing.public_id, role=role, ref=ref, reason=reason)
