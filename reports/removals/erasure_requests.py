"""Two people from different bodies erase: one asks with a ground, another agrees or not."""

from django.db import transaction
from django.db.models import Q, QuerySet

from oversight import access
from oversight.calendar import today
from oversight.models import Appointment, User
from reports import conflicts
from reports.models import ErasureRequest, Photo, Report, Visibility
from reports.removals import erasure
from reports.workflow import NotAllowed, Role

_SIDES = {Appointment.Side.MODERATOR: "moderators", Appointment.Side.OPERATOR: "operators"}
_ROLES = {"moderators": Role.MODERATOR, "operators": Role.OPERATOR}


def bodies_of(user: User) -> list[str]:
    """The bodies for which somebody may ask or agree; an office is never one of them."""
    if user.side == Appointment.Side.OFFICE:
        return []
    groups = access.groups_of(user).order_by("slug").values_list("slug", flat=True)
    own = [_SIDES[user.side]] if user.side in _SIDES else []
    return own + [f"group:{slug}" for slug in groups]


@transaction.atomic
def ask(
    report: Report, *, user: User, ground: str, note: str, photo: Photo | None = None
) -> ErasureRequest:
    """Ask that a report, or one photo, be erased. Raises NotAllowed."""
    thing = photo or report
    bodies = bodies_of(user)
    if not bodies or thing.visibility == Visibility.ERASED or _is_asked(report, photo):
        raise NotAllowed(f"{user.pk} asks to erase {thing}")
    return ErasureRequest.objects.create(
        report=report,
        photo=photo,
        ground=ground,
        note=note,
        asked_by=user,
        asked_for=bodies[0],
        asked_on=today(),
    )


def _is_asked(report: Report, photo: Photo | None) -> bool:
    return report.erasure_requests.filter(photo=photo, is_granted=None).exists()


def decidable_by(user: User) -> QuerySet[ErasureRequest]:
    """What somebody may decide who shares no body with whoever asked, and for whose own group
    it is no case."""
    bodies = bodies_of(user)
    if not bodies:
        return ErasureRequest.objects.none()
    shared = Q(asked_for__in=bodies)
    shared |= Q(asked_by__memberships__group__in=access.groups_of(user))
    if user.side:
        shared |= Q(asked_by__appointment__side=user.side)
    of_others = conflicts.of_others(Report.objects.all(), user)
    return ErasureRequest.objects.filter(report__in=of_others).exclude(shared)


def may_decide(request: ErasureRequest, user: User) -> bool:
    """Whether it is this person's to decide."""
    return decidable_by(user).filter(pk=request.pk).exists()


@transaction.atomic
def decide(request: ErasureRequest, *, user: User, is_granted: bool) -> None:
    """Agree, and it is erased at once; or decline. Raises NotAllowed."""
    locked = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if locked.is_granted is not None or not may_decide(locked, user):
        raise NotAllowed(f"{user.pk} decides on {locked}")
    body = bodies_of(user)[0]
    locked.decided_by, locked.decided_for, locked.decided_on = user, body, today()
    locked.is_granted = is_granted
    locked.save()
    if is_granted:
        _erase(locked, _ROLES.get(body, Role.GROUP))


def _erase(request: ErasureRequest, role: str) -> None:
    if request.photo:
        erasure.erase_photo(request.photo, role=role, ground=request.ground)
    else:
        erasure.erase_report(request.report, role=role, ground=request.ground)
