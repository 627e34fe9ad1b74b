"""Who works for which office: invited by colleagues or by the office above, and let go again."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from oversight import access, invitations
from oversight.models import Appointment, Office, Posting, User
from oversight.signin import SECOND_FACTORS


@dataclass(frozen=True)
class Invited:
    """Somebody who may come in now; the link is shown once, and empty where it is not needed."""

    name: str
    link: str


Refused = invitations.Refused


def offices_in_charge(user: User) -> QuerySet[Office]:
    """The offices whose people this user invites and lets go: the own ones and those below."""
    mine = access.offices_of(user)
    below = Q(supervisor__in=mine) | Q(supervisor__supervisor__in=mine)
    return Office.objects.filter(Q(pk__in=mine) | below)


def postings(user: User) -> QuerySet[Posting]:
    """The people of those offices, with whether they have come in and what they sign in with."""
    factors = User.objects.filter(
        pk=OuterRef("appointment__user"), authenticator__type__in=SECOND_FACTORS
    )
    waits = invitations.is_waiting(OuterRef("appointment__user"))
    return (
        Posting.objects.filter(office__in=offices_in_charge(user))
        .select_related("appointment__user", "office")
        .annotate(is_enrolled=Exists(factors), is_invited=waits)
        .order_by("office", "pk")
    )


def invite(email: str, *, office: Office, name: str, language: str) -> Invited:
    """Invite a colleague to the office. Raises Refused."""
    user, token = invitations.invite(
        email, side=Appointment.Side.OFFICE, offices=[office], name=name, language=language
    )
    return Invited(str(user), invitations.link(token) if token else "")


def invite_again(posting: Posting) -> Invited:
    """A fresh link for somebody who never came in; the older one is dead. Raises Refused."""
    user = posting.appointment.user
    return invite(user.email, office=posting.office, name=user.name, language=user.language)


@transaction.atomic
def let_go(posting: Posting) -> None:
    """The person works for this office no longer; what they did stays."""
    posting.delete()
