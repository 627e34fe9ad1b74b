"""How reports are asked for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from oversight.calendar import today
from oversight.models import Place
from oversight.places import kato
from reports import workflow
from reports.models.visibility import Visibility
from reports.workflow import State

# Where the beginning of a place's code stands, by its length: what a region's page looks up by.
COLUMNS = {2: "in_region", 4: "in_district", 6: "in_rural"}


class ReportQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Reports that everybody may see; held and refused ones have no public day."""
        return self.filter(visibility=Visibility.PUBLIC, public_on__isnull=False)

    def held(self) -> Self:
        """Reports that wait for a moderator, and for nothing else before."""
        begun = Q(held_until=None) | Q(held_until__lte=today())
        found = self.filter(begun, state=State.HELD, is_confirmed=True)
        return found.exclude(visibility=Visibility.ERASED)

    def needing_answer(self) -> Self:
        return self.filter(needs_answer=True)

    def owed(self) -> Self:
        """Public reports on which the office owes the next word."""
        return self.public().needing_answer().filter(state__in=workflow.OWED)

    def overdue(self, at: date | None = None) -> Self:
        """Reports the office did not answer by the day it should have."""
        return self.owed().filter(answer_due_on__lt=at or today())

    def below(self, place: Place) -> Self:
        """Reports about the place and everything inside it."""
        if place.valid_to:
            return self.filter(place=place)
        level = kato.level(place.code)
        if level not in COLUMNS:
            return self.filter(place__seat=place.code)
        return self.filter(**{COLUMNS[level]: place.code[:level]})

    def unlisted(self) -> Self:
        """Reports on works that the register does not know."""
        return self.filter(project=None, machine=None)

    def newest_first(self) -> Self:
        """The one public order: by day, then by a random key that tells no time of day."""
        return self.order_by("-filed_on", "-public_id")

    def for_lists(self) -> Self:
        """Everything a card of a report shows, at a constant number of queries."""
        about = self.select_related("project", "machine", "place")
        kept = about.select_related("group", "office", "regime", "visit__about")
        return kept.prefetch_related(
            "photos", "replies__photos", "replies__enclosures", "replies__office", "verdicts"
        )
