"""How much a place should have: a dated norm that an operator enters with its source."""

from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.models import Restated
from projects.models.project import Project


class NormQuerySet(models.QuerySet):
    def on(self, at: date | None = None) -> Self:
        """The norms in force on that day."""
        day = at or today()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Norm(Restated):
    """Of a school for how many of a hundred pupils, of water for how many of a hundred people."""

    LOGGED = "norm"
    TOLD = ("sector", "least", "per_hundred", "since", "until", "source", "source_url")

    class Sector(models.TextChoices):
        """Works of which it is known whom they are for; see `flags.USED_BY`."""

        SCHOOL = Project.Sector.SCHOOL.value, _("school")
        WATER = Project.Sector.WATER.value, _("drinking water")

    sector = models.CharField(_("sector"), max_length=16, choices=Sector.choices)
    least = models.PositiveIntegerField(
        _("from how many pupils or people on"), validators=[MinValueValidator(1)]
    )
    per_hundred = models.PositiveSmallIntegerField(
        _("places for each hundred"), validators=[MinValueValidator(1)]
    )
    since = models.DateField(_("in force since"))
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    objects = NormQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "-since"]
        verbose_name = _("norm")
        verbose_name_plural = _("norms")
        constraints = [
            models.UniqueConstraint(fields=["sector", "since"], name="one_norm_per_sector_and_day"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="norm_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(least__gt=0, per_hundred__gt=0), name="norm_asks_for_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector}, {self.since}"
