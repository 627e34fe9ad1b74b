"""What opens the commitments of the log: the values that everybody may see, with their salts.

What people and offices said is here, what the register says in `register_openings.py`.

An entry whose value is hidden, held or erased is simply not opened; later entries say why.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db.models import Q

from oversight import public_log
from oversight.log import hashing
from oversight.models import GroupRequest, LogEntry
from reports import register_openings
from reports.groups import commitments, dossiers, gatherings, ties, visits
from reports.models import (
    Commitment,
    Dossier,
    DueChange,
    Enclosure,
    Forwarding,
    Gathering,
    GroupTie,
    Joining,
    Photo,
    Reply,
    Report,
    ReportQuerySet,
    Statement,
    TermSheet,
    Verdict,
    Visit,
)
from reports.register_openings import Values
from reports.workflow import State

_DUE = ("due_changes", "verdicts")  # what moved the day of an answer


def lines(entries: Iterable[LogEntry]) -> Iterator[str]:
    """A line a part: number of the entry, name, salt in hex, value in base64."""
    entries = list(entries)
    known = _values({entry.object_id for entry in entries if entry.salts})
    for entry in entries:
        for line in public_log.part_lines(entry):
            _part, name, commitment = line.split(" ")
            value = _opens(entry, name, commitment, known[entry.object_id].get(name, []))
            if value is not None:
                yield f"{entry.index} {name} {entry.salts[name]} {_base64(value)}"


def _opens(entry: LogEntry, name: str, commitment: str, values: list[str]) -> bytes | None:
    """The value among these that the commitment was made of."""
    if name not in entry.salts:
        return None
    salt = bytes.fromhex(entry.salts[name])
    for value in values:
        if _base64(hashing.commitment(salt, name, value.encode())) == commitment:
            return value.encode()
    return None


def _shown() -> ReportQuerySet:
    """What a reporter took back is no longer shown, so it is no longer opened."""
    return Report.objects.public().exclude(state=State.WITHDRAWN)


def _values(object_ids: set[str]) -> defaultdict[str, Values]:
    known: defaultdict[str, Values] = defaultdict(dict)
    for kind in KINDS:
        known.update(kind(object_ids))
    return known


def _reports(ids: set[str]) -> Iterator[tuple[str, Values]]:
    reports = _shown().filter(public_id__in=ids).select_related("project", "machine", "place")
    for report in reports.prefetch_related("photos", "forwardings", "covering", *_DUE):
        values = {
            "kind": report.kind,
            "stage": report.stage,
            "place": report.place.code,
            "project": report.project.identifier if report.project else "",
            "machine": report.machine.public_id if report.machine else "",
            "seen": report.observed_on.isoformat(),
            "answers": json.dumps(report.observations, sort_keys=True),
        }
        values |= {f"orig{photo.number}": photo.sha256_original for photo in report.photos.all()}
        offices = [step.from_office_id for step in report.forwardings.all()]
        yield (
            report.public_id,
            {name: [value] for name, value in values.items()}
            | {"office": [str(pk) for pk in (report.office_id, *offices)], "due": _due(report)}
            | {"text": _texts(report)},
        )


def _texts(report: Report) -> list[str]:
    """What it says; and once covered words are shown again, what stood there meanwhile."""
    covering = getattr(report, "covering", None)
    return [report.text, covering.before] if covering and covering.before else [report.text]


def _due(report: Report) -> list[str]:
    """Every day by which an answer was or is expected."""
    days = [report.answer_due_on]
    for change in report.due_changes.all():
        days += [change.old_due_on, change.new_due_on]
    days += [verdict.due_before for verdict in report.verdicts.all()]
    return [day.isoformat() for day in days if day]


def _replies(ids: set[str]) -> Iterator[tuple[str, Values]]:
    shown = _shown()
    for reply in Reply.objects.filter(public_id__in=ids, report__in=shown):
        wordings = [*reply.earlier, {"text": reply.text, "reason": reply.reason}]
        said = {name: [wording[name] for wording in wordings] for name in ("text", "reason")}
        said["text"] += reply.masked
        yield reply.public_id, said | {"office": [str(reply.office_id)]}


def _enclosures(ids: set[str]) -> Iterator[tuple[str, Values]]:
    shown = Enclosure.objects.filter(state=Enclosure.State.SHOWN, reply__report__in=_shown())
    for enclosure in shown.filter(public_id__in=ids):
        yield enclosure.public_id, {"sha256": [enclosure.sha256]}


def _statements(ids: set[str]) -> Iterator[tuple[str, Values]]:
    for one in Statement.objects.filter(public_id__in=ids, report__in=_shown()):
        yield (
            one.public_id,
            {
                "firm": [one.firm],
                "text": [one.text],
                "received": [one.received_on.isoformat()],
            },
        )


def _verdicts(ids: set[str]) -> Iterator[tuple[str, Values]]:
    shown = _shown()
    verdicts = Verdict.objects.filter(public_id__in=ids, report__in=shown).select_related("report")
    for verdict in verdicts.prefetch_related(*(f"report__{name}" for name in _DUE)):
        yield verdict.public_id, {"text": [verdict.text], "due": _due(verdict.report)}


def _photos(ids: set[str]) -> Iterator[tuple[str, Values]]:
    shown = _shown()
    theirs = Q(report__in=shown) | Q(reply__report__in=shown)
    theirs |= Q(gathering__in=Gathering.objects.shown())
    for photo in Photo.objects.filter(theirs, public_id__in=ids):
        if photo.is_ready:
            large = settings.MEDIA_ROOT / photo.folder / "large.jpg"
            digest = hashlib.sha256(large.read_bytes()).hexdigest() if large.exists() else ""
            yield photo.public_id, {f"photo{photo.number}": [digest]}


def _due_changes(ids: set[str]) -> Iterator[tuple[str, Values]]:
    changes = DueChange.objects.filter(public_id__in=ids, report__in=_shown())
    for change in changes.select_related("regime"):
        yield (
            change.public_id,
            {
                "old": [change.old_due_on.isoformat()],
                "new": [change.new_due_on.isoformat()],
                "regime": [change.regime.code if change.regime else ""],
                "text": [change.text],
            },
        )


def _forwardings(ids: set[str]) -> Iterator[tuple[str, Values]]:
    for step in Forwarding.objects.filter(public_id__in=ids, report__in=_shown()):
        yield (
            step.public_id,
            {
                "from": [str(step.from_office_id)],
                "to": [str(step.to_office_id)],
                "text": [step.text],
            },
        )


def _joinings(ids: set[str]) -> Iterator[tuple[str, Values]]:
    joinings = Joining.objects.filter(public_id__in=ids, report__in=_shown())
    for joining in joinings.select_related("project"):
        yield joining.public_id, {"project": [joining.project.identifier]}


def _groups(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of an accepted group its address; of a tie whose it is, and to whom."""
    for asked in GroupRequest.objects.filter(public_id__in=ids, group__isnull=False).select_related(
        "group"
    ):
        yield asked.public_id, {"group": [asked.group.slug]}
    for tie in GroupTie.objects.filter(public_id__in=ids).select_related("group"):
        yield tie.public_id, _each(ties.values(tie))


