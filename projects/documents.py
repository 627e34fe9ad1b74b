"""The papers about a work: added, corrected and taken from view, each a fact of the public log."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef

from oversight import papers, public_log
from oversight.calendar import today
from oversight.models import LogEntry
from oversight.papers import Paper
from oversight.public_log import Fact, Part
from projects.models import Document

WORDED = ("title", "url")
WHY = "hidden_reason"


@transaction.atomic
def add(document: Document, paper: Paper | None = None) -> Document:
    """Add a paper to a work: a link, or a file that is kept here; a fact of the public log."""
    if paper:
        document.file_name = papers.store(paper)
        document.format, document.length = paper.format, len(paper.content)
        document.sha256 = paper.sha256
    document.save()
    tell([document])
    return document


@transaction.atomic
def correct(document: Document, **fields: object) -> None:
    """Set what differs; another title, address or reason of a hiding is told, and the one before
    stays readable."""
    moved = {name: value for name, value in fields.items() if getattr(document, name) != value}
    if not moved:
        return
    if moved.keys() & {*WORDED, WHY}:
        before = {name: getattr(document, name) for name in WORDED}
        before |= {WHY: document.hidden_reason} if document.hidden_on else {}
        document.earlier, document.corrected_on = [*document.earlier, before], today()
    for name, value in moved.items():
        setattr(document, name, value)
    document.save()
    shown = ("title", WHY) if document.hidden_on else WORDED
    told = [(name, getattr(document, name)) for name in shown if name in moved]
    told = [Part("why" if name == WHY else name, value.encode()) for name, value in told]
    if told:
        public_log.append_many([_fact(document, "document_corrected", told)])


def tell(documents: Iterable[Document], *, role: str = "operator") -> None:
    """That papers are there, told to the log in one query."""
    public_log.append_many(
        replace(_fact(one, "document_added", _parts(one)), role=role) for one in documents
    )


@transaction.atomic
def catch_up() -> int:
    """Tell of papers that the log was never told of: they were imported before imports told of
    them. Returns how many those were."""
    told = LogEntry.objects.filter(object_id=OuterRef("public_id"), kind="note.operator")
    untold = Document.objects.exclude(Exists(told.filter(text__contains="reason document_added")))
    papers = list(untold.select_related("project"))
    tell(papers, role="system")
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
    """What it is called, where it is, and what its file is; the first alone of one that was taken
    from view."""
    shown = ("title",) if document.hidden_on else (*WORDED, "sha256")
    said = {name: getattr(document, name) for name in shown}
    return [Part(name, value.encode()) for name, value in said.items() if value]


@transaction.atomic
def hide(document: Document, *, reason: str) -> None:
    """Take a paper from view: its title and the reason stay, its file is deleted."""
    name, document.file_name = document.file_name, ""
    document.hidden_on, document.hidden_reason = today(), reason
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
