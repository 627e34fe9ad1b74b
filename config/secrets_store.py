"""Keys that a first run on one machine makes for itself and keeps."""

import os
import secrets
from pathlib import Path


def kept(path: Path) -> bytes:
    """The 32 bytes in the file, made at the first call with mode 0600.

    Two processes starting at once agree: the file appears whole or not at all.
    """
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
