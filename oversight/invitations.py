"""Invitations: the only way to an account. Each is a link that works once, for two days."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from oversight.models import Appointment, InitiativeGroup, Invitation, Office, User

LIFETIME = timedelta(hours=48)
GROUP = "group"  # the side of those who speak for a group: they have no appointment


class Refused(Exception):
    """Nobody is invited; the message says why in one sentence."""


@transaction.atomic
def invite(
    email: str,
    *,
    side: str,
    offices: Iterable[Office] = (),
    group: InitiativeGroup | None = None,
    name: str = "",
    language: str = "kk",
) -> tuple[User, str]:
    """Make or extend an account; returns the user and the token of the link.

    The token is empty for somebody who has chosen a password before. A newer link closes the
    older ones. One person stands on one side: raises Refused for an e-mail of another one.
    """
    _require_address(email)
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, name=name, language=language)
        _appoint(user, side)
    _require_side(user, side)
    for office in offices:
        user.appointment.postings.get_or_create(office=office)
    if group:
        group.memberships.get_or_create(user=user)
    return user, _new_token(user)


def _require_address(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refused(f"{email} is not an e-mail address.") from None


def _appoint(user: User, side: str) -> None:
    if side == GROUP:
        return
    Appointment.objects.create(user=user, side=side)
    # Django asks this flag whether somebody may use its admin to the full.
    user.is_superuser = side == Appointment.Side.OPERATOR
    user.save(update_fields=["is_superuser"])


def _require_side(user: User, side: str) -> None:
    stands = user.side or GROUP
    if stands != side:
        raise Refused(
            f"{user.email} stands on another side ({stands}): one person is never on two."
        )
    if not user.is_active:
        raise Refused(f"The account of {user.email} is closed.")


def _new_token(user: User) -> str:
    if user.has_usable_password():
        return ""
    now = timezone.now()
    user.invitations.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    user.invitations.create(token_hash=Invitation.fingerprint(token), expires_at=now + LIFETIME)
    return token


def link(token: str) -> str:
    """The address to hand over.

    The token stands in the path because the page must work without JavaScript, which alone could
    read it behind a `#`. It leaks nowhere from there: the page is no-store and sends no referrer,
    the server logs no addresses, and the link is dead once it has been used.
    """
    return settings.SITE_URL + reverse("invitation", args=[token])


def find(token: str) -> Invitation | None:
    """The invitation of this link while it can be used: used, old and unknown look alike."""
    found = Invitation.objects.select_related("user__appointment")
    invitation = found.filter(token_hash=Invitation.fingerprint(token)).first()
    return invitation if invitation and invitation.is_open() and invitation.user.is_active else None


def is_waiting(user: OuterRef) -> Q:
    """Whether that person was invited and has come in by none of the links."""
    links = Invitation.objects.filter(user=user)
    return Exists(links) & ~Exists(links.exclude(used_at=None))


@transaction.atomic
def accept(invitation: Invitation, password: str) -> bool:
    """Use the link up and set the password; False when somebody was quicker."""
    now = timezone.now()
    fresh = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=now)
    if not fresh.update(used_at=now):
        return False
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    return True
