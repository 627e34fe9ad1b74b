"""The public log: every public fact is an entry that outsiders can check without us.

Entries hold salted commitments, not words (ADR 0003), and are numbered when sealed, never at
insert: sequences hand out ids before commit and out of order, and a sealer that remembers "the
last id" would lose rows.
"""

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from oversight.calendar import today
from oversight.log import hashing, keyring
from oversight.models.log import Checkpoint, LogEntry

VERSION = "oversight-entry/1"
PROMISE = "oversight-promise/1"

KINDS = frozenset(
    [
        *("report.filed", "report.published", "report.refused", "report.withdrawn"),
        *("report.forwarded", "report.extended", "photo.added", "document.added"),
        "statement.added",
        *("reply.added", "claim.made"),
        *("verdict.given", "confirmation.added", "part.hidden", "part.shown", "part.erased"),
        *("appeal.filed", "appeal.decided", "figure.changed", "key.rotated", "note.operator"),
    ]
)
ROLES = frozenset(["citizen", "office", "supervisor", "group", "moderator", "operator", "system"])


class OutsideTransaction(Exception):
    """A fact and its entry are saved together or not at all."""


@dataclass(frozen=True)
class Part:
    """A value that an entry commits to; a citizen's parts bring the salt made from the code."""

    name: str
    value: bytes
    salt: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What an entry says.

    `object_id` and `ref` are random public ids; `reason` is a code; `state` is told for reports
    that are held; `named` are part lines of earlier entries that this one is about; `promised`
    keeps a signed promise with the entry.
    """

    kind: str
    object_id: str
    role: str
    ref: str = "-"
    reason: str = "-"
    state: str = ""
    parts: Sequence[Part] = ()
    named: Iterable[str] = ()
    day: date | None = None
    promised: bool = False


def append(kind: str, object_id: str, **said: object) -> LogEntry:
    """Write one fact into the log, inside the caller's transaction; `said` is as in Fact.

    Raises OutsideTransaction, and ValueError for an unknown kind or role or a word that does not
    fit on one line.
    """
    return append_many([Fact(kind=kind, object_id=object_id, **said)])[0]


def append_many(facts: Iterable[Fact]) -> list[LogEntry]:
    """The same for many facts, in their order, in one insert."""
    entries = [_entry(fact) for fact in facts]
    if entries and not connection.in_atomic_block:
        raise OutsideTransaction(f"The fact {entries[0].kind!r} needs a transaction")
    return LogEntry.objects.bulk_create(entries)


def parts(values: Mapping[str, str]) -> list[Part]:
    """What is committed to of these words, by name; blank ones are left out."""
    return [Part(name, value.encode()) for name, value in values.items() if value]


def _entry(fact: Fact) -> LogEntry:
    salted = [_salted(part) for part in fact.parts]
    day = fact.day or today()
    text = _text(fact, day, [*(_part_line(part) for part in salted), *fact.named])
    leaf = hashing.leaf(text.encode())
    return LogEntry(
        kind=fact.kind,
        object_id=fact.object_id,
        text=text,
        leaf_hash=leaf,
        promise=_promise(leaf, day) if fact.promised else "",
        salts={part.name: part.salt.hex() for part in salted},
    )


def _promise(leaf: bytes, day: date) -> str:
    """What the filer takes home: signed evidence, should the entry never reach the tree."""
    lines = [PROMISE, keyring.origin(), base64.b64encode(leaf).decode(), day.isoformat()]
    return keyring.receipt().sign("\n".join([*lines, "in the tree within 24 h", ""]))


def promise_of(object_id: str) -> str:
    """The promise signed when the thing was filed; empty for things that got none."""
    filed = LogEntry.objects.filter(object_id=object_id).exclude(promise="")
    return filed.values_list("promise", flat=True).first() or ""


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed head, which every digest carries at its foot; none before the first."""
    return Checkpoint.objects.first()


def _salted(part: Part) -> Part:
    return Part(part.name, part.value, part.salt or secrets.token_bytes(hashing.SALT_BYTES))


def _part_line(part: Part) -> str:
    commitment = hashing.commitment(part.salt, part.name, part.value)
    return f"part {part.name} {base64.b64encode(commitment).decode()}"


def _text(fact: Fact, day: date, parts: list[str]) -> str:
    """The fixed lines; anybody can rebuild them with printf."""
    if fact.kind not in KINDS or fact.role not in ROLES:
        raise ValueError(f"The public log knows no {fact.kind!r} by {fact.role!r}.")
    lines = [f"kind {fact.kind}", f"object {fact.object_id}", f"ref {fact.ref}"]
    lines += [f"role {fact.role}", f"day {day.isoformat()}", f"reason {fact.reason}"]
    lines += [f"state {fact.state}"] if fact.state else []
    lines += parts
    for line in lines:
        if len(line.split(" ")) != (3 if line.startswith("part ") else 2) or "\n" in line:
            raise ValueError(f"Not one line of words: {line!r}")
    return "\n".join([VERSION, *lines, ""])


def part_lines(entry: LogEntry, names: Iterable[str] | None = None) -> list[str]:
    """The entry's part lines, all or some: how a later entry says what it is about."""
    wanted = None if names is None else set(names)
    lines = [line for line in entry.text.splitlines() if line.startswith("part ")]
    return [line for line in lines if wanted is None or line.split(" ")[1] in wanted]


def lines_of(object_id: str, names: Iterable[str] | None = None) -> list[str]:
    """What was ever committed to of a thing, each part line once."""
    facts = LogEntry.objects.filter(object_id=object_id).exclude(kind__startswith="part.")
    return [line for entry in facts.order_by("pk") for line in part_lines(entry, names)]
