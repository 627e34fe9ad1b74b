"""Every signed checkpoint once more, in a file beside the database: it outlives a bad restore."""

import os
from pathlib import Path

from django.conf import settings

from oversight import notes


def path() -> Path:
    return settings.LOG_DIR / "anchor.txt"


def kept() -> list[str]:
    """The notes in the file, oldest first."""
    return notes.notes_in(path().read_text()) if path().exists() else []


def keep(note: str) -> None:
    """Add a note at the end, and see it on the disk."""
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a") as file:
        file.write(f"{note}\n")
        file.flush()
        os.fsync(file.fileno())
