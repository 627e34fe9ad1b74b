#!/usr/bin/env python3
"""Checks the public log of a Baqylau site from outside. One file, Python 3.9 or newer, no other.

    python3 audit.py https://site --state heads.txt      the whole log, again and again
    python3 audit.py FOLDER --state heads.txt            the same from files saved with --save
    python3 audit.py --proof FILE --key KEY [--code CODE --part text=words.txt]
                                                         one proof, offline
    python3 audit.py https://site --promise FILE         was a promise kept?

It answers with a report and a number: 0 all fits; 10 history was rewritten; 20 something is missing
without a reason, or shown without being in the log; 30 a promise was broken; 40 the site cannot be
reached; 2 what you gave cannot be used.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import datetime
import decimal
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request

FITS, UNUSABLE, REWRITTEN, MISSING, BROKEN, UNREACHED = 0, 2, 10, 20, 30, 40
PIECE = 1024
TRIES = 20  # a site that is asked too much says when to come back
ENTRY = "oversight-entry/1"
PROMISE = "oversight-promise/1"
PROOF = "c2sp.org/tlog-proof@v1"
STATE = "oversight-state/2"
FIRST_STATE = "oversight-state/1"  # before it kept what was awaited
LOST = "lost_in_restore"
HELD_DAYS = 14
# What the words of a report consist of: with them gone, the report is.
WORDS = ("text", "answers", "orig1", "orig2", "orig3", "orig4", "orig5", "orig6")
# The days of a report on which its state may have changed.
DAYS = ("public_on", "answered_on", "claimed_on", "decided_on", "withdrawn_on")
# What hangs on a report or an answer: the kinds of its entries by where the site lists it.
HANGING = {
    "reply.added": "replies",
    "claim.made": "replies",
    "verdict.given": "verdicts",
    "report.extended": "due_changes",
    "report.forwarded": "forwardings",
    "photo.added": "photos",
}
# The day that is shown beside each.
SHOWN_ON = {
    "replies": "replied_on",
    "verdicts": "given_on",
    "due_changes": "changed_on",
    "forwardings": "forwarded_on",
}
WHY = "why"  # the reason of a hiding in words
# What is compared of a report that is no part of an entry.
DUE, SEE = "the day of the answer", "the number who see"
# Another wording of an answer that was given before.
REWORDED = ("corrected", "masked", "unmasked")
# And of a report's own words, of which a moderator covered some, or showed them again.
REWORDED_REPORT = ("report_masked", "report_unmasked")
OF_DECISIONS = {"report.published": "open", "report.refused": "refused", "claim.made": "claimed"}
OF_VERDICTS = {
    "done": "resolved",
    "not_done": "disputed",
    "taken_back": "claimed",
    "unopposed": "closed_unopposed",
}
# Rows restated from elsewhere, as their entries call them.
ROWS = (
    *("akim", "amend", "deal", "edition", "firm", "fund", "group", "name", "norm", "office"),
    *("outline", "paid", "people", "prog", "progress", "pupils", "record", "source", "step"),
    *("subsidy", "unit", "vote", "votes", "work", "year"),
)
# What takes something from view at once, though its entry waits for the seal.
AT_ONCE = ("part.hidden", "part.erased", "report.withdrawn")
# What this program knows how to read: kinds, and of notes and figures each reason by itself.
KNOWN = {
    *("report.filed", "report.published", "report.refused", "report.withdrawn"),
    *("report.forwarded", "report.extended", "photo.added", "document.added", "statement.added"),
    *("reply.added", "claim.made", "verdict.given", "confirmation.added", "part.hidden"),
    *("part.shown", "part.erased", "appeal.filed", "appeal.decided", "key.rotated"),
    *("figure.changed -", "figure.changed pledge_entered"),
    *("figure.changed budget_entered", "figure.changed budget_changed"),
    *("figure.changed machine_entered", "figure.changed holding_entered"),
    *("figure.changed hire_entered", "figure.changed row_removed"),
    *(f"figure.changed {row}_stated" for row in ROWS),
    *("note.operator document_added", "note.operator document_corrected"),
    "note.operator report_joined",
    *("note.operator work_registered", "note.operator group_accepted"),
    *("note.operator tie_declared", "note.operator tie_ended", "note.operator site_visit"),
    *("note.operator final_document", "note.operator recommendation", "note.operator decision"),
    *("note.operator gathering_announced", "note.operator minutes_kept"),
    *("note.operator term_sheet", "note.operator report_masked", "note.operator report_unmasked"),
    *("note.operator same", "note.operator other", f"note.operator {LOST}"),
    "note.operator told_later",
}
BY_REASON = ("figure.changed", "note.operator")
# What other lists of the site show: the list, what in each of its rows (blank: the row itself),
# the entry that tells of it, and which part each shown value is.
# A shown value inside another one has its name behind a dot, and so have rows inside rows.
_ASKED = {"text": "text", "office": "office", "answer_due_on": "due", "promised_by": "by"}
_FIRM = {"name": "name", "bin": "bin"}
_SOURCE = {name: name for name in ("name", "licence", "url")}
_TITLES = {name: name for name in ("title_kk", "title_ru", "title_en")}
_PLANNED = (
    *("approved_on", "planned_start", "planned_start_precision", "planned_end"),
    *("planned_end_precision", "budget_amount", "budget_kind", "budget_shared"),
)
LISTS = (
    (
        *("statements", "", "statement.added"),
        {"firm": "firm", "text": "text", "received_on": "received", "report": "ref"},
    ),
    (
        *("reports", "visit", "note.operator site_visit"),
        {name: name for name in ("people", "access", "information", "about", "finding")},
    ),
    (
        *("reports", "due_changes", "report.extended"),
        {"text": "text", "old_due_on": "old", "new_due_on": "new"},
    ),
    (
        *("reports", "forwardings", "report.forwarded"),
        {"text": "text", "from_office": "from", "to_office": "to"},
    ),
    (
        *("groups", "", "figure.changed group_stated"),
        {name: name for name in ("slug", "name_kk", "name_ru", "name_en", "place", "acting_since")}
        | {name: name for name in ("paid_by", "listed_on", "ended_on")},
    ),
    (
        *("groups", "ties", "note.operator tie_declared"),
        {"kind": "form", "office": "office", "supplier": "firm"},
    ),
    (
        *("dossiers", "", "note.operator final_document"),
        {name: name for name in ("group", "tasks", "conclusions", "place", "hours")}
        | {"kind": "form", "begun_on": "begun", "ended_on": "ended", "sent_on": "sent"}
        | {"participants": "participants"},
    ),
    ("dossiers", "recommendations", "note.operator recommendation", {**_ASKED, "reply": "reply"}),
    (
        *("gatherings", "", "note.operator gathering_announced"),
        {"place": "place", "held_on": "day", "agenda": "agenda", "attended": "attended"}
        | {name: name for name in ("delegates", "minutes", "hours", "venue", "group", "office")}
        | {"kind": "form", "announced_on": "announced", "minutes_on": "kept"},
    ),
    ("gatherings", "decisions", "note.operator decision", {**_ASKED, "reply": "reply"}),
    (
        *("pledges", "", "figure.changed pledge_entered"),
        {name: name for name in ("what", "promised", "due_on", "paid", "paid_on", "entered_by")}
        | {name: name for name in ("place", "promised_on", "project", "source", "source_url")}
        | {"kind": "sort"},
    ),
    (
        *("pledges", "changes", "figure.changed -"),
        {name: name for name in ("field", "old", "new")},
    ),
    ("pledges", "firm", "figure.changed firm_stated", _FIRM),
    (
        *("budgets", "", "figure.changed budget_entered"),
        {name: name for name in ("place", "year", "version", "number", "act", "note", "lines")}
        | {name: name for name in ("income", "tax", "nontax", "capital", "transfers", "assets")}
        | {name: name for name in ("expenditure", "net_lending", "balance", "financing")}
        | {"decided_on": "decided", "decision_url": "url", "source": "source"},
    ),
    (
        *("machines", "", "figure.changed machine_entered"),
        {name: name for name in ("number", "name", "place", "owner", "made_in", "bought_on")}
        | {"kind": "sort", "price": "price", "source_url": "source_url", "source": "source"},
    ),
    (
        *("machines", "holdings", "figure.changed holding_entered"),
        {name: name for name in ("mode", "starts_on", "ends_on", "contract", "purpose", "rent")}
        | {name: name for name in ("contract_url", "hours_promised")}
        | {"holder.name": "holder"},
    ),
    (
        *("machines", "holdings.hires", "figure.changed hire_entered"),
        {name: name for name in ("paid_by", "paid_on", "amount", "hours", "source_url")},
    ),
    ("machines", "changes", "figure.changed -", {"old": "old", "new": "new"}),
    (
        *("machines", "holdings.changes", "figure.changed -"),
        {name: name for name in ("field", "old", "new")},
    ),
    (
        *("projects", "", "figure.changed work_stated"),
        {"id": "public_id", "identifier": "identifier", **_TITLES}
        | {name: name for name in ("description_kk", "description_ru", "description_en")}
        | {name: name for name in ("programme", "sector", "type", "status", "source_status")}
        | {name: name for name in ("place", "latitude", "longitude", "customer", "implementer")}
        | {name: name for name in ("answering_office", "operated_by", "operated_since")}
        | {name: name for name in ("warranty_until", "capacity", "source_url", "source_date")}
        | {f"planned.{name}": name for name in _PLANNED}
        | {f"declared.{name}": name for name in ("actual_start", "actual_end")}
        | {"added_on": "added_on"},
    ),
    (
        *("projects", "contracts", "figure.changed deal_stated"),
        {name: name for name in ("number", "signed_on", "contract_value", "starts_on", "ends_on")}
        | {"final_value": "final_value", "firm.id": "supplier"},
    ),
    ("projects", "contracts.firm", "figure.changed firm_stated", _FIRM),
    (
        *("projects", "funding", "figure.changed fund_stated"),
        {name: name for name in ("source", "giver", "promised", "paid")},
    ),
    (
        *("projects", "milestones", "figure.changed step_stated"),
        {**_TITLES, "due_date": "due_date", "date_met": "date_met"},
    ),
    (
        *("projects", "declarations", "figure.changed progress_stated"),
        {name: name for name in ("percent", "declared_on", "by", "source_url")},
    ),
    (
        *("projects", "documents", "note.operator document_added"),
        {"title": "title", "url": "url", "sha256": "sha256", "hidden_reason": "why"}
        | {name: name for name in ("published_on", "format", "length")}
        | {"kind": "sort"},
    ),
    (
        *("projects", "askings", "confirmation.added"),
        {"reply": "text", "reason": "answer", "answer_due_on": "due"}
        | {"figure": "figure", "office": "office"},
    ),
    (
        *("projects", "figure_changes", "figure.changed -"),
        {name: name for name in ("field", "old", "new", "about")},
    ),
    (
        *("projects", "contracts.payments", "figure.changed paid_stated"),
        {name: name for name in ("amount", "paid_on", "source_url")},
    ),
    (
        *("projects", "contracts.modifications", "figure.changed amend_stated"),
        {name: name for name in ("changed_on", "rationale", "old_value", "new_value")}
        | {name: name for name in ("old_end", "new_end")},
    ),
    (
        *("places", "", "figure.changed unit_stated"),
        {name: name for name in ("code", "kind", "parent", "name_kk", "name_ru", "name_en")}
        | {name: name for name in ("latitude", "longitude", "population", "population_year")}
        | {name: name for name in ("invented", "valid_from", "valid_to")},
    ),
    ("places", "point_source", "figure.changed source_stated", _SOURCE),
    ("places", "population_source", "figure.changed source_stated", _SOURCE),
    (
        *("offices", "", "figure.changed office_stated"),
        {name: name for name in ("kind", "bin", "name_kk", "name_ru", "name_en", "place")}
        | {name: name for name in ("supervisor", "phone")},
    ),
    (
        *("offices", "terms", "figure.changed akim_stated"),
        {name: name for name in ("elected_on", "ends_on")},
    ),
    (
        *("programmes", "", "figure.changed prog_stated"),
        {name: name for name in ("code", "name_kk", "name_ru", "name_en", "umbrella", "successor")}
        | {name: name for name in ("description_kk", "description_ru", "description_en")}
        | {name: name for name in ("starts_on", "ends_on")},
    ),
    (
        *("programmes", "years", "figure.changed year_stated"),
        {name: name for name in ("year", "stated", "works", "villages", "amount", "is_rounded")}
        | {name: name for name in ("source_url", "source_date")},
    ),
    (
        *("subsidies", "", "figure.changed subsidy_stated"),
        {name: name for name in ("place", "year", "purpose", "amount")}
        | {"firm.id": "firm", "source": "source.name"},
    ),
    ("subsidies", "firm", "figure.changed firm_stated", _FIRM),
    (
        *("populations", "", "figure.changed people_stated"),
        {"place": "place", "year": "year", "people": "people", "source": "source.name"},
    ),
    (
        *("pupils", "", "figure.changed pupils_stated"),
        {"place": "place", "year": "year", "pupils": "pupils", "source": "source.name"},
    ),
    (
        *("norms", "", "figure.changed norm_stated"),
        {name: name for name in ("sector", "least", "per_hundred", "since", "until")}
        | {"source": "source", "source_url": "source_url"},
    ),
    (
        *("terms", "", "figure.changed akim_stated"),
        {name: name for name in ("name", "office", "elected_on", "ends_on", "source")},
    ),
    (
        *("terms", "sheet", "note.operator term_sheet"),
        {name: name for name in ("until", "inherited", "opened", "confirmed", "unopposed")}
        | {name: name for name in ("left", "answered", "in_time")},
    ),
    (
        *("elections", "", "figure.changed votes_stated"),
        {name: name for name in ("voted", "subject", "name", "value")}
        | {name: name for name in ("source", "source_url", "source_date")},
    ),
)
ADDRESSES = {"elections": "statistics/elections"}  # where another name leads to the list
# Lists whose rows are asked for with all that hangs on them.
WHOLE = ("budgets", "projects")
# What is told by such entries of something in these lists stands beside it; of other things it
# stands elsewhere.
OF_LISTED = ("confirmation.added", "figure.changed -")
# What is shown beside something else, and need not be shown at all; a sheet is not near a vote.
BESIDE = (
    *("figure.changed firm_stated", "figure.changed source_stated"),
    "note.operator term_sheet",
)
# The order in which a line of a budget is written.
LINE = ("part", "code", "amount", "name")
IN_LISTS = {name for _list, _inside, name, _parts in LISTS}
# The days on which a row of these lists, or what stands in it, was made or moved.
MOVED_ON = (
    *("shown_on", "declared_on", "ended_on", "sent_on", "asked_on", "replied_on", "announced_on"),
    *("minutes_on", "entered_on", "changed_on", "public_on", "told_on", "added_on", "hidden_on"),
    *("closed_on", "corrected_on", "forwarded_on"),
)
SIGNED_BY = "\u2014 "
sha256 = hashlib.sha256


class Refused(Exception):
    """A finding that ends the audit: the number to answer with, and the words."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


