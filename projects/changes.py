"""How an official figure moved, as values that a page can say in its own language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DateField, DecimalField, Field, Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.models import Contract, FigureChange, FundingLine, Milestone, Modification, Project

Value = date | Decimal | str | Promise | None

LINES: dict[str, type[Model]] = {
    model._meta.model_name: model for model in (Contract, FundingLine, Milestone, Modification)
}
ADDED = {
    "contract": _("A contract was added"),
    "fundingline": _("A source of money was added"),
    "milestone": _("A milestone was added"),
    "modification": _("A change of a contract was added"),
}
# Their steps are told one by one elsewhere on the page.
WITH_HISTORY = ("declared_percent", "paid_amount")


@dataclass(frozen=True)
class Moved:
    """One change: which figure, of what, from what to what. None was, or is, not published."""

    field: str
    label: str
    about: str | Promise
    old: Value
    new: Value
    precision: str
    changed_on: date
    source_url: str

    @property
    def added(self) -> Promise | None:
        """What was added, when this is no figure that moved."""
        return ADDED.get(self.field)

    @property
    def kind(self) -> str:
        """How a page says the values: as days, as money, or as words."""
        for value in (self.old, self.new):
            if isinstance(value, date):
                return "day"
            if isinstance(value, Decimal):
                return "money"
        return "words"


def told(changes: Iterable[FigureChange], project: Project) -> list[Moved]:
    """Those changes of a work's official figures that no other part of its page tells."""
    return [read(change, project) for change in changes if change.field not in WITH_HISTORY]


def read(change: FigureChange, project: Project) -> Moved:
    """The change of one of the project's figures. Days are as exact as the project says."""
    field = _field(change.field)
    return Moved(
        field=change.field,
        label=capfirst(str(field.verbose_name)) if field else "",
        about=_spoken(change.field.partition(".")[0], change.about),
        old=_value(field, change.old),
        new=_value(field, change.new) if field else _spoken(change.field, change.new),
        precision=getattr(project, f"{change.field}_precision", Project.Precision.DAY),
        changed_on=change.changed_on,
        source_url=change.source_url,
    )


def _field(name: str) -> Field | None:
    """The model's field of that name; None when a whole line was added."""
    line, _dot, own = name.partition(".")
    if line in LINES:
        return LINES[line]._meta.get_field(own) if own else None
    return Project._meta.get_field(name)


def _spoken(line: str, name: str) -> str | Promise:
    """A line as the reader says it: sources of money are kept as codes."""
    if line != "fundingline":
        return name
    source, _space, giver = name.partition(" ")
    return giver or dict(FundingLine.Source.choices).get(source, source)


def _value(field: Field | None, kept: str) -> Value:
    if not kept or field is None:
        return None
    if isinstance(field, DateField):
        return date.fromisoformat(kept)
    if isinstance(field, DecimalField):
        return Decimal(kept)
    return dict(field.flatchoices).get(kept, kept)
