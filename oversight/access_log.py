"""Who opened or changed what behind the sign-in: for operators, and for the other moderators."""

from django.db.models import QuerySet

from oversight.models import AccessEntry, User

Deed = AccessEntry.Deed


def note(user: User, deed: str, path: str = "", status: int = 0) -> None:
    """Write one deed down; an address longer than any of ours is cut."""
    AccessEntry.objects.create(user=user, deed=deed, path=path[:200], status=status)


def has_signed_in(user: User) -> bool:
    """Whether the user came in before."""
    return user.deeds.filter(deed=Deed.SIGNED_IN).exists()


def reads_of_held() -> QuerySet[AccessEntry]:
    """Who opened reports that only moderators may know of, newest first."""
    return AccessEntry.objects.filter(deed=Deed.READ_HELD).select_related("user")