# Ed25519 (RFC 8032), verification only ------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _add(a: tuple, b: tuple) -> tuple:
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, point: tuple) -> tuple:
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _add(found, point)
        point = _add(point, point)
        number >>= 1
    return found


def _point(raw: bytes) -> tuple:
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        raise ValueError("not a point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_fits(public: bytes, text: bytes, signature: bytes) -> bool:
    """Whether this key signed this text."""
    if len(public) != 32 or len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= ORDER:
        return False
    try:
        key, r = _point(public), _point(signature[:32])
    except ValueError:
        return False
    digest = hashlib.sha512(signature[:32] + public + text).digest()
    left = _times(s, BASE)
    right = _add(r, _times(int.from_bytes(digest, "little") % ORDER, key))
    return not ((left[0] * right[2] - right[0] * left[2]) % P) and not (
        (left[1] * right[2] - right[1] * left[2]) % P
    )


# Notes and checkpoints (C2SP) ---------------------------------------------------------------


def decoded(text: str, what: str, code: int = UNUSABLE) -> bytes:
    """The bytes of this base64, written in the one way there is."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if base64.b64encode(raw).decode() != text:
        raise Refused(code, f"{what}: not base64")
    return raw


def count_in(text: str) -> int:
    """A number as entries are counted, or -1: digits alone, no zero in front, none endless."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 16
    return int(text) if is_number and str(int(text)) == text else -1


def key_of(public: str) -> tuple:
    """Name, number and public half of a key line."""
    parts = public.split("+", 2)
    half = decoded(parts[2], "the key") if len(parts) == 3 else b""
    number = sha256(parts[0].encode() + b"\n" + half).digest()[:4]
    if len(half) != 33 or half[:1] != b"\x01" or number.hex() != parts[1]:
        raise Refused(UNUSABLE, "the key is not an Ed25519 key line of a signed note")
    return parts[0], number, half[1:]


def opened(note: str, public: str, what: str, code: int = UNUSABLE) -> str:
    """The text of a note that this key signed."""
    text, gap, marks = note.rpartition("\n\n")
    if not gap or not marks.endswith("\n"):
        raise Refused(code, f"{what}: not a signed note")
    name, number, half = key_of(public)
    lines = marks[:-1].split("\n")
    if len(set(lines)) < len(lines) or not all(line.startswith(SIGNED_BY) for line in lines):
        raise Refused(code, f"{what}: a line that signs was altered")
    for line in lines:
        signer, _blank, mark = line[len(SIGNED_BY) :].rpartition(" ")
        raw = decoded(mark, what, code)
        if signer == name and raw[:4] == number:
            if not signature_fits(half, f"{text}\n".encode(), raw[4:]):
                raise Refused(code, f"{what}: the signature does not fit the text")
            return f"{text}\n"
    raise Refused(code, f"{what}: signed by another key than {name}")


class Head:
    """A checkpoint: origin, size, root, and the note it was read from."""

    def __init__(self, note: str, what: str, code: int = UNUSABLE) -> None:
        lines = note.rpartition("\n\n")[0].split("\n")
        if len(lines) != 3 or count_in(lines[1]) < 0:
            raise Refused(code, f"{what}: not a checkpoint of three lines")
        self.note, self.origin, self.size = note, lines[0], count_in(lines[1])
        self.root = decoded(lines[2], what, code)


def eight_words(note: str) -> str:
    """What letters and sheets print beside a checkpoint, to be compared by telephone."""
    digest = sha256((note.rpartition("\n\n")[0] + "\n").encode()).digest()
    found = []
    for at in range(0, 16, 2):
        number, word = int.from_bytes(digest[at : at + 2], "big"), ""
        for shift, letters in ((12, 0), (10, 1), (6, 0), (4, 1), (0, 0)):
            word += ("bdfghjklmnprstvz", "aiou")[letters][number >> shift & (3 if letters else 15)]
        found.append(word)
    return " ".join(found)


def notes_in(text: str) -> list:
    """Notes one after the other, each followed by an empty line."""
    found, lines = [], []
    for line in text.splitlines(keepends=True):
        if line == "\n" and lines and lines[-1].startswith(SIGNED_BY):
            found.append("".join(lines))
            lines = []
        else:
            lines.append(line)
    if lines:
        found.append("".join(lines))
    return found


# The tree (RFC 9162) ------------------------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """Grows leaf by leaf, and tells its root at every size."""

    def __init__(self) -> None:
        self.peaks, self.size = [], 0

    def add(self, leaf: bytes) -> None:
        self.size += 1
        number = self.size
        while not number & 1:
            leaf = sha256(b"\x01" + self.peaks.pop() + leaf).digest()
            number >>= 1
        self.peaks.append(leaf)

    @property
    def root(self) -> bytes:
        if not self.peaks:
            return sha256(b"").digest()
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node(peak, found)
        return found


def root_by_path(index: int, size: int, leaf: bytes, path: list) -> bytes:
    """The root to which a proof leads."""
    if index >= size:
        raise Refused(REWRITTEN, "the proof names an entry beyond the checkpoint")
    turns, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        turns.append(index < middle)
        start, end = (start, middle) if index < middle else (middle, end)
    if len(path) != len(turns):
        raise Refused(REWRITTEN, f"the proof has {len(path)} hashes instead of {len(turns)}")
    found = leaf
    for is_left, other in zip(reversed(turns), path):
        found = node(found, other) if is_left else node(other, found)
    return found


def commitment(salt: bytes, name: str, value: bytes) -> bytes:
    return sha256(b"oversight-part/1\x00" + salt + name.encode() + b"\x00" + value).digest()


def same_figure(logged: str, shown: object) -> bool:
    """Sums may be written with or without their tiyn; what is not published is blank."""
    said = written(shown)
    try:
        return said == logged or decimal.Decimal(said) == decimal.Decimal(logged)
    except decimal.InvalidOperation:
        return False


def written(shown: object) -> str:
    """A shown value as the log writes it."""
    if isinstance(shown, list):
        return "\n".join(" ".join(str(line[name]) for name in LINE) for line in shown)
    if shown is None or isinstance(shown, bool):
        return "yes" if shown else ""
    return str(shown)


def shape(shown: object) -> str:
    """A shown value as the state file remembers it: short, and of hidden words nothing."""
    said = written(shown)
    if said.isascii() and "." in said and said.lstrip("-").replace(".", "", 1).isdecimal():
        said = said.rstrip("0").rstrip(".")
    return sha256(said.encode()).hexdigest()[:16]


def row_in(state: str) -> dict:
    """The values of a row that was committed to whole: its number, then a line each. What is set
    in goes on with the line above; the lines of a budget come last."""
    found, name = {}, ""
    for line in state.split("\n")[1:]:
        if name == "lines" or (name and line.startswith(" ")):
            found[name] += "\n" + (line if name == "lines" else line[1:])
        else:
            name, _blank, found[name] = line.partition(" ")
    return found


def at(row: object, path: str) -> object:
    """The value there; a name behind a dot is one inside the value before it."""
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else None
    return row


def rows_at(row: dict, path: str) -> list:
    """The rows there, of each of the rows above; a blank path is the row itself."""
    found = [row]
    for name in path.split(".") if path else ():
        inside = [one[name] for one in found]
        found = [each for one in inside for each in (one if isinstance(one, list) else [one])]
        found = [one for one in found if one]
    return found


def sums(work: dict) -> dict:
    """What payments and declarations of a work come to."""
    paid = rows_at(work, "contracts.payments")
    newest = (work["declarations"] or [{}])[-1]
    return {
        "paid_amount": sum(decimal.Decimal(one["amount"]) for one in paid) if paid else None,
        "paid_on": max((one["paid_on"] for one in paid), default=None),
        "declared_percent": newest.get("percent"),
        "declared_on": newest.get("declared_on"),
    }


def days_in(row: dict) -> list:
    """Every day on which something of it happened; one that is planned is none of them."""
    found = []
    for name, value in row.items():
        if isinstance(value, list):
            found += [day for one in value if isinstance(one, dict) for day in days_in(one)]
        elif name in MOVED_ON and value:
            found.append(value)
    return found


def moved_on(row: dict, within: dict) -> list:
    """The days on which it may have moved: the log may hear of them tomorrow. A row that is told
    whole has one, whatever happened to what hangs on it."""
    return [row["told_on"]] if row.get("told_on") else days_in(row) or days_in(within)


def _signed(head: Head, key: str) -> bool:
    try:
        return bool(opened(head.note, key, ""))
    except Refused:
        return False


# Entries ------------------------------------------------------------------------------------


class Entry:
    """The fixed lines of one entry."""

    WORDS = ("kind", "object", "ref", "role", "day", "reason")
    __slots__ = ("kind", "object", "ref", "role", "day", "reason", "state", "parts", "index")

    def __init__(self, text: str, index: int) -> None:
        lines = text.split("\n")
        self._check_version(lines[0], index)
        for place, word in enumerate(self.WORDS, start=1):
            if place >= len(lines) or not lines[place].startswith(word + " "):
                raise Refused(REWRITTEN, f"entry {index} has no line {word}")
            setattr(self, word, lines[place][len(word) + 1 :])
        self.index, self.state, self.parts = index, "", {}
        for line in lines[7:-1]:
            words = line.split(" ")
            if words[0] == "state" and len(words) == 2:
                self.state = words[1]
            elif words[0] == "part" and len(words) == 3:
                self.parts[words[1]] = words[2]
            else:
                raise Refused(REWRITTEN, f"entry {index} has a line nobody knows: {line}")
        if lines[-1]:
            raise Refused(REWRITTEN, f"entry {index} does not end with its line")

    @staticmethod
    def _check_version(line: str, index: int) -> None:
        if not line.startswith(ENTRY[:-1]):
            raise Refused(REWRITTEN, f"entry {index} does not begin with its version")
        if line != ENTRY:
            raise Refused(UNUSABLE, f"entry {index} is of a version this program does not know")


# Where the log comes from -------------------------------------------------------------------


class Site:
    """A site on the net; what was asked for can be saved as files for others."""

    has_pages = True

    def __init__(self, address: str, save: str) -> None:
        self.address, self.save = address.rstrip("/"), save

    def text(self, path: str, file: str = "") -> str:
        try:
            text = self.raw(path).decode()
        except ValueError as error:
            raise Refused(UNREACHED, f"cannot read {self._url(path)}: {error}") from None
        if self.save and file:
            os.makedirs(self.save, exist_ok=True)
            with open(os.path.join(self.save, file), "w", encoding="utf-8", newline="") as out:
                out.write(text)
        return text

    def raw(self, path: str) -> bytes:
        for _try in range(TRIES):
            try:
                return self._asked(path)
            except urllib.error.HTTPError as error:
                wait = error.headers.get("Retry-After", "")
                if error.code not in (429, 503) or not wait.isdecimal() or int(wait) > 60:
                    raise Refused(UNREACHED, f"cannot reach {self._url(path)}: {error}") from None
                time.sleep(int(wait))
        raise Refused(UNREACHED, f"{self._url(path)} is too busy")

    def _asked(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(self._url(path), timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            raise
        except (OSError, ValueError) as error:
            raise Refused(UNREACHED, f"cannot reach {self._url(path)}: {error}") from None

    def _url(self, path: str) -> str:
        return path if path.startswith("http") else self.address + path


class Folder:
    """Files that somebody saved with --save."""

    has_pages = False

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def text(self, path: str, file: str = "") -> str:
        try:
            with open(os.path.join(self.folder, file), encoding="utf-8", newline="") as given:
                return given.read()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(UNREACHED, f"cannot read {file}: {error}") from None


# What an auditor keeps ----------------------------------------------------------------------


class State:
    """The key that is believed, every checkpoint ever seen, and what was awaited the last time.

    `waits`: entries that waited for the seal, by their leaf: the day, kind and object. `shown`: of
    what was shown before its entry came the thing, shape and name: the day, and how many entries
    there were.
    """

    def __init__(self, path: str, must_be: bool = False) -> None:
        self.path, self.key, self.heads = path, "", []
        self.waits, self.shown = {}, {}
        if must_be or (path and os.path.exists(path)):
            self._read(read(path))

    def _read(self, text: str) -> None:
        first, _end, rest = text.partition("\n")
        if first not in (STATE, FIRST_STATE):
            raise Refused(UNUSABLE, f"{self.path}: not a state file of this version")
        line, _end, rest = rest.partition("\n")
        if not line.startswith("key "):
            raise Refused(UNUSABLE, f"{self.path}: the line with the key is missing")
        self.key = line[4:]
        key_of(self.key)
        gap, _end, rest = rest.partition("\n")
        notes, end, tail = rest.rpartition("\n\n")
        if gap or not end or notes.endswith("\n") or (first == FIRST_STATE and tail):
            raise Refused(UNUSABLE, f"{self.path}: the file was shortened")
        self._read_heads(notes + "\n")
        if first == STATE:
            self._read_awaited(text, tail)

    def _read_heads(self, notes: str) -> None:
        keys = [self.key]
        for note in notes_in(notes):
            self.heads.append(self._head(note, keys))
        sizes = [head.size for head in self.heads]
        if sizes != sorted(sizes) or len(set(sizes)) != len(sizes):
            raise Refused(UNUSABLE, f"{self.path}: the checkpoints are not in their order")

    def _head(self, note: str, keys: list) -> Head:
        """A note with a line `rotated KEY` before it is signed by that key from there on."""
        if note.startswith("rotated "):
            line, _end, note = note.partition("\n")
            keys.append(line[8:])
        opened(note, keys[-1], self.path)
        head = Head(note, self.path)
        head.key = keys[-1]
        return head

    def _read_awaited(self, text: str, tail: str) -> None:
        *lines, last, end = ["", *tail.split("\n")]
        if end or not last.startswith("sum ") or len(last) != 68:
            raise Refused(UNUSABLE, f"{self.path}: the file was shortened")
        if sha256(text[: -len(last) - 1].encode()).hexdigest() != last[4:]:
            raise Refused(UNUSABLE, f"{self.path}: the file was altered, its sum is another")
        for line in lines[1:]:
            word, *said = line.split(" ", 5)
            if word == "waits" and len(said) == 4:
                self.waits[said[1]] = (said[0], said[2], said[3])
            elif word == "shown" and len(said) == 5 and count_in(said[1]) >= 0:
                self.shown[said[2], said[3], said[4]] = (said[0], int(said[1]))
            else:
                raise Refused(UNUSABLE, f"{self.path}: a line nobody knows: {line}")

    def keep(self, key: str, head: Head, head_key: str) -> None:
        """Remember a checkpoint that fits; no checkpoint that is there is ever taken out."""
        if not self.path:
            return
        if not self.heads or head.size > self.heads[-1].size:
            head.key = head_key
            self.heads.append(head)
        lines, last = [f"{STATE}\nkey {key}\n\n"], key
        for one in self.heads:
            lines.append(f"rotated {one.key}\n" if one.key != last else "")
            lines.append(one.note + "\n")
            last = one.key
        waits = [(day, leaf, *what) for leaf, (day, *what) in self.waits.items()]
        shown = [(day, size, *what) for what, (day, size) in self.shown.items()]
        for word, rows in (("waits", waits), ("shown", shown)):
            lines += [" ".join(map(str, [word, *row])) + "\n" for row in sorted(rows)]
        text = "".join(lines)
        draft = self.path + ".new"
        try:
            with open(draft, "w", encoding="utf-8", newline="") as file:
                file.write(f"{text}sum {sha256(text.encode()).hexdigest()}\n")
            os.replace(draft, self.path)
        except OSError as error:
            raise Refused(UNUSABLE, f"cannot write {self.path}: {error}") from None


# The audit ----------------------------------------------------------------------------------


class Audit:
    """Reads the log once from its beginning, and gathers what it finds."""

    def __init__(
        self, source: object, state: State, witnesses: list, key: str, photos: bool = False
    ) -> None:
        self.source, self.state, self.witnesses = source, state, witnesses
        self.with_photos = photos
        self.given_key, self.today = key, datetime.date.today()
        self.tree, self.findings, self.notes = Tree(), [], []
        self.kinds, self.refs, self.unopened, self.values = {}, {}, [], {}
        self.removals, self.covered, self.words = {}, set(), {}
        self.published, self.refused, self.held = set(), set(), set()
        self.states, self.before, self.said = {}, {}, {}
        self.leaves, self.rotations, self.counts = set(), [], {}
        self.days, self.roles, self.hanging, self.seen = {}, {}, {}, {}
        self.due, self.offices, self.figures = {}, {}, {}
        self.removed, self.moved_today, self.confirmed = {}, set(), {}
        self.told, self.named, self.unknown, self.listed = {}, {}, {}, set()
        self.rows, self.dropped, self.owners = {}, set(), {}
        self.waits, self.awaited, self.came = {}, set(), set()
        self.wanted = {thing for thing, _shape, _name in state.shown}
        self.on_pages, self.reading, self.roots = set(), "", {}

    def run(self, promises: list) -> int:
        heads = self._heads()
        last = heads[-1]
        try:
            self._audit(heads, promises)
            if not self.findings:
                self.state.keep(self.state.key or self.first_key, last, self.key)
        except Refused as refused:  # what was found before stays found
            self._find(refused.code, str(refused))
        return self._report(last)

    def _audit(self, heads: list, promises: list) -> None:
        last = heads[-1]
        self._read(heads)
        self._read_waiting()
        self._compare_kept(heads)
        self._tell_unknown()
        try:
            if self.source.has_pages:
                self._compare_pages()
                self._check_waits(last)
                self._check_awaited(last)
        finally:
            self._check_missing()
        for path in promises:
            self._check_promise(path)

    def _find(self, code: int, words: str) -> None:
        self.findings.append((code, words))

    def _doubt(self, is_fresh: bool, code: int, key: tuple, words: str) -> None:
        """What does not fit is found. What moved today may wait for its seal: then it is kept in
        mind what was shown (thing, name, value), and a later audit asks for its entry."""
        if not is_fresh:
            self._find(code, words)
        elif self.source.has_pages:
            thing, name, value = key
            self.awaited.add((thing, shape(value), name))

    def _come(self, entry: Entry, thing: str, name: str, value: object = "") -> None:
        """The log says this of the thing: perhaps what an earlier audit saw before it was said."""
        if thing in self.wanted:
            key = (thing, shape(value), name)
            if key in self.state.shown and entry.index >= self.state.shown[key][1]:
                self.came.add(key)

    # Heads

    def _heads(self) -> list:
        text = self.source.text("/log/checkpoints.txt", "checkpoints.txt")
        heads = [Head(note, "a checkpoint of the site", REWRITTEN) for note in notes_in(text)]
        if not heads:
            if self.state.heads or self.witnesses:
                raise Refused(REWRITTEN, "the site shows no checkpoint, and there were some")
            raise Refused(MISSING, "the site has not signed a checkpoint yet")
        told = self.source.text("/log/key.txt", "key.txt").splitlines()
        site_keys = {line.split(" ")[0]: line.split(" ")[1] for line in told if " " in line}
        self.receipt_key = site_keys.get("receipt", "")
        if "head" not in site_keys:
            raise Refused(MISSING, "the site does not tell the key of its log")
        self.key = site_keys["head"]
        self.first_key = self.given_key or self.key
        key_of(self.key)
        sizes = [head.size for head in heads]
        if sizes != sorted(set(sizes)):
            raise Refused(REWRITTEN, "the checkpoints of the site are not in their order")
        self._check_origins(heads)
        opened(heads[-1].note, self.key, "the newest checkpoint of the site", REWRITTEN)
        return heads

    def _check_key(self, heads: list) -> None:
        """Another key than the one believed must be named in the log by the one before."""
        believed = self.given_key or (self.state.heads[-1].key if self.state.heads else "")
        if not self._leads(believed or self.state.key or self.key, heads):
            self._find(REWRITTEN, "the log is signed by a key that the one before did not name")

    def _leads(self, key: str, heads: list) -> bool:
        """Whether the log itself names its key of today after this one."""
        for index, new in self.rotations:
            if key == self.key:
                break
            if any(_signed(head, key) for head in heads if head.size > index):
                key = new
        return key == self.key

    def _check_strange(self, heads: list) -> None:
        """Anybody can sign a checkpoint in the name of this log: only its own keys accuse it."""
        for head in self.strange:
            if not self._leads(head.key, heads):
                words = f"a checkpoint of a witness is signed by {head.key}, which this log never"
                raise Refused(UNUSABLE, f"{words} named. Ask which key is right and give --key")
            if head.root != self.roots.get(head.size, head.root):
                self._tell_rewritten(head)

    # Entries

    def _read(self, heads: list) -> None:
        self.last, size = heads[-1], heads[-1].size
        believed = {self.key, self.given_key, *(head.key for head in self.state.heads)}
        self.strange = [head for head in self.witnesses if head.key not in believed]
        wanted = {head.size: [head] for head in heads}
        for head in self.state.heads + self.witnesses:
            wanted.setdefault(head.size, []).append(head)
        for start in range(0, size, PIECE):
            count = min(PIECE, size - start)
            entries = self._entries(start, count, wanted)
            self._openings(start, entries)
        self._check_key(heads)
        self._check_strange(heads)

    def _entries(self, start: int, count: int, wanted: dict) -> list:
        # A whole piece never changes; the last one is asked for as long as it is.
        path = f"/log/entries?start={start}&count={PIECE}"
        texts = self.source.text(path, f"entries-{start:09}.txt").split("\n\n")
        if texts and not texts[-1]:
            texts.pop()
        if len(texts) < count:
            raise Refused(REWRITTEN, f"entry {start + len(texts)} is not there any more")
        entries = []
        for number, text in enumerate(texts[:count], start=start):
            whole = text + "\n"
            leaf = leaf_hash(whole.encode())
            self.tree.add(leaf)
            self.leaves.add(leaf[:12])
            entries.append(self._note(Entry(whole, number)))
            for head in wanted.get(number + 1, ()):
                self._check_root(head)
        return entries

    def _check_root(self, head: Head) -> None:
        """Who brings a checkpoint of a key that is not known yet is heard once the log is read."""
        self.roots[head.size] = self.tree.root
        if head.root != self.tree.root and head not in self.strange:
            self._tell_rewritten(head)

    def _tell_rewritten(self, head: Head) -> None:
        notes = "\n".join(dict.fromkeys([head.note, self.last.note]))
        words = f"the first {head.size} entries are not those that were signed"
        raise Refused(REWRITTEN, f"{words}. Evidence:\n{notes}")

    def _read_waiting(self) -> None:
        """For a day the word of the site is taken for what it took from view; then its entry must
        be sealed."""
        waiting = set()
        for text in self.source.text("/log/waiting.txt", "waiting.txt").split("\n\n"):
            entry = self._waiting_entry(text) if text else None
            if entry is None or entry.kind not in AT_ONCE or entry.object not in self.kinds:
                continue
            if self._is_fresh(entry.day):
                waiting.add(entry.object)
                leaf = leaf_hash((text + "\n").encode()).hex()
                self.waits[leaf] = (self.today.isoformat(), entry.kind, entry.object)
                self._note(entry)
            else:
                words = f"{entry.kind} of {entry.object} is said to wait since {entry.day}"
                self._find(MISSING, f"{words}, and it is not in the log")
        if waiting:
            self.notes.append(f"{len(waiting)} things were taken from view and wait for the seal")

    def _waiting_entry(self, text: str) -> Entry:
        try:
            return Entry(text + "\n", -1)
        except Refused as refused:
            words = str(refused).replace("entry -1", "an entry that waits for the seal")
            raise Refused(refused.code, words) from None

    def _note(self, entry: Entry) -> Entry:
        self.kinds.setdefault(entry.object, set()).add(entry.kind)
        self._note_name(entry)
        if entry.ref != "-":
            self.refs.setdefault(entry.object, entry.ref)
        self.days.setdefault((entry.object, entry.kind), entry.day)
        self._note_days(entry)
        self.roles.setdefault((entry.object, entry.kind), entry.role)
        if entry.kind in HANGING and entry.object not in self.seen.setdefault(entry.ref, set()):
            self.seen[entry.ref].add(entry.object)
            self.hanging.setdefault(entry.ref, []).append(entry)
        if entry.kind == "confirmation.added":
            self._note_confirmation(entry)
        if entry.kind.startswith("part."):
            self.removed[entry.object, entry.kind[5:], entry.reason, entry.role] = entry.day
            self._come(entry, entry.object, entry.kind, f"{entry.reason} {entry.role}")
        if entry.kind in ("part.hidden", "part.erased"):
            self._note_removal(entry)
        elif entry.kind == "part.shown":
            self._note_shown(entry)
        elif entry.kind == "note.operator" and entry.reason in REWORDED_REPORT:
            self._note_wording(entry)
        else:
            self._note_step(entry)
        self._note_state(entry)
        return entry

    def _note_days(self, entry: Entry) -> None:
        if entry.kind in ("report.filed", "report.published"):
            self._come(entry, entry.object, "days", self._days(entry.object))

    def _note_name(self, entry: Entry) -> None:
        """What is told by which kind of entry; and what a newer site may tell besides."""
        name = f"{entry.kind} {entry.reason}" if entry.kind in BY_REASON else entry.kind
        self.told.setdefault(name, set()).add(entry.object)
        self._come(entry, entry.object, name)
        is_removed = name == "figure.changed row_removed"
        (self.dropped.add if is_removed else self.dropped.discard)(entry.object)
        if name in IN_LISTS or entry.object in self.named:
            self.named.setdefault(entry.object, set()).update(entry.parts)
        if name not in KNOWN and not (entry.kind == "note.operator" and len(entry.reason) == 64):
            self.unknown[name] = self.unknown.get(name, 0) + 1

    def _note_step(self, entry: Entry) -> None:
        """What changes how other entries are to be read."""
        if entry.kind == "note.operator" and entry.reason == LOST:
            self.removals.setdefault(entry.ref, []).append(entry)
            self.counts[LOST, "-", entry.role] = self.counts.get((LOST, "-", entry.role), 0) + 1
        elif entry.kind == "report.published":
            self.published.add(entry.object)
        elif entry.kind == "report.refused":
            self._note_refusal(entry)
        elif entry.kind == "report.filed":
            self._note_filing(entry)
        elif entry.kind == "photo.added":
            self.words[entry.object] = set(entry.parts.items())
        elif entry.kind == "verdict.given":
            self.said[entry.object] = entry.reason
            self._come(entry, entry.object, "said", entry.reason)
        elif entry.kind == "key.rotated":
            self.rotations.append((entry.index, entry.reason))

    def _note_wording(self, entry: Entry) -> None:
        """From here on these are the words that a report consists of."""
        others = {part for part in self.words.get(entry.object, ()) if part[0] != "text"}
        self.words[entry.object] = others | set(entry.parts.items())

    def _note_filing(self, entry: Entry) -> None:
        self.words[entry.object] = {
            (name, entry.parts[name]) for name in WORDS if name in entry.parts
        }
        if entry.state:
            self.held.add(entry.object)

    def _note_refusal(self, entry: Entry) -> None:
        self.refused.add(entry.object)
        key = ("refused", entry.reason, entry.role)
        self.counts[key] = self.counts.get(key, 0) + 1

    def _note_confirmation(self, entry: Entry) -> None:
        """Residents who see the same: who took it back is counted out."""
        standing = self.confirmed.setdefault(entry.ref, set())
        if entry.reason == "taken_back":
            standing.discard(entry.object)
        else:
            standing.add(entry.object)
        self._come(entry, entry.ref, SEE, len(standing))

    def _note_removal(self, entry: Entry) -> None:
        self.removals.setdefault(entry.object, []).append(entry)
        self._come(entry, entry.object, "removal")
        self.covered |= {part for part in entry.parts.items() if part[0] != WHY}
        if entry.index >= 0:
            key = (entry.kind[5:], entry.reason, entry.role)
            self.counts[key] = self.counts.get(key, 0) + 1
        if entry.reason == "-":
            self._find(MISSING, f"{entry.kind} of {entry.object} gives no reason")

    def _note_shown(self, entry: Entry) -> None:
        """What was erased cannot come back; what was hidden can, as far as it is named."""
        self.published.add(entry.object)
        self.covered -= set(entry.parts.items())
        named = entry.parts.keys()
        self.removals[entry.object] = [
            one
            for one in self.removals.get(entry.object, ())
            if one.kind == "part.erased" or (named and not named & one.parts.keys())
        ]

    def _note_state(self, entry: Entry) -> None:
        """How the report stands, step by step."""
        report = entry.object if entry.object in self.states else entry.ref
        if entry.kind == "report.filed":
            self.states[entry.object] = entry.state or "open"
        elif report in self.states:
            state = self.states[report]
            if entry.kind == "report.withdrawn" and entry.reason != "taken_back":
                self.before[report] = state
            self.states[report] = self._next_state(entry, report, state)
            self._come(entry, report, "state", self.states[report])

    def _next_state(self, entry: Entry, report: str, state: str) -> str:
        kind, reason = entry.kind, entry.reason
        if kind == "report.withdrawn":
            return self.before.get(report, state) if reason == "taken_back" else "withdrawn"
        if kind == "appeal.filed" and state == "refused":
            return "held"
        if kind == "reply.added" and state in ("open", "disputed"):
            return state if reason in REWORDED else "answered"
        if kind == "verdict.given":
            return OF_VERDICTS.get(reason, state)
        return OF_DECISIONS.get(kind, state)

    def _openings(self, start: int, entries: list) -> None:
        path = f"/log/openings?start={start}&count={PIECE}"
        found = {}
        for line in self.source.text(path, f"openings-{start:09}.txt").splitlines():
            words = line.split(" ")
            if len(words) != 4 or count_in(words[0]) < 0:
                raise Refused(MISSING, f"not a line that opens a part: {line[:60]}")
            found[count_in(words[0]), words[1]] = (words[2], words[3])
        for entry in entries:
            self._open(entry, found)

    def _open(self, entry: Entry, found: dict) -> None:
        if entry.kind == "part.erased":
            return
        for name, value in entry.parts.items():
            given = found.get((entry.index, name))
            if given is None:
                # Hiding and showing repeat what earlier entries committed to, but for the reason
                # given in words.
                if not entry.kind.startswith("part.") or name == WHY:
                    self.unopened.append((entry, name))
                continue
            try:
                salt, raw = bytes.fromhex(given[0]), base64.b64decode(given[1], validate=True)
            except ValueError:
                salt, raw = b"", b""
            if commitment(salt, name, raw) != decoded(value, "a commitment", REWRITTEN):
                self._find(
                    REWRITTEN,
                    f"{name} of {entry.object} is shown otherwise than it was logged (entry "
                    f"{entry.index})",
                )
            elif self.source.has_pages:
                # An operator or a group says later which work an unlisted report is about.
                joins = entry.reason in ("report_joined", "work_registered")
                thing = entry.ref if joins else entry.object
                self._know(entry, thing, name, raw.decode("utf-8", "replace"))

    def _know(self, entry: Entry, thing: str, name: str, value: str) -> None:
        """Keep a value that was opened; later entries say how it stands now."""
        if name == "state":
            self._know_row(entry, thing, row_in(value))
        self.values[thing, name] = value
        self._come(entry, thing, name, value)
        report = thing if entry.kind.startswith(("report.filed", "report.published")) else entry.ref
        if name == "due" or (name, entry.kind) == ("new", "report.extended"):
            self.due[report] = value
            self._come(entry, report, DUE, value)
        elif (name, entry.kind) in (("office", "report.filed"), ("to", "report.forwarded")):
            self.offices[report] = value
            self._come(entry, report, "office", value)
        elif name in ("field", "new") and entry.kind == "figure.changed":
            self._know_figure(entry, thing)

    def _know_figure(self, entry: Entry, thing: str) -> None:
        """What a figure moved to; an entry without that says that it is not published any more."""
        field, new = (self.values.get((thing, one)) for one in ("field", "new"))
        if "new" not in entry.parts:
            new = ""
        if field is not None and new is not None:
            self.figures[entry.ref, field] = new
            self._come(entry, entry.ref, field, new)

    def _know_row(self, entry: Entry, thing: str, row: dict) -> None:
        self.rows[thing] = row
        for whose, _shape, name in self.state.shown if thing in self.wanted else ():
            if whose == thing:
                self._come(entry, thing, name, row.get(name, ""))

    # What does not fit

    def _check_origins(self, heads: list) -> None:
        """All are of the log that the key is named after; after a loss it may count anew."""
        name = key_of(self.key)[0]
        kept = self.state.heads + self.witnesses
        for whose, code, some in (("the site", REWRITTEN, heads), ("yours", UNUSABLE, kept)):
            for head in some:
                if head.origin.rpartition("/")[0] != name.rpartition("/")[0]:
                    words = f"a checkpoint of {whose} is of another log: {head.origin}, not {name}"
                    raise Refused(code, words)

    def _compare_kept(self, heads: list) -> None:
        """The log never shrinks, and no checkpoint that was ever signed is untold."""
        last, told = heads[-1], {head.note for head in heads}
        for head in self.state.heads + self.witnesses:
            words = ""
            if head.size > last.size:
                words = f"the log had {head.size} entries and has {last.size} now"
            elif head.note not in told:
                words = f"the site does not tell its checkpoint of {head.size} entries any more"
            if words:
                self._find(REWRITTEN, f"{words}. Evidence:\n{head.note}\n{last.note}")

    def _check_missing(self) -> None:
        held, pending = set(), set()
        for entry, name in self.unopened:
            if self._is_excused(entry, name):
                continue
            if self._is_held(entry):
                # What the site itself holds back, it holds until a vote is over.
                is_ours = entry.role == "system"
                held.add((entry.object, self.today.isoformat() if is_ours else entry.day))
            elif self._may_still_come(entry):
                pending.add(entry.object)
            else:
                self._find(
                    MISSING,
                    f"{name} of {entry.object} ({entry.kind}, entry {entry.index}, {entry.day}) is "
                    "nowhere to be seen as it was logged, and nothing says why",
                )
        if held:
            self.notes.append(f"{len(held)} things wait to be shown")
        old = sum(1 for _object, day in held if self._age(day) > HELD_DAYS)
        if old:
            self.notes.append(f"WARNING: {old} of them for more than {HELD_DAYS} days")
        if pending:
            self.notes.append(f"{len(pending)} things are younger than a day and not shown yet")

    def _may_still_come(self, entry: Entry) -> bool:
        """What was sealed today may be shown tomorrow. Not so what stands there already, worded
        otherwise; nor what the register says, for that is shown as it is entered."""
        is_there = entry.object in self.on_pages or entry.kind == "figure.changed"
        return self._is_fresh(entry.day) and not is_there

    def _check_waits(self, last: Head) -> None:
        """What waited for the seal at an earlier audit was sealed since, or waits still."""
        kept = {}
        for leaf, (day, kind, thing) in self.state.waits.items():
            is_lost = any(one.reason == LOST for one in self.removals.get(thing, ()))
            if bytes.fromhex(leaf)[:12] in self.leaves or is_lost:
                continue
            is_young = self._age(day) <= 1
            if is_young and (leaf in self.waits or self._has_grown(last)):
                kept[leaf] = (day, kind, thing)
                continue
            words = f"{kind} of {thing} waited for the seal on {day}"
            self._find(MISSING, f"{words}, and it is not in the log")
        self.state.waits = self.waits | kept

    def _has_grown(self, last: Head) -> bool:
        """Whether there was a seal since this audit began, so that what waited is sealed now."""
        *_earlier, note = ["", *notes_in(self.source.text("/log/checkpoints.txt"))]
        return Head(note, "a checkpoint of the site", REWRITTEN).size > last.size

    def _check_awaited(self, last: Head) -> None:
        """What an earlier audit saw before its entry came is in the log by now."""
        closed, kept = set(), {}
        for entry, name in self.unopened if self.wanted else ():
            if self._is_excused(entry, name):
                closed.add((entry.object, name))
        for key, (day, size) in self.state.shown.items():
            thing, _shape, name = key
            if key in self.came or (thing, name) in closed or self._is_closed(thing):
                continue
            if self._age(day) > 1:
                words = f"{name} of {thing} was shown on {day} before its entry came"
                self._find(MISSING, f"{words}, and it has not come")
            kept[key] = (day, size)
        new = dict.fromkeys(self.awaited, (self.today.isoformat(), last.size))
        self.state.shown = new | kept
        if self.state.shown:
            self.notes.append(f"{len(self.state.shown)} shown values wait for their entries")

    def _is_closed(self, thing: str) -> bool:
        """Gone with all that the log says of it, by an entry."""
        for _step in range(3):
            if self._is_gone(thing) or self._is_over(thing):
                return True
            thing = self.refs.get(thing, "")
        return False

    def _tell_unknown(self) -> None:
        for name, count in sorted(self.unknown.items()):
            words = f"WARNING: {count} entries of a kind that this program does not know: {name}"
            self.notes.append(f"{words}. Take the newest audit.py")

    def _is_excused(self, entry: Entry, name: str) -> bool:
        """This very part was hidden or erased; or the report it belongs to is gone as a whole."""
        if (name, entry.parts[name]) in self.covered:
            return True
        return self._is_closed(entry.object)

    def _is_gone(self, thing: str) -> bool:
        """Removed by an entry that names the whole; or a report without any of its words, or a
        photo without its picture."""
        removals = self.removals.get(thing, ())
        if any(not removal.parts for removal in removals):
            return True
        return bool(removals) and thing in self.words and self.words[thing] <= self.covered

    def _is_over(self, thing: str) -> bool:
        """Refused before it was ever shown, or taken back by its author."""
        never = thing in self.refused & self.held and thing not in self.published
        return never or self.states.get(thing) == "withdrawn"

    def _is_held(self, entry: Entry) -> bool:
        """Words of a verdict and documents wait by themselves; a photo waits with its report."""
        alone = entry.kind in ("verdict.given", "document.added")
        waits_for = {entry.object} if alone else {entry.object, entry.ref}
        return bool(entry.state) and not waits_for & self.published

    def _age(self, day: str) -> int:
        try:
            return (self.today - datetime.date.fromisoformat(day)).days
        except ValueError:
            return HELD_DAYS + 1

    # What the site's pages show

    def _compare_pages(self) -> None:
        try:
            self._compare_lists()
        except (AttributeError, TypeError, KeyError, ValueError, decimal.InvalidOperation) as error:
            words = f"the list of {self.reading} cannot be read: {type(error).__name__} {error}"
            raise Refused(MISSING, words) from None

    def _compare_lists(self) -> None:
        self._compare_removals()
        shown = set()
        for report in self._listed("reports"):
            shown.add(report["id"])
            self.on_pages.add(report["id"])
            self._compare(report)
            self._compare_row("reports", report)
        logged = {thing for thing, name in self.values if name == "kind"}
        for thing in sorted(logged - shown):
            self._find(MISSING, f"report {thing} is in the log and not in the list of reports")
        for what in sorted({what for what, *_rest in LISTS} - {"reports"}):
            for row in self._listed(what):
                if what == "projects":
                    self._compare_figures(row)
                    self._compare_sums(row)
                if what == "dossiers":
                    self._compare_facts(row)
                self._compare_row(what, row)
        self._check_left_out()

    def _listed(self, what: str) -> object:
        """All rows of one of the site's lists, page by page."""
        self.reading = what
        path = f"/api/v1/{ADDRESSES.get(what, what)}/{'?whole=yes' if what in WHOLE else ''}"
        while path:
            try:
                page = json.loads(self.source.text(path))
                yield from page["results"]
                path = page["next"]
            except (KeyError, TypeError, ValueError, AttributeError):
                raise Refused(MISSING, f"the list of {what} cannot be read") from None

    def _compare_removals(self) -> None:
        """Each step of hiding, showing and erasing is told as it was logged, and all of them."""
        told = set()
        for step in self._listed("removals"):
            thing, fresh = step["photo"] or step["report"], self._is_fresh(step["on"])
            told.add((thing, step["action"], step["reason"], step["role"]))
            self.moved_today |= {thing, step["report"]} if fresh else set()
            known = (thing, step["action"], step["reason"], step["role"]) in self.removed
            if thing in self.kinds and not known:
                words = f"{thing} is said to be {step['action']} by {step['role']} because of "
                words += f"{step['reason']}, and the log says otherwise"
                key = (thing, f"part.{step['action']}", f"{step['reason']} {step['role']}")
                self._doubt(fresh, REWRITTEN, key, words)
        for step, day in self.removed.items():
            is_report = "report.filed" in self.kinds.get(step[0], ())
            if is_report and step not in told and not self._is_fresh(day):
                self._find(MISSING, f"nothing tells that {step[0]} was {step[1]}: {step[2]}")

    def _compare(self, report: dict) -> None:
        thing = report["id"]
        if not self._is_logged(thing, "report.filed", report["public_on"] or report["filed_on"]):
            return
        if self._is_gone(thing):
            words = f"report {thing} is shown, and by the log it was removed"
            self._doubt(thing in self.moved_today, REWRITTEN, (thing, "part.shown", ""), words)
        self._compare_words("report", report, ("text",), report.get("masked_on") or "")
        for name in ("kind", "stage", "place", "project"):
            self._compare_value("report", thing, name, report[name] or "")
        self._compare_value("report", thing, "machine", report.get("machine") or "")
        self._compare_value("report", thing, "seen", report["observed_on"])
        answers = report["observations"]
        said = json.dumps(answers, sort_keys=True) if answers else ""
        self._compare_value("report", thing, "answers", said)
        self._compare_days(report)
        self._compare_state(report)
        self._compare_casework(report)
        self._compare_voice(thing, "report.filed", report["group"])
        for what in SHOWN_ON:
            self._compare_hanging(thing, what, report[what])
        self._compare_photos(thing, report["photos"])
        for reply in report["replies"]:
            names = ("text", "reason", "office")
            changed = max(reply["corrected_on"] or "", reply["masked_on"] or "")
            self._compare_words("reply", reply, names, changed)
            self._compare_photos(reply["id"], reply["photos"])
        for verdict in report["verdicts"]:
            if verdict["id"] in self.said:
                self._compare_verdict(verdict)

    def _compare_row(self, what: str, row: dict) -> None:
        """What else stands in the lists is in the log, and reads as it was logged."""
        for whose, inside, name, parts in LISTS:
            if whose != what:
                continue
            for thing in rows_at(row, inside):
                known = thing.get("log_id") or thing["id"]
                self.listed.add((what, known))
                self.owners[known] = what
                is_fresh = any(self._is_fresh(day) for day in moved_on(thing, row))
                self._compare_listed(thing, name, parts, is_fresh)

    def _compare_listed(self, thing: dict, name: str, parts: dict, is_fresh: bool) -> None:
        known = thing.get("log_id") or thing["id"]
        if known not in self.told.get(name, ()):
            words = f"{known} is shown and the log has no {name} of it"
            self._doubt(is_fresh, MISSING, (known, name, ""), words)
            return
        for field, part in parts.items():
            logged, shown = self._logged(known, part), at(thing, field)
            if logged is not None and not same_figure(logged, shown):
                words = f"{part} of {known} ({name}) reads otherwise than in the log"
                self._doubt(is_fresh, REWRITTEN, (known, part, shown), words)

    def _logged(self, thing: str, part: str) -> object:
        """What the log says last of this; blank where it says nothing, None where it is closed. A
        name behind a dot is one of the row whose number stands there; "ref" is what it is about."""
        if part == "ref":
            return self.refs.get(thing, "")
        part, _dot, inner = part.partition(".")
        if inner:
            row = f"{part}-{self.rows.get(thing, {}).get(part, '')}"
            return self.rows.get(row, {}).get(inner, "")
        if thing in self.rows and (thing, part) not in self.values:
            return self.rows[thing].get(part, "")
        logged = self.figures.get((thing, part), self.values.get((thing, part)))
        is_blank = logged is None and not self.named[thing] & {part, "state"}
        return "" if is_blank else logged

    def _check_left_out(self) -> None:
        """What could be opened is there for all, so a list that lacks it hides it."""
        opened = {thing for thing, _part in self.values}
        for what, _inside, name, _parts in LISTS:
            shown = {thing for whose, thing in self.listed if whose == what}
            for thing in sorted(self.told.get(name, set()) - shown - self.dropped):
                is_beside = self.owners.get(self.refs.get(thing)) == what
                is_due = is_beside if name in OF_LISTED else thing in opened
                if is_due and name not in BESIDE and not self._is_past(thing):
                    self._find(MISSING, f"{thing} ({name}) is in the log and not among {what}")

    def _is_past(self, thing: str) -> bool:
        """Removed, or a place that the classifier does not name any more."""
        return self._is_gone(thing) or bool(self.rows.get(thing, {}).get("valid_to"))

    def _compare_value(
        self, what: str, thing: str, name: str, shown: object, is_fresh: bool = False
    ) -> None:
        logged = self.values.get((thing, name))
        if logged is not None and logged != str(shown):
            words = f"{name} of {what} {thing} reads otherwise than in the log"
            self._doubt(is_fresh, REWRITTEN, (thing, name, shown), words)

    def _days(self, thing: str) -> str:
        """By the log: the day a report was filed, and from which everybody could read it."""
        filed = self.days.get((thing, "report.filed"), "")
        return f"{filed} {self.days.get((thing, 'report.published'), filed)}"

    def _compare_days(self, report: dict) -> None:
        thing = report["id"]
        logged, shown = self._days(thing), f"{report['filed_on']} {report['public_on']}"
        if shown != logged:
            (filed, public), (day, since) = shown.split(" "), logged.split(" ")
            words = f"filed {filed} and public since {public}; in the log {day} and {since}"
            words = f"report {thing} is said to be {words}"
            fresh = self._is_fresh(report["public_on"])
            self._doubt(fresh, REWRITTEN, (thing, "days", shown), words)

    def _compare_casework(self, report: dict) -> None:
        """Whose it is, by when an answer is expected, how many see the same."""
        thing = report["id"]
        forwarded = [step["forwarded_on"] for step in report["forwardings"]]
        self._compare_last("office", thing, self.offices, report["office"], forwarded)
        moved = [change["changed_on"] for change in report["due_changes"]]
        moved += [verdict["given_on"] for verdict in report["verdicts"]]
        moved.append(report["public_on"])
        self._compare_last(DUE, thing, self.due, report["answer_due_on"], moved)
        count = {thing: str(len(self.confirmed.get(thing, ())))}
        days = [report["confirmations_changed_on"]]
        self._compare_last(SEE, thing, count, report["confirmation_count"], days)

    def _compare_last(self, what: str, thing: str, known: dict, shown: object, days: list) -> None:
        """What later entries may have changed: one of today may be sealed tomorrow."""
        if thing in known and known[thing] != str(shown):
            words = f"{what} of report {thing} is shown as {shown}"
            words = f"{words}, and by the log it is {known[thing]}"
            fresh = any(self._is_fresh(day) for day in days)
            self._doubt(fresh, REWRITTEN, (thing, what, shown), words)

    def _compare_voice(self, thing: str, kind: str, group: object) -> None:
        if (self.roles[thing, kind] == "group") != (group is not None):
            self._find(REWRITTEN, f"{thing} is shown in another's voice than in the log")

    def _compare_hanging(self, thing: str, what: str, shown: list) -> None:
        """All that hangs on a report is shown and logged, with the same day."""
        self.on_pages |= {row["id"] for row in shown}
        for row in shown:
            kinds = [kind for kind, where in HANGING.items() if where == what]
            if what == "replies":
                kinds = ["claim.made" if row["is_claim"] else "reply.added"]
            day = row[SHOWN_ON[what]]
            if self._is_logged(row["id"], kinds[0], day):
                logged = self.days[row["id"], kinds[0]]
                if logged != day:
                    self._find(REWRITTEN, f"{row['id']} is of {logged} and said to be of {day}")
        self._check_complete(thing, what, {row["id"] for row in shown})

    def _check_complete(self, thing: str, what: str, shown: set, moved: bool = False) -> None:
        for entry in self.hanging.get(thing, ()):
            if HANGING[entry.kind] != what or entry.object in shown:
                continue
            if not self._is_gone(entry.object) and not self._is_fresh(entry.day):
                words = f"{entry.object} of {thing} ({entry.kind}, entry {entry.index})"
                words = f"{words} is in the log and not shown"
                self._doubt(moved, MISSING, (entry.object, "removal", ""), words)

    def _compare_photos(self, thing: str, shown: list) -> None:
        self.on_pages |= {photo["id"] for photo in shown}
        for photo in shown:
            name = f"photo{photo['n']}"
            if photo["id"] not in self.kinds:  # it may have come today: photos carry no day
                words = f"photo {photo['id']} is shown and the log has no photo.added of it"
                self._doubt(True, MISSING, (photo["id"], "photo.added", ""), words)
                continue
            if self._is_gone(photo["id"]):
                words = f"photo {photo['id']} is shown, and by the log was removed"
                moved = bool({photo["id"], thing} & self.moved_today)
                self._doubt(moved, REWRITTEN, (photo["id"], "part.shown", ""), words)
            if self._is_another(photo, self.values.get((photo["id"], name))):
                words = f"{name} of {thing} ({photo['id']}) is another picture"
                self._find(REWRITTEN, f"{words} than in the log")
        hanging = {thing, *(entry.object for entry in self.hanging.get(thing, ()))}
        moved = bool(hanging & self.moved_today)
        self._check_complete(thing, "photos", {photo["id"] for photo in shown}, moved)

    def _is_another(self, photo: dict, logged: str) -> bool:
        if not self.with_photos or logged is None:
            return False
        return sha256(self.source.raw(photo["large"])).hexdigest() != logged

    def _compare_words(self, what: str, shown: dict, names: tuple, changed_on: str) -> None:
        """What was changed today may be in the log tomorrow."""
        for name in names:
            fresh = self._is_fresh(changed_on)
            self._compare_value(what, shown["id"], name, shown[name], fresh)

    def _compare_verdict(self, verdict: dict) -> None:
        self._compare_words("verdict", verdict, ("text",), "")
        self._compare_voice(verdict["id"], "verdict.given", verdict["group"])
        said = "done" if verdict["is_done"] else "not_done"
        said = "taken_back" if verdict["taken_back_on"] else said
        if self.said[verdict["id"]] != said:
            words = f"verdict {verdict['id']} says otherwise than in the log"
            fresh = self._is_fresh(verdict["taken_back_on"])
            self._doubt(fresh, REWRITTEN, (verdict["id"], "said", said), words)

    def _compare_state(self, report: dict) -> None:
        """How a report stands follows from its entries; a step of today may be sealed tomorrow."""
        logged, shown = self.states[report["id"]], report["state"]
        days = [report[name] for name in DAYS]
        days += [reply["replied_on"] for reply in report["replies"]]
        days += [verdict["given_on"] for verdict in report["verdicts"]]
        days += [verdict["taken_back_on"] for verdict in report["verdicts"]]
        if logged == shown:
            return
        words = f"report {report['id']} is shown as {shown}, and by the log it is {logged}"
        is_fresh = any(self._is_fresh(day) for day in days)
        if logged == "withdrawn" and not is_fresh:  # its author may have taken that back today
            self.notes.append(f"WARNING: {words}. Ask again tomorrow")
            is_fresh = True
        self._doubt(is_fresh, REWRITTEN, (report["id"], "state", shown), words)

    def _compare_figures(self, work: dict) -> None:
        """An official figure that ever moved stands where the log says it moved to."""
        self.owners[work["id"]] = "projects"
        fresh = self._is_fresh(work["figures_changed_on"])
        for name, shown in {**work, **work["planned"], **work["declared"]}.items():
            logged = self.figures.get((work["id"], name))
            if logged is not None and not same_figure(logged, shown):
                words = f"{name} of work {work['identifier']} is shown as {shown}"
                words = f"{words}, and by the log it is {logged or 'not published'}"
                self._doubt(fresh, REWRITTEN, (work["id"], name, shown), words)

    def _compare_sums(self, work: dict) -> None:
        """What is paid and declared in all is what the lines beside it say."""
        for name, found in sums(work).items():
            if not same_figure(written(found), work["declared"][name]):
                words = f"{name} of work {work['identifier']} is shown as {work['declared'][name]}"
                self._find(REWRITTEN, f"{words}, and its lines make {written(found) or 'none'}")

    def _compare_facts(self, paper: dict) -> None:
        """A final document rests on the reports that it named, but for those that are gone."""
        logged = self.values.get((paper["id"], "facts"))
        if logged is None:
            return
        told = set(logged.split())
        for report in sorted(told ^ set(paper["reports"])):
            if report not in told or not self._is_closed(report):
                words = f"{report} among the facts of {paper['id']} reads otherwise than in the log"
                self._find(REWRITTEN, words)

    def _is_fresh(self, day: str) -> bool:
        """Of yesterday, today, or of a place where it is tomorrow already; no day to come."""
        return bool(day) and -1 <= self._age(day) <= 1

    def _is_logged(self, thing: str, kind: str, day: str) -> bool:
        known = self.kinds.get(thing, ())
        if kind in known:
            return True
        words = f"{thing} is shown and the log has no {kind} of it"
        self._doubt(self._is_fresh(day), MISSING, (thing, kind, ""), words)
        return False

    # Promises

    def _check_promise(self, path: str) -> None:
        text = opened(read(path), self.receipt_key, path)
        lines = text.splitlines()
        if len(lines) != 5 or lines[0] != PROMISE:
            raise Refused(UNUSABLE, f"{path}: not a promise of a version this program knows")
        if lines[1].split("/")[0] != key_of(self.key)[0].split("/")[0]:
            raise Refused(UNUSABLE, f"{path}: a promise of another site, {lines[1]}")
        if decoded(lines[2], path)[:12] in self.leaves:
            self.notes.append(f"{path}: kept")
        elif self._age(lines[3]) > 1:
            self._find(BROKEN, f"{path}: promised on {lines[3]}, and it is not in the log")
        else:
            self.notes.append(f"{path}: younger than a day, ask again tomorrow")

    def _report(self, last: Head) -> int:
        print(f"{last.origin}: {last.size} entries")
        print(f"  in eight words: {eight_words(last.note)}")
        for (action, reason, role), count in sorted(self.counts.items()):
            print(f"  {count} {action} by {role}: {reason}")
        for words in self.notes:
            print(f"  {words}")
        for code, words in self.findings[:100]:
            print(f"{code}  {words}")
        if len(self.findings) > 100:
            print(f"… and {len(self.findings) - 100} more")
        if not self.findings:
            print("All fits.")
        return min((code for code, _words in self.findings), default=FITS)


# One proof ----------------------------------------------------------------------------------


def read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(UNUSABLE, f"cannot read {path}: {error}") from None


def check_proof(path: str, key: str, code: str, parts: list) -> int:
    """Whether the entry in the file is in the tree that the checkpoint in the file signs."""
    number, raw, hashes, note = proof_in(read(path))
    head = Head(note, "the checkpoint in the proof")
    if root_by_path(number, head.size, leaf_hash(raw), hashes) != head.root:
        raise Refused(REWRITTEN, "the proof does not lead to the root of the checkpoint")
    if key:
        opened(note, key, "the checkpoint in the proof", REWRITTEN)
    else:
        check_form(head)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Refused(REWRITTEN, f"entry {number} is not text") from None
    entry = Entry(text, number)
    print(text)
    print(f"This is entry {number} of {head.size} in {head.origin}.")
    print(f"Its checkpoint in eight words: {eight_words(note)}")
    if key:
        print("The signature fits.")
    else:
        print("The signature was NOT checked, and without that anybody can make such a file.")
        print("Give --key with what stands behind the word head in /log/key.txt of the site.")
    for part in parts:
        check_part(entry, code, part)
    return FITS


def proof_in(text: str) -> tuple:
    """The number of the entry, the entry, the hashes and the checkpoint of a proof file."""
    top, gap, note = text.partition("\n\n")
    lines = top.split("\n")
    if lines[0] != PROOF:
        raise Refused(UNUSABLE, "not a proof of a version this program knows")
    if not gap or len(lines) < 3 or not lines[1].startswith("extra "):
        raise Refused(UNUSABLE, "the proof file was shortened")
    number = count_in(lines[2][6:]) if lines[2].startswith("index ") else -1
    if number < 0:
        raise Refused(UNUSABLE, "the line with the number of the entry was altered")
    entry = decoded(lines[1][6:], "the entry in the proof")
    hashes = [decoded(line, "a hash of the proof", REWRITTEN) for line in lines[3:]]
    return number, entry, hashes, note


def check_form(head: Head) -> None:
    """Without a key nobody knows who signed; whether lines of signatures stand there is seen."""
    marks = head.note.rpartition("\n\n")[2]
    lines = [line[len(SIGNED_BY) :].rpartition(" ") for line in marks[:-1].split("\n")]
    is_whole = marks.endswith("\n") and len(set(lines)) == len(lines)
    if not is_whole or not all(line.startswith(SIGNED_BY) for line in marks[:-1].split("\n")):
        raise Refused(UNUSABLE, "the checkpoint in the proof: its signature was altered")
    own = [mark for name, _blank, mark in lines if name == head.origin]
    if not any(len(decoded(mark, "the signature in the proof")) == 68 for mark in own):
        words = f"the checkpoint in the proof: not signed in the name of {head.origin}"
        raise Refused(UNUSABLE, words)


def check_part(entry: Entry, code: str, part: str) -> None:
    """Whether the file holds what was committed to, with the salt that the receipt code makes."""
    name, _equal, path = part.partition("=")
    if name not in entry.parts:
        raise Refused(UNUSABLE, f"the entry has no part {name}")
    folded = code.upper().replace("-", "").replace(" ", "")
    label = b"\x00".join([b"salt", entry.object.encode(), name.encode()])
    salt = hmac.new(folded.encode(), label, "sha256").digest()
    value = read(path).encode()
    wanted = decoded(entry.parts[name], "the commitment")
    if wanted not in (commitment(salt, name, value), commitment(salt, name, value.rstrip(b"\n"))):
        raise Refused(REWRITTEN, f"{path} is not what was filed as {name}, or the code is another")
    print(f"{path} is what was filed as {name}.")


def main(words: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", nargs="?", help="address of the site, or a folder of saved files")
    parser.add_argument("--state", default="", help="file that keeps every checkpoint seen")
    parser.add_argument("--witness", action="append", default=[], help="state file of another")
    parser.add_argument("--key", default="", help="the public key to believe")
    parser.add_argument("--save", default="", help="folder to keep what was read")
    parser.add_argument("--promise", action="append", default=[], help="a promise to check")
    parser.add_argument("--photos", action="store_true", help="also load each public photo")
    parser.add_argument("--proof", help="a proof file to check, offline")
    parser.add_argument("--code", default="", help="the receipt code, for --part")
    parser.add_argument("--part", action="append", default=[], help="NAME=FILE, what was filed")
    given = parser.parse_args(words)
    try:
        if given.key:
            key_of(given.key)
        if given.proof:
            return check_proof(given.proof, given.key, given.code, given.part)
        if not given.site:
            parser.error("name a site, a folder or a proof")
        is_site = given.site.startswith(("http://", "https://"))
        source = Site(given.site, given.save) if is_site else Folder(given.site)
        heads = [head for path in given.witness for head in State(path, must_be=True).heads]
        audit = Audit(source, State(given.state), heads, given.key, given.photos)
        return audit.run(given.promise)
    except Refused as refused:
        print(f"{refused.code}  {refused}")
        return refused.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
