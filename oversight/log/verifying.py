"""The whole log checked from inside: texts, leaves, every checkpoint, keys, the file beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from oversight import public_log
from oversight.log import anchor, hashing, merkle, notes, sealing
from oversight.log.notes import BadNote
from oversight.models import Checkpoint, Installation, LogAlarm, LogEntry

NIGHTS = 7
_COLUMNS = ("index", "kind", "object_id", "text", "leaf_hash")


@dataclass
class Found:
    """How much was read, and what does not fit."""

    entries: int = 0
    checkpoints: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class Range:
    """A tree that grows leaf by leaf and can tell its root at every size."""

    peaks: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        size = 1
        while self.peaks and self.peaks[-1][0] == size:
            size, leaf = size * 2, merkle.node(self.peaks.pop()[1], leaf)
        self.peaks.append((size, leaf))

    @property
    def root(self) -> bytes:
        found = b""
        for _size, peak in reversed(self.peaks):
            found = merkle.node(peak, found) if found else peak
        return found or merkle.EMPTY


def verify() -> Found:
    """Read everything once, in the order of the log."""
    found = Found()
    found.problems += _anchor_problems()
    heads = {head.size: head for head in Checkpoint.objects.order_by("size")}
    tree, keys = Range(), _Keys()
    for index, kind, thing, text, leaf in _entries():
        if index != found.entries:
            found.problems.append(f"entry {found.entries} is missing")
            return found
        found.problems += _entry_problems(index, kind, thing, text, leaf)
        tree.add(bytes(leaf))
        found.entries += 1
        keys.note(kind, text)
        if found.entries in heads:
            found.problems += _head_problems(heads.pop(found.entries), tree.root, keys)
            found.checkpoints += 1
    found.problems += [f"checkpoint {size} is longer than the log" for size in heads]
    return found


def watch(day: date) -> list[str]:
    """A seventh of the log each night, all of it each week; what does not fit freezes the log.

    The seal reckons only with leaves; here each is compared with the words it was made of.
    """
    problems = [*_share_problems(day.weekday()), *_anchor_problems()]
    if problems:
        sealing.raise_alarm(LogAlarm.REWRITTEN)
    elif not Installation.current().log_is_frozen:
        Installation.note(log_verified_on=day)
    return problems


def _share_problems(night: int) -> list[str]:
    count = LogEntry.objects.sealed().count()
    start, end = count * night // NIGHTS, count * (night + 1) // NIGHTS
    rows = LogEntry.objects.filter(index__gte=start, index__lt=end).order_by("index")
    problems = []
    for row in rows.values_list(*_COLUMNS).iterator():
        problems += _entry_problems(*row)
    for head in Checkpoint.objects.filter(size__gt=start, size__lte=end):
        problems += _note_problems(head)
    return problems


def _entries() -> Iterator[tuple[int, str, str, str, bytes]]:
    rows = LogEntry.objects.sealed().order_by("index")
    return rows.values_list(*_COLUMNS).iterator(chunk_size=5_000)


def _entry_problems(index: int, kind: str, thing: str, text: str, leaf: bytes) -> list[str]:
    """The words are those that were hashed, and what they are found by says the same."""
    if hashing.leaf(text.encode()) != bytes(leaf):
        return [f"entry {index} is not what was hashed"]
    if not text.startswith(f"{public_log.VERSION}\nkind {kind}\nobject {thing}\n"):
        return [f"entry {index} is kept under another kind or object than it names"]
    return []


@dataclass
class _Keys:
    """Which key signs: the first one is believed, each next one must stand in the log before."""

    current: str = ""
    named: list[str] = field(default_factory=list)

    def note(self, kind: str, text: str) -> None:
        if kind == "key.rotated":
            self.named.append(LogEntry(text=text).word("reason"))

    def may_sign(self, key: str) -> bool:
        """A key named in the log may take over; the head that holds its name is the old one's."""
        if key == self.current:
            return True
        if not self.current or key in self.named:
            self.current, self.named = key, []
            return True
        return False


def _note_problems(head: Checkpoint) -> list[str]:
    """A checkpoint by itself: whether its note is signed and says what its row says."""
    try:
        said = notes.head(notes.opened(head.note, head.key))
    except BadNote as bad:
        return [f"checkpoint {head.size}: {bad}"]
    if (said.size, said.root) != (head.size, bytes(head.root)):
        return [f"checkpoint {head.size} does not fit the entries"]
    return []


def _head_problems(head: Checkpoint, root: bytes, keys: _Keys) -> list[str]:
    problems = _note_problems(head)
    if problems:
        return problems
    if bytes(head.root) != root:
        problems.append(f"checkpoint {head.size} does not fit the entries")
    if not keys.may_sign(head.key):
        problems.append(f"checkpoint {head.size} is signed by a key that the log does not name")
    return problems


def _anchor_problems() -> list[str]:
    kept = anchor.kept()  # first: a seal writes into the database before it writes here
    known = set(Checkpoint.objects.values_list("note", flat=True))
    return [
        f"a checkpoint kept beside the database is not in it: {notes.head_of(note).size} entries"
        for note in kept
        if note not in known
    ]
