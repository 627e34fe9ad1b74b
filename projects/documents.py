"""The papers about a work: added and taken from view, each a fact of the public log."""

from django.db import transaction

from oversight import papers, public_log
from oversight.calendar import today
from oversight.papers import Paper
from projects.models import Document


@transaction.atomic
def add(document: Document, paper: Paper | None = None) -> Document:
    """Add a paper to a work: a link, or a file that is kept here; a fact of the public log."""
    if paper:
        document.file_name = papers.store(paper)
        document.format, document.length = paper.format, len(paper.content)
        document.sha256 = paper.sha256
    document.save()
    parts = [public_log.Part("title", document.title.encode())]
    parts += [public_log.Part("url", document.url.encode())] if document.url else []
    parts += [public_log.Part("sha256", document.sha256.encode())] if paper else []
    public_log.append(
        "note.operator",
        document.public_id,
        role="operator",
        ref=document.project.public_id,
        reason="document_added",
        parts=parts,
    )
    return document


@transaction.atomic
def hide(document: Document, *, reason: str) -> None:
    """Take a paper from view: its title and the reason stay, its file is deleted."""
    name, document.file_name = document.file_name, ""
    document.hidden_on, document.hidden_reason = today(), reason
    document.save()
    public_log.append(
        "part.hidden",
        document.public_id,
        role="operator",
        ref=document.project.public_id,
        reason="document_hidden",
        parts=[public_log.Part("why", reason.encode())],
        named=public_log.lines_of(document.public_id, ["url", "sha256"]),
    )
    if name:
        transaction.on_commit(lambda: papers.remove(name))


def content(document: Document) -> bytes:
    """Raises FileNotFoundError."""
    return papers.read(document.file_name)


def files() -> set[str]:
    """The names of all files that papers about works are kept in."""
    return set(Document.objects.exclude(file_name="").values_list("file_name", flat=True))
