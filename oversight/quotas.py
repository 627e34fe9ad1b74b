"""How much a reader of open data may take in a minute: by its key, or with all who have none.

Nobody's address is counted: a whole village shares one. Readers without a key share the limit of
each web process, counted in its memory, so that reading never writes.
"""

import hashlib
import secrets
import threading
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F

from oversight.calendar import today
from oversight.models import ApiKey, ApiUse

MINUTE = 60


class UnknownKey(Exception):
    """No such key, or one that was ended."""


@dataclass(frozen=True)
class Quota:
    """What a minute holds, what is left of it, and the seconds until the next one."""

    limit: int
    remaining: int
    seconds: int

    @property
    def is_spent(self) -> bool:
        return self.remaining < 0


@dataclass
class _Shared:
    """The count of this process for everybody without a key."""

    minute: int = 0
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, minute: int) -> int:
        with self.lock:
            self.count = self.count + 1 if minute == self.minute else 1
            self.minute = minute
            return self.count


_shared = _Shared()


def give(name: str, contact: str, per_minute: int) -> str:
    """A new key, told this once."""
    key = secrets.token_urlsafe(24)
    ApiKey.objects.create(
        name=name, contact=contact, per_minute=per_minute, digest=_digest(key), made_on=today()
    )
    return key


def take(key: str, at: float) -> Quota:
    """Count one request at that second. Raises UnknownKey."""
    minute, second = divmod(int(at), MINUTE)
    if key:
        limit, count = _count(key, minute)
    else:
        limit, count = settings.API_OPEN_PER_MINUTE, _shared.add(minute)
    return Quota(limit, limit - count, MINUTE - second)


@transaction.atomic
def _count(key: str, minute: int) -> tuple[int, int]:
    reader = ApiKey.objects.filter(digest=_digest(key), ended_on=None).first()
    if reader is None:
        raise UnknownKey
    use, is_new = ApiUse.objects.get_or_create(key=reader, minute=minute)
    ApiUse.objects.filter(pk=use.pk).update(count=F("count") + 1)
    if is_new:
        reader.uses.filter(minute__lt=minute).delete()
    use.refresh_from_db(fields=["count"])
    return reader.per_minute, use.count


def _digest(key: str) -> str:
    # The key has 192 random bits: a fast hash is enough.
    return hashlib.sha256(key.encode()).hexdigest()
