"""The seal: what waits is numbered under one lock, the root is signed, the past is checked first.

History that does not fit what was signed is never signed over: the log freezes, every page says
so, and the operators are told.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from oversight import jobs, public_log
from oversight.calendar import today
from oversight.log import anchor, hashing, keyring, merkle, notes
from oversight.log.notes import Head
from oversight.models import Checkpoint, Installation, LogAlarm, LogEntry, LogTile

LOCK = 0x6F766C6F67  # one number for all sealers of a PostgreSQL
ENOUGH = 5  # leaves that together tell nothing of when one of them came
PATIENCE = timedelta(hours=20)  # the oldest leaf waits no longer than this and the spread
SPREAD = timedelta(hours=3)  # blurs when a lonely one came
WIDTH = LogTile.WIDTH

_NUMBER = """
UPDATE oversight_logentry SET "index" = numbered.place FROM (
    SELECT id, %s - 1 + ROW_NUMBER() OVER (ORDER BY id) AS place
    FROM oversight_logentry WHERE "index" IS NULL
) AS numbered WHERE oversight_logentry.id = numbered.id
"""


class Frozen(Exception):
    """History does not fit what was signed; `alarm` says how."""

    def __init__(self, alarm: str) -> None:
        super().__init__(alarm)
        self.alarm = alarm


@dataclass
class Tree:
    """A tree as far as its next leaf needs to know it: roots of whole tiles, and the rest."""

    tiles: list[bytes]
    rest: list[bytes]

    @property
    def size(self) -> int:
        return len(self.tiles) * WIDTH + len(self.rest)

    @property
    def root(self) -> bytes:
        return merkle.root([*self.tiles, merkle.root(self.rest)] if self.rest else self.tiles)

    def add(self, leaf: bytes) -> None:
        self.rest.append(bytes(leaf))
        if len(self.rest) == WIDTH:
            self.tiles.append(merkle.root(self.rest))
            self.rest = []


def seal(*, at_once: bool = False) -> Checkpoint | None:
    """Sign a new checkpoint when enough waits; None when nothing is due or the log is frozen.

    Without its key the log is not sealed either: that is told, and mends itself.
    """
    if Installation.current().log_is_frozen:
        return None
    try:
        key = keyring.head()
        tree = check_prefix()
        checkpoint = _seal(tree, key) if _is_due(at_once) else None
    except keyring.NoKey:
        raise_alarm(LogAlarm.NO_KEY)
        return None
    except Frozen as frozen:
        raise_alarm(frozen.alarm)
        return None
    if Installation.current().log_alarm:
        Installation.note(log_alarm="")
    return checkpoint


def check_prefix() -> Tree:
    """What was sealed, reckoned anew from the stored leaves. Raises Frozen when it does not fit
    the last signed checkpoint, or the checkpoints kept beside the database."""
    last = public_log.latest_checkpoint()
    try:
        _check_anchor(last)
        return _fitting(_tree(), last)
    except Frozen:
        if public_log.latest_checkpoint() == last:
            raise
    # Another sealer was quicker while this one was reading: half of it was older than the rest.
    return check_prefix()


def _tree() -> Tree:
    tree = Tree([], [])
    for index, leaf in _leaves():
        if index != tree.size:
            raise Frozen(LogAlarm.REWRITTEN)
        tree.add(leaf)
    return tree


def _fitting(tree: Tree, last: Checkpoint | None) -> Tree:
    if not _fits(tree, last):
        raise Frozen(LogAlarm.REWRITTEN)
    return tree


def _fits(tree: Tree, last: Checkpoint | None) -> bool:
    if last is None:
        return tree.size == 0
    tiles = LogTile.objects.order_by("number").values_list("root", flat=True)
    signed = notes.head_of(last.note)
    return (signed.size, signed.root) == (tree.size, tree.root) == (
        last.size,
        bytes(last.root),
    ) and [bytes(root) for root in tiles] == tree.tiles


def _leaves() -> Iterator[tuple[int, bytes]]:
    rows = LogEntry.objects.sealed().order_by("index").values_list("index", "leaf_hash")
    return rows.iterator(chunk_size=10_000)


def _check_anchor(last: Checkpoint | None) -> None:
    """The file must be a beginning of what the database signed; what it lacks is added."""
    known = anchor.kept()
    if known and (last is None or notes.head_of(known[-1]).size > last.size):
        raise Frozen(LogAlarm.BEHIND)
    after = notes.head_of(known[-1]).size if known else 0
    if known and not Checkpoint.objects.filter(size=after, note=known[-1]).exists():
        raise Frozen(LogAlarm.REWRITTEN)
    for checkpoint in Checkpoint.objects.filter(size__gt=after).order_by("size"):
        anchor.keep(checkpoint.note)


def _is_due(at_once: bool) -> bool:
    """Whether enough waits, or long enough: so that no head tells when one thing came."""
    waiting = LogEntry.objects.waiting().count()
    if at_once or waiting >= ENOUGH:
        return waiting > 0
    due_at = Installation.current().log_due_at
    if waiting and due_at is None:
        Installation.note(log_due_at=timezone.now() + PATIENCE + SPREAD * random.random())
    elif not waiting and due_at:
        Installation.note(log_due_at=None)
    return bool(waiting and due_at and due_at <= timezone.now())


def _seal(tree: Tree, key: notes.Signer) -> Checkpoint | None:
    """Number what waits and sign; the anchor follows, and if it cannot, the next seal does it."""
    with transaction.atomic():
        _lock()
        last = public_log.latest_checkpoint()
        if (last.size if last else 0) != tree.size:
            return None
        whole, before = len(tree.tiles), tree.size
        _number(before)
        for text, leaf in _new(before):
            if hashing.leaf(text.encode()) != bytes(leaf):
                raise Frozen(LogAlarm.REWRITTEN)
            tree.add(leaf)
        if tree.size == before:
            return None
        LogTile.objects.bulk_create(
            LogTile(number=number, root=root)
            for number, root in enumerate(tree.tiles[whole:], start=whole)
        )
        checkpoint = _sign(tree, key)
        Installation.note(log_due_at=None)
    anchor.keep(checkpoint.note)
    return checkpoint


def _lock() -> None:
    """One sealer at a time. SQLite has its lock already: its transactions begin with it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _number(start: int) -> None:
    # Numbers are given here, not at insert: sequences hand out ids before commit and out of order,
    # and a sealer that remembers "the last id" would lose rows.
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, [start])


def _new(start: int) -> Iterator[tuple[str, bytes]]:
    rows = LogEntry.objects.filter(index__gte=start).order_by("index")
    return rows.values_list("text", "leaf_hash").iterator(chunk_size=2_000)


def _sign(tree: Tree, key: notes.Signer) -> Checkpoint:
    head = Head(key.name, tree.size, tree.root)
    return Checkpoint.objects.create(
        size=tree.size,
        root=tree.root,
        note=key.sign(head.text),
        key=key.public,
        sealed_on=today(),
    )


def raise_alarm(alarm: str) -> None:
    """Note why the log is not sealed, and let the operators know of it once."""
    if Installation.current().log_alarm != alarm:
        with transaction.atomic():
            Installation.note(log_alarm=alarm)
            jobs.put_again("tell_log_alarm", list(LogAlarm).index(LogAlarm(alarm)))
