"""The papers about a work: added, corrected and taken from view, each a fact of the public log."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from oversight import papers, public_log, told_later
from oversight.calendar import today
from oversight.models import LogEntry
from oversight.papers import Paper
from oversight.public_log import Fact, Part
from projects.models import Document

# What may be corrected, and what its file is.
WORDED = ("title", "url", "kind", "published_on")
FILE = ("sha256", "format", "length")
# What of it stays when it is taken from view.
STAYS = ("title", "kind", "published_on", "format", "length")
# What entries of before did not commit to.
LATER = ("kind", "published_on", "format", "length")
WHY = "hidden_reason"
# No part of an entry is called "kind": to an auditor that marks a report.
_PARTS = {"kind": "sort", WHY: "why"}
ALWAYS = "sort"  # told even where it is blank: by this it is known that the rest was told


@transaction.atomic
def add(document: Document, paper: Paper | None = None) -> Document:
    """Add a paper to a work: a link, or a file that is kept here; a fact of the public log."""
    if paper:
        document.file_name = papers.store(paper)
        document.format, document.length = paper.format, len(paper.content)
        document.sha256 = paper.sha256
    document.told_on = today()
    document.save()
    tell([document])
    return document


@transaction.atomic
def correct(document: Document, **fields: object) -> None:
    """Set what differs; another title, address, kind, day or reason of a hiding is told, and the
    one before stays known."""
    moved = {name: value for name, value in fields.items() if getattr(document, name) != value}
    if not moved:
        return
    if moved.keys() & {*WORDED, WHY}:
        before = {name: plain(getattr(document, name)) for name in WORDED}
        before |= {WHY: document.hidden_reason} if document.hidden_on else {}
        document.earlier = [*document.earlier, before]
        document.corrected_on = document.told_on = today()
    for name, value in moved.items():
        setattr(document, name, value)
    document.save()
    shown = (*STAYS, WHY) if document.hidden_on else WORDED
    told = said(document, [name for name in shown if name in moved])
    told = [Part(name, value.encode()) for name, value in told.items()]
    if told:
        public_log.append_many([_fact(document, "document_corrected", told)])


def said(document: Document, names: Iterable[str]) -> dict[str, str]:
    """These things as the log is told of them, by its names."""
    return {part(name): plain(getattr(document, name)) for name in names}


def part(name: str) -> str:
    """What the log calls it."""
    return _PARTS.get(name, name)


def plain(value: date | int | str | None) -> str:
    """A value as the log keeps it: days as ISO writes them."""
    return "" if value is None else str(value)


def tell(documents: Iterable[Document], *, role: str = "operator") -> None:
    """That papers are there, told to the log in one query."""
    public_log.append_many(
        replace(_fact(one, "document_added", _parts(one)), role=role) for one in documents
    )


def catch_up() -> int:
    """Tell of papers that the log was never told of: they were imported before imports told of
    them; and of others what their entries of before did not commit to. Returns how many those
    were."""
    return _tell_untold() + told_later.tell(
        Document.objects.all(), ALWAYS, lambda document: said(document, LATER)
    )


@transaction.atomic
def _tell_untold() -> int:
    told = LogEntry.objects.filter(object_id=OuterRef("public_id"), kind="note.operator")
    untold = Document.objects.exclude(Exists(told.filter(text__contains="reason document_added")))
    papers = list(untold.select_related("project"))
    tell(papers, role="system")
    Document.objects.filter(pk__in=[one.pk for one in papers]).update(told_on=today())
    return len(papers)


def _fact(document: Document, reason: str, parts: list[Part]) -> Fact:
    return Fact(
        kind="note.operator",
        object_id=document.public_id,
        role="operator",
        ref=document.project.public_id,
        reason=reason,
        parts=parts,
    )


def _parts(document: Document) -> list[Part]:
    """What it is called, where it is, and what its file is; of one that was taken from view what
    stays."""
    shown = STAYS if document.hidden_on else (*WORDED, *FILE)
    told = said(document, shown).items()
    return [Part(name, value.encode()) for name, value in told if value or name == ALWAYS]


@transaction.atomic
def hide(document: Document, *, reason: str) -> None:
    """Take a paper from view: its title and the reason stay, its file is deleted."""
    name, document.file_name = document.file_name, ""
    document.hidden_on, document.hidden_reason = today(), reason
    document.told_on = today()
    document.save()
    why = [Part("why", reason.encode())]
    public_log.append_many(
        Fact(
            kind="part.hidden",
            object_id=document.public_id,
            role="operator",
            ref=document.project.public_id,
            reason="document_hidden",
            parts=[] if number else why,
            named=lines,
        )
        for number, lines in enumerate(_rounds(document))
    )
    if name:
        transaction.on_commit(lambda: papers.remove(name))


def _rounds(document: Document) -> list[list[str]]:
    """What was committed to of the paper itself; an entry names a part but once."""
    rounds: list[dict[str, str]] = [{}]
    for line in public_log.lines_of(document.public_id, ["url", "sha256"]):
        name = line.split(" ")[1]
        free = next((each for each in rounds if name not in each), None)
        if free is None:
            rounds.append(free := {})
        free[name] = line
    return [list(each.values()) for each in rounds]


def content(document: Document) -> bytes:
    """Raises FileNotFoundError."""
    return papers.read(document.file_name)


def files() -> set[str]:
    """The names of all files that papers about works are kept in."""
    return set(Document.objects.exclude(file_name="").values_list("file_name", flat=True))
