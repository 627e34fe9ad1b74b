"""The two keys of the public log: one signs promises, and only the sealer reads the other."""

import hmac
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from oversight.log.notes import Signer

SEED_BYTES = 32


class NoKey(Exception):
    """The key file is missing, closed to this process, or no key."""


def host() -> str:
    return urlsplit(settings.SITE_URL).netloc


def origin() -> str:
    """The name of this log. A new epoch, begun after a loss, has a new one."""
    return f"{host()}/log/{settings.LOG_EPOCH}"


def head() -> Signer:
    """The key that signs checkpoints. Raises NoKey."""
    try:
        seed = settings.LOG_KEY_FILE.read_bytes()
    except OSError as error:
        raise NoKey(type(error).__name__) from error
    if len(seed) != SEED_BYTES:
        raise NoKey("not 32 bytes")
    return Signer(origin(), seed)


def receipt() -> Signer:
    """The key that signs what is promised with a receipt."""
    return _receipt(host(), settings.RECEIPT_KEY)


@cache
def _receipt(name: str, secret: bytes) -> Signer:
    return Signer(f"{name}/receipt", hmac.digest(secret, b"promise/1", "sha256"))
