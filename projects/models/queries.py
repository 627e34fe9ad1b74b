"""How works are asked for."""

from datetime import date
from typing import Self

from oversight.calendar import today
from oversight.models import WithinQuerySet, WordedQuerySet
from projects.models.programme import Programme


class ProjectQuerySet(WithinQuerySet, WordedQuerySet):
    """The register in the language of the field."""

    def of_programme(self, programme: Programme) -> Self:
        """Works of the programme; those of an umbrella are the works of its members too."""
        return self.filter(programme__in=programme.family())

    def under_way(self) -> Self:
        return self.filter(status=self.model.Status.IMPLEMENTATION)

    def late(self, at: date | None = None) -> Self:
        """Works not finished by the day they should have been. Unpublished days never count."""
        return self.exclude(status__in=self.model.OVER).filter(planned_end__lt=at or today())

    def in_question(self) -> Self:
        """Works with a difference that somebody must answer for."""
        return self.filter(is_grave=True)

    def for_lists(self) -> Self:
        """Everything a row of a list shows, in one query and one for the flags."""
        return self.select_related("place", "programme").prefetch_related("flags")
