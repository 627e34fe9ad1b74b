"""What an official figure leaves when it moves: a dated change, and its entry in the public log.

Each is written as it happens or, inside `together`, with all others in a few queries at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from oversight import public_log
from oversight.calendar import today
from oversight.models import Office, Place
from oversight.public_log import Fact, Part
from projects.models import FigureChange, Project

Noted = tuple[FigureChange, Fact]


@dataclass(frozen=True)
class Source:
    """Where a new figure was read, and who brought it."""

    url: str
    role: str = "operator"


def note(
    project: Project, field: str, old: object, new: object, source: Source, about: str = ""
) -> None:
    """Keep that a figure of the work moved; `about` names the contract or step it belongs to."""
    change = FigureChange(
        project=project,
        field=field,
        about=about[:300],
        old=_plain(old),
        new=_plain(new),
        changed_on=today(),
        source_url=source.url,
    )
    noted = (change, _fact(change, source.role))
    waiting = _waiting.get()
    if waiting is None:
        _write([noted])
    else:
        waiting.append(noted)


def _fact(change: FigureChange, role: str) -> Fact:
    names = ("field", "old", "new", *(["about"] if change.about else []))
    return Fact(
        kind="figure.changed",
        object_id=change.public_id,
        role=role,
        ref=change.project.public_id,
        parts=tuple(Part(name, getattr(change, name).encode()) for name in names),
    )


def _plain(value: object) -> str:
    """A figure as the change record keeps it: codes and ISO days, no reader's language."""
    if value is None:
        return ""
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Office):
        return str(value.pk)
    return str(getattr(value, "code", value))


def _write(noted: list[Noted]) -> None:
    FigureChange.objects.bulk_create([change for change, _fact in noted])
    public_log.append_many([fact for _change, fact in noted])


_waiting: ContextVar[list[Noted] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """The changes of this block are written at its end, in the order in which they were noted.

    The block is inside one transaction: figures and their traces are saved together or not at all.
    """
    noted: list[Noted] = []
    token = _waiting.set(noted)
    try:
        yield
    finally:
        _waiting.reset(token)
    _write(noted)
