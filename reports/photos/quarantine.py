"""Files as they came, before anybody trusts them: outside the web root, under random names.

A file is written beside its place, forced to disk and renamed, so that a row never names a
file that is not whole.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.conf import settings

from oversight.calendar import ONE_DAY, midnight, today


class TooLarge(Exception):
    """More bytes than a photo may have."""


def keep(chunks: Iterable[bytes], limit: int) -> tuple[str, int, str]:
    """Store a whole file. Returns its random name, its length and its SHA-256 in hex.

    Raises TooLarge, and leaves nothing behind when it raises.
    """
    name = secrets.token_hex(16)
    path = path_of(name)
    digest, length = hashlib.sha256(), 0
    try:
        with _open(path, os.O_CREAT | os.O_EXCL) as file:
            for chunk in chunks:
                length += len(chunk)
                if length > limit:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            _force(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name, length, digest.hexdigest()


def extend(name: str, offset: int, piece: bytes) -> None:
    """Write a piece at its offset; a repeated piece overwrites itself, the first makes the file."""
    with _open(path_of(name), os.O_CREAT) as file:
        file.seek(offset)
        file.write(piece)
        _force(file)


def sha256(name: str) -> str:
    with path_of(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def length(name: str) -> int:
    return path_of(name).stat().st_size


def move(name: str, to: str) -> None:
    """Give a file another name; what had that name before is replaced."""
    path_of(name).replace(path_of(to))


def link(name: str) -> str:
    """A second, random name for the same file. Returns it."""
    other = secrets.token_hex(16)
    path_of(other).hardlink_to(path_of(name))
    return other


def head(name: str, length: int = 64) -> bytes:
    """The first bytes, for sniffing."""
    with path_of(name).open("rb") as file:
        return file.read(length)


def drop(name: str) -> None:
    """Delete the original; asking twice does no harm."""
    if name:
        path_of(name).unlink(missing_ok=True)


def sweep(older_than: float = 72 * 3600, names: str = "*") -> int:
    """Delete originals nobody came back for, of those names only; returns how many."""
    edge = time.time() - older_than
    old = [path for path in settings.QUARANTINE_DIR.glob(names) if path.stat().st_mtime < edge]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def path_of(name: str) -> Path:
    return settings.QUARANTINE_DIR / name


def _open(path: Path, flags: int) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | flags, 0o600), "r+b")


def _force(file: IO[bytes]) -> None:
    """Onto the disk, dated by the end of its day: when somebody sent it is nobody's business."""
    file.flush()
    day = midnight(today() + ONE_DAY).timestamp()
    os.utime(file.fileno(), (day, day))
    os.fsync(file.fileno())
