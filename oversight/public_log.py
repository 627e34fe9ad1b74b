"""The public log: every public fact is an entry that outsiders can check without us.

Entries hold salted commitments, not words (ADR 0003), and are numbered when sealed, never at
insert: sequences hand out ids before commit and out of order, and a sealer that remembers "the
last id" would lose rows.
"""

import base64
import secrets
from collections.abc import Iterable
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


def append(
    kind: str,
    object_id: str,
    *,
    role: str,
    ref: str = "-",
    reason: str = "-",
    state: str = "",
    parts: list[Part] | None = None,
    named: Iterable[str] = (),
    day: date | None = None,
    promised: bool = False,
) -> LogEntry:
    """Write one fact into the log, inside the caller's transaction.

    `object_id` and `ref` are random public ids; `reason` is a code; `state` is told for reports
    that are held; `named` are part lines of earlier entries that this one is about; `promised`
    keeps a signed promise with the entry. Raises OutsideTransaction, and ValueError for an unknown
    kind or role or a word that does not fit on one line.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"public_log.append({kind!r}) needs a transaction")
    salted = [_salted(part) for part in parts or []]
    lines = [*(_part_line(part) for part in salted), *named]
    day = day or today()
    text = _entry(kind, object_id, role, ref, reason, state, day, lines)
    leaf = hashing.leaf(text.encode())
    return LogEntry.objects.create(
        kind=kind,
        object_id=object_id,
        text=text,
        leaf_hash=leaf,
        promise=_promise(leaf, day) if promised else "",
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


def _entry(
    kind: str,
    object_id: str,
    role: str,
    ref: str,
    reason: str,
    state: str,
    day: date,
    parts: list[str],
) -> str:
    """The fixed lines; anybody can rebuild them with printf."""
    if kind not in KINDS or role not in ROLES:
        raise ValueError(f"The public log knows no {kind!r} by {role!r}.")
    lines = [f"kind {kind}", f"object {object_id}", f"ref {ref}", f"role {role}"]
    lines += [f"day {day.isoformat()}", f"reason {reason}"]
    lines += [f"state {state}"] if state else []
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
