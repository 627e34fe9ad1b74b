"""After a restored backup: what was published since is taken back from its published entries.

Nothing is believed because somebody brought it: the entries must lead to the last checkpoint that
was kept beside the database, and that must be signed by our key.
"""

import shutil
from collections.abc import Iterable
from hashlib import sha256

from django.db import connection, transaction

from oversight import ids, public_log
from oversight.calendar import today
from oversight.log import anchor, hashing, keyring, merkle, notes, sealing
from oversight.models import Checkpoint, Installation, LogEntry, LogTile

LOST = "lost_in_restore"


class Refused(Exception):
    """What was brought does not fit what was signed; nothing is changed."""


@transaction.atomic
def take_back(texts: list[str]) -> list[LogEntry]:
    """Put back the sealed entries that the backup lacks, from all published entries in order.

    Returns those that were missing. Raises Refused.
    """
    kept = anchor.kept()
    if not kept:
        raise Refused("no checkpoint is kept beside the database")
    head = _believed(kept[-1])
    leaves = [hashing.leaf(text.encode()) for text in texts]
    if len(leaves) < head.size:
        raise Refused(f"{len(leaves)} entries were brought, {head.size} were signed")
    if merkle.root(leaves[: head.size]) != head.root:
        raise Refused("the entries do not lead to the signed root")
    size = LogEntry.objects.sealed().count()
    missing = _put_back(size, texts[size : head.size], leaves[size : head.size])
    _put_back_tiles(leaves[: head.size])
    _put_back_heads(kept)
    Installation.note(log_alarm="")
    return missing


def _believed(note: str) -> notes.Head:
    try:
        return notes.head(notes.opened(note, keyring.head().public))
    except notes.BadNote as bad:
        raise Refused(f"the checkpoint beside the database: {bad}") from None


def _put_back(start: int, texts: list[str], leaves: list[bytes]) -> list[LogEntry]:
    """An entry that the backup holds unsealed gets its number; one that it lacks is inserted."""
    missing = []
    for index, (text, leaf) in enumerate(zip(texts, leaves, strict=True), start=start):
        waiting = LogEntry.objects.waiting().filter(leaf_hash=leaf).first()
        if waiting:
            with connection.cursor() as cursor:
                cursor.execute(
                    'UPDATE oversight_logentry SET "index" = %s WHERE id = %s', [index, waiting.pk]
                )
        else:
            entry = LogEntry(index=index, text=text, leaf_hash=leaf)
            entry.kind, entry.object_id = entry.word("kind"), entry.word("object")
            entry.save()
            missing.append(entry)
    return missing


def _put_back_tiles(leaves: list[bytes]) -> None:
    width = LogTile.WIDTH
    for number in range(LogTile.objects.count(), len(leaves) // width):
        root = merkle.root(leaves[number * width : (number + 1) * width])
        LogTile.objects.create(number=number, root=root)


def _put_back_heads(kept: list[str]) -> None:
    known = set(Checkpoint.objects.values_list("size", flat=True))
    for note in kept:
        head = notes.head_of(note)
        if head.size not in known:
            Checkpoint.objects.create(
                size=head.size,
                root=head.root,
                note=note,
                key=keyring.head().public,
                sealed_on=today(),
            )


@transaction.atomic
def tell_lost(object_ids: Iterable[str]) -> None:
    """Say of each thing whose content did not come back that it was lost, and not hidden."""
    for object_id in object_ids:
        public_log.append(
            "note.operator", ids.public_id(), role="operator", ref=object_id, reason=LOST
        )


def begin_anew() -> None:
    """When the entries are gone too: a log of a new name, whose first entry fixes the last head.

    LOG_EPOCH has been raised before. The old checkpoints stay in a file beside the new one.
    """
    kept = anchor.kept()
    if kept and notes.head_of(kept[-1]).origin == keyring.origin():
        raise Refused("raise LOG_EPOCH first: the new log needs a new name")
    last = sha256(kept[-1].encode()).hexdigest() if kept else "-"
    with transaction.atomic():
        public_log.append("note.operator", ids.public_id(), role="operator", reason=last)
        Installation.note(log_alarm="")
    if kept:
        shutil.move(anchor.path(), anchor.path().with_name(f"anchor-before-{last[:8]}.txt"))
    sealing.seal(at_once=True)
