"""What a list would change in what is known, in words and figures that its reader knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from oversight.tables import Words


@dataclass(frozen=True)
class Change:
    """A value that would move; `about` names the part of the thing that it belongs to.

    Where `field` is none of the model's, the whole thing is added. `known` says the words of a
    code list of others."""

    model: type[Model]
    field: str
    old: object
    new: object
    about: str = ""
    known: Mapping[str, Words] | None = None

    def __str__(self) -> str:
        label = getattr(self._column, "verbose_name", self.model._meta.verbose_name)
        about = f" ({self.about})" if self.about else ""
        return f"{capfirst(str(label))}{about}: {self._said(self.old)} → {self._said(self.new)}"

    @property
    def _column(self) -> Field | None:
        try:
            return self.model._meta.get_field(self.field.rpartition(".")[2])
        except FieldDoesNotExist:
            return None

    def _said(self, value: object) -> str:
        words = {**dict(getattr(self._column, "flatchoices", ())), **(self.known or {})}
        return str(words[value]) if value in words else said(value)


def said(value: object) -> str:
    """A value as people write it; what is not known is a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return formats.number_format(value, force_grouping=True)
    return formats.date_format(value) if isinstance(value, date) else str(value)
