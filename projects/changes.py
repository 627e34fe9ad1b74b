"""How an official figure moved, as values that a page can say in its own language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.models import FigureChange, Project

Value = date | Decimal | str | None


@dataclass(frozen=True)
class Moved:
    """One change: which figure, from what to what. None was, or is, not published."""

    field: str
    old: Value
    new: Value
    precision: str
    changed_on: date
    source_url: str


def read(change: FigureChange, project: Project) -> Moved:
    """The change of one of the project's figures. Days are as exact as the project says."""
    return Moved(
        field=change.field,
        old=_value(change.field, change.old),
        new=_value(change.field, change.new),
        precision=getattr(project, f"{change.field}_precision", Project.Precision.DAY),
        changed_on=change.changed_on,
        source_url=change.source_url,
    )


def _value(field: str, kept: str) -> Value:
    if not kept:
        return None
    if field == "status":
        return dict(Project.Status.choices).get(kept, kept)
    if field in ("planned_start", "planned_end"):
        return date.fromisoformat(kept)
    return Decimal(kept) if field == "budget_amount" else kept
