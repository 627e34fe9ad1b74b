"""Things that lie in a place, found by any place above them."""

from typing import Self

from django.db import models

from oversight.models.places import Place
from oversight.places import kato


class WithinQuerySet(models.QuerySet):
    """Rows with a foreign key `place`."""

    def below(self, place: Place) -> Self:
        """What lies in the place and everything inside it: one index range of codes."""
        if place.valid_to:
            return self.filter(place=place)
        return self.filter(place__seat__range=kato.below(place.code))
