"""Every signed checkpoint once more, in a file beside the database: it outlives a bad restore."""

import fcntl
import os
from pathlib import Path

from django.conf import settings

from oversight.log import notes


def path() -> Path:
    return settings.LOG_DIR / "anchor.txt"


def kept() -> list[str]:
    """The notes in the file, oldest first."""
    return notes.notes_in(path().read_text()) if path().exists() else []


def keep(note: str) -> None:
    """Add a note at the end once, whoever else does the same, and see it on the disk.

    What a power cut tore off in the middle of a note goes first.
    """
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        known = notes.notes_in(text)
        whole = "".join(f"{one}\n" for one in known)
        if whole != text:
            file.truncate(len(whole.encode()))
        if note not in known:
            file.write(f"{note}\n")
        file.flush()
        os.fsync(file.fileno())


def set_aside() -> None:
    """Put away the file of another database, so that a new log is not taken for a bad restore."""
    if path().exists():
        path().replace(path().with_name("anchor.other.txt"))
