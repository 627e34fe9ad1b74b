"""Tells the public log how works and their lines stand: at once, or at the end of `together`."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from oversight import restating
from oversight.models import Restated

# Rows by their kind and by who changed them; each once, however often it moves.
Waiting = dict[tuple[type[Restated], str], set[int]]


def tell(row: Restated, role: str = "operator") -> None:
    """To be called in the transaction that wrote the row."""
    waiting = _waiting.get()
    if waiting is None:
        restating.tell(type(row).objects.filter(pk=row.pk), role=role)
    else:
        waiting[type(row), role].add(row.pk)


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """How the rows that change in this block stand at its end is told there, in a few queries.

    The block is inside one transaction: rows and entries are saved together or not at all.
    """
    changed: Waiting = defaultdict(set)
    token = _waiting.set(changed)
    try:
        yield
    finally:
        _waiting.reset(token)
    for (model, role), keys in changed.items():
        restating.tell(model.objects.filter(pk__in=keys), role=role)
