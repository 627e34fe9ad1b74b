"""Initiative groups come by a public request, an operator's decision, and invitations of a lead."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import OuterRef, QuerySet

from oversight import invitations, jobs, public_log, restating
from oversight.calendar import today
from oversight.invitations import GROUP
from oversight.models import GroupMember, GroupRequest, InitiativeGroup, User
from oversight.public_log import Part
from oversight.staff import Invited

MOST_A_DAY = 50  # requests taken in a day: more is a program, and nobody could read them
KEPT = timedelta(days=30)  # how long a decided request remembers whom to reach
RESERVED = frozenset({"new"})  # addresses below /groups/ that no group may have

Reason, State = GroupRequest.Reason, GroupRequest.State
Refused = invitations.Refused


class Closed(Exception):
    """More was asked for today than anybody can read."""


class Decided(Exception):
    """Somebody else has decided meanwhile."""


# Asking -------------------------------------------------------------------------------------


def ask(asked: GroupRequest) -> GroupRequest:
    """Take a request, once, however often the form is sent. Raises Closed."""
    known = GroupRequest.objects.filter(draft_id=asked.draft_id).first()
    if known:
        return known
    if GroupRequest.objects.filter(asked_on=today()).count() >= MOST_A_DAY:
        raise Closed
    asked.asked_on = today()
    with transaction.atomic():
        asked.save()
        jobs.put("tell_group_request", asked.pk)
    return asked


# Deciding -----------------------------------------------------------------------------------


@transaction.atomic
def accept(asked: GroupRequest, *, slug: str, note: str, by: User) -> InitiativeGroup:
    """Put the group on the site and invite its lead; everybody sees since when it is there.

    Raises Decided, and invitations.Refused when the address is of an office or a moderator.
    """
    group = InitiativeGroup.objects.create(
        slug=slug,
        name_kk=asked.name_kk,
        name_ru=asked.name_ru,
        place=asked.place,
        acting_since=asked.acting_since,
        paid_by=asked.paid_by,
        listed_on=today(),
        **{f"about_{asked.language}": asked.about},
    )
    _decide(asked, State.ACCEPTED, by, group=group, reason=Reason.FITS, note=note)
    restating.tell(InitiativeGroup.objects.filter(pk=group.pk))
    user, _token = _invite(asked)
    group.memberships.filter(user=user).update(is_lead=True)
    public_log.append(
        "note.operator",
        asked.public_id,
        role="operator",
        reason="group_accepted",
        parts=[Part("group", slug.encode())],
    )
    return group


@transaction.atomic
def refuse(asked: GroupRequest, *, reason: str, note: str, by: User) -> None:
    """Say no, by a written reason. Nobody but those who asked learns of it. Raises Decided."""
    _decide(asked, State.REFUSED, by, reason=reason, note=note)


def _decide(asked: GroupRequest, state: str, by: User, **fields: object) -> None:
    fields |= {"state": state, "decided_on": today(), "decided_by": by}
    waiting = GroupRequest.objects.filter(pk=asked.pk, state=State.WAITING)
    if not waiting.update(**fields):
        raise Decided
    asked.refresh_from_db()
    jobs.put("tell_group_decision", asked.pk)


def _invite(asked: GroupRequest) -> tuple[User, str]:
    return invitations.invite(
        asked.contact_email,
        side=GROUP,
        group=asked.group,
        name=asked.contact_name,
        language=asked.language,
    )


def lead_link(asked: GroupRequest) -> str:
    """A fresh link for the lead of an accepted group; empty for somebody who has a password."""
    _user, token = _invite(asked)
    return invitations.link(token) if token else ""


def forget_contacts(day: date) -> int:
    """What was told to reach those who asked is not kept; returns how many were forgotten."""
    old = GroupRequest.objects.filter(decided_on__lt=day - KEPT).exclude(contact_email="")
    return old.update(contact_name="", contact_email="", contact_phone="")


# Members ------------------------------------------------------------------------------------


def members(group: InitiativeGroup) -> QuerySet[GroupMember]:
    """Who speaks for the group, the lead first, with whether they have come in."""
    waits = invitations.is_waiting(OuterRef("user"))
    return group.memberships.select_related("user").annotate(is_invited=waits)


def invite(group: InitiativeGroup, email: str, *, name: str, language: str) -> Invited:
    """Invite a member. Raises invitations.Refused."""
    user, token = invitations.invite(email, side=GROUP, group=group, name=name, language=language)
    return Invited(str(user), invitations.link(token) if token else "")


@transaction.atomic
def let_go(member: GroupMember) -> None:
    """The person speaks for the group no longer; what was said in its name stays."""
    member.delete()


@transaction.atomic
def hand_over(group: InitiativeGroup, member: GroupMember) -> None:
    """Another member leads the group from now on."""
    group.memberships.update(is_lead=False)
    group.memberships.filter(pk=member.pk).update(is_lead=True)


def show_name(member: GroupMember, *, is_named: bool) -> None:
    """A member decides whether everybody may read the name."""
    member.is_named = is_named
    member.save(update_fields=["is_named"])
