"""What a restored backup brought back that was erased, and what it could not bring back."""

from collections.abc import Iterable
from pathlib import Path

from oversight.models import LogEntry
from reports.models import Photo, Reply, Report, Verdict
from reports.removals import erasure, scrub

_CONTENT = {
    "report.filed": Report,
    "photo.added": Photo,
    "reply.added": Reply,
    "claim.made": Reply,
    "verdict.given": Verdict,
}


def entries_in(folder: Path) -> list[str]:
    """The published entries of a folder that the auditor saved, in order."""
    texts: list[str] = []
    for path in sorted(folder.glob("entries-*.txt")):
        pieces = path.read_text().split("\n\n")
        texts += [f"{piece}\n" for piece in pieces if piece]
    return texts


def lost(entries: Iterable[LogEntry]) -> list[str]:
    """The things of these entries whose rows are not there."""
    gone = []
    for entry in entries:
        kind = _CONTENT.get(entry.kind)
        if kind and not kind.objects.filter(public_id=entry.object_id).exists():
            gone.append(entry.object_id)
    return list(dict.fromkeys(gone))


def erase_again() -> int:
    """Everything that was erased once: by the list beside the database, and by the log itself."""
    wanted = [line.split() for line in scrub.remembered()]
    for entry in LogEntry.objects.filter(kind="part.erased"):
        wanted.append([entry.object_id, entry.word("reason"), entry.word("role")])
    return sum(erasure.replay(*one) for one in wanted)