def _visits(ids: set[str]) -> Iterator[tuple[str, Values]]:
    kept = Visit.objects.filter(public_id__in=ids, report__in=_shown())
    for visit in kept.select_related("about"):
        yield visit.public_id, _each(visits.values(visit))


def _papers(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of final documents, gatherings, and what offices are asked in them."""
    sent = Dossier.objects.shown().filter(public_id__in=ids)
    for paper in sent.select_related("group", "place"):
        yield paper.public_id, _each(dossiers.values(paper))
    known = Gathering.objects.shown().filter(public_id__in=ids)
    for paper in known.select_related("group", "place"):
        yield paper.public_id, _each(gatherings.values(paper))
    for one in Commitment.objects.shown().filter(public_id__in=ids):
        yield one.public_id, _each(commitments.values(one) | {"reply": one.reply})


def _terms(ids: set[str]) -> Iterator[tuple[str, Values]]:
    """Of the sheets of akims' terms that were shown."""
    terms = [name.removeprefix("term-") for name in ids if name.startswith("term-")]
    for sheet in TermSheet.objects.filter(term__in=terms).exclude(shown_on=None):
        yield sheet.log_id, _each(sheet.said)


KINDS = (
    *(_reports, _replies, _enclosures, _statements, _verdicts, _photos, _due_changes, _forwardings),
    *(_joinings, _groups, _visits, _papers, _terms, *register_openings.KINDS),
)


def _each(values: Mapping[str, str]) -> Values:
    """Of what was never worded otherwise."""
    return {name: [value] for name, value in values.items()}


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
