"""The flags that works carry, made those that hold today; tallies and requests follow them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from oversight.calendar import today
from projects import asking, flags, tallies
from projects.models import Project, ProjectFlag

Found = dict[int, dict[str, flags.Numbers]]  # the flags of works, by their keys
Stored = dict[int, dict[str, ProjectFlag]]


def follow(project: Project) -> None:
    """What follows from a changed work: at once or, inside `together`, at its end."""
    waiting = _waiting.get()
    if waiting is None:
        _follow([project])
    else:
        waiting[project.pk] = project


def _follow(projects: Collection[Project]) -> None:
    """A request is open only while its figure is flagged."""
    gone = refresh(projects, today())
    published = [
        work for work in projects if gone.get(work.pk, set()).intersection(flags.NOT_PUBLISHED)
    ]
    if published:
        asking.close_published(published, today())


def refresh(projects: Collection[Project], at: date) -> dict[int, set[str]]:
    """Make the stored flags those that hold on that day, and tell the tallies of the places above.
    Returns the flags that no longer hold, by the works' keys."""
    found = {project.pk: flags.reckon(project, at) for project in projects}
    for project in projects:
        tallies.refresh(project, found[project.pk].keys())
    stored: Stored = defaultdict(dict)
    for flag in ProjectFlag.objects.filter(project__in=found):
        stored[flag.project_id][flag.code] = flag
    gone = {key: stored[key].keys() - codes.keys() for key, codes in found.items()}
    old = [stored[key][code].pk for key, codes in gone.items() for code in codes]
    if old:
        ProjectFlag.objects.filter(pk__in=old).delete()
    _store(list(_moved(found, stored)))
    return {key: codes for key, codes in gone.items() if codes}


def _moved(found: Found, stored: Stored) -> Iterator[ProjectFlag]:
    """Flags that are new, or whose numbers moved."""
    for key, codes in found.items():
        for code, numbers in codes.items():
            known = stored[key].get(code)
            if known is None or known.numbers != numbers:
                yield ProjectFlag(project_id=key, code=code, numbers=numbers)


def _store(moved: list[ProjectFlag]) -> None:
    ProjectFlag.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["project", "code"],
        update_fields=["numbers"],
    )


_waiting: ContextVar[dict[int, Project] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Works that change in this block are flagged at its end, in a few queries.

    The block is inside one transaction: works and flags are saved together or not at all."""
    changed: dict[int, Project] = {}
    token = _waiting.set(changed)
    try:
        yield
    finally:
        _waiting.reset(token)
    if changed:
        _follow(changed.values())
