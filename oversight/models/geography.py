"""What is known of places besides the classifier: outlines, and how many live and learn there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.models.places import Place
from oversight.models.restated import Restated
from oversight.models.sources import DataSource
from oversight.models.within import WithinQuerySet


class PlaceOutline(Restated):
    """The border of a place, as fine as a screen can show it."""

    LOGGED = "outline"
    TOLD = ("geometry", "place__code", "source_id")

    place = models.OneToOneField(
        Place, models.PROTECT, related_name="outline", verbose_name=_("place")
    )
    # A Polygon or MultiPolygon of GeoJSON: longitude first.
    geometry = models.JSONField(_("outline"))
    source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="outlines", verbose_name=_("source")
    )

    class Meta:
        ordering = ["place__code"]
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")

    def __str__(self) -> str:
        return str(self.place)


class PlacePopulation(Restated):
    """How many people lived in a place in one year. The newest also stands in the place itself."""

    LOGGED = "people"
    TOLD = ("year", "people", "place__code", "source_id")

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="populations", verbose_name=_("place")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    people = models.PositiveIntegerField(_("population"))
    source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="populations", verbose_name=_("source")
    )

    objects = WithinQuerySet.as_manager()

    class Meta:
        ordering = ["place", "-year"]
        verbose_name = _("population of a year")
        verbose_name_plural = _("population by year")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"], name="one_population_per_place_and_year"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2100)), name="population_year_makes_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.year}"


class PlacePupils(Restated):
    """How many children went to school in a place in one year."""

    LOGGED = "pupils"
    TOLD = ("year", "pupils", "place__code", "source_id")

    place = models.ForeignKey(Place, models.PROTECT, related_name="pupils", verbose_name=_("place"))
    year = models.PositiveSmallIntegerField(_("year"))
    pupils = models.PositiveIntegerField(_("pupils"))
    source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="pupils", verbose_name=_("source")
    )

    objects = WithinQuerySet.as_manager()

    class Meta:
        ordering = ["place", "-year"]
        verbose_name = _("pupils of a year")
        verbose_name_plural = _("pupils by year")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"], name="one_count_of_pupils_per_place_and_year"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2100)), name="year_of_pupils_makes_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.year}"
