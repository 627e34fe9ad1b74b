"""What hangs on a work, as a file names it, before it is a row of the register."""

from dataclasses import dataclass, field

from django.db.models import CharField, Model
from django.utils.translation import gettext_lazy as _

from projects.matching import Unreadable


@dataclass(frozen=True)
class Firm:
    """A supplier as a file names it."""

    name: str
    bin: str = ""


@dataclass(frozen=True)
class Line:
    """A contract, a step, a paper; `source_id` is its name outside, blank where it has none."""

    model: type[Model]
    source_id: str
    fields: dict[str, object] = field(default_factory=dict)
    lines: tuple["Line", ...] = ()  # what hangs on a contract


def fits(model: type[Model], fields: dict[str, object]) -> None:
    """Raises Unreadable for a text that the register has no room for."""
    for name, value in fields.items():
        column = model._meta.get_field(name)
        if not (isinstance(value, str) and isinstance(column, CharField)):
            continue
        if len(value) > column.max_length:
            words = _("“%(what)s” is longer than %(most)d letters.")
            raise Unreadable(words % {"what": column.verbose_name, "most": column.max_length})
