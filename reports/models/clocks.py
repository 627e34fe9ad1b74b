"""How long an office may take: a row for each regime under which a report can stand."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight import trilingual


class ClockRule(models.Model):
    """The days of one regime, counted from the day after the report became public."""

    class Unit(models.TextChoices):
        WORKING = "working", _("working days")
        CALENDAR = "calendar", _("calendar days")

    PLATFORM = "platform"

    code = models.SlugField(_("code"), unique=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(_("days"))
    unit = models.CharField(_("counted in"), max_length=8, choices=Unit.choices)
    source_kk = models.CharField(_("source in Kazakh"), max_length=300, blank=True)
    source_ru = models.CharField(_("source in Russian"), max_length=300, blank=True)
    source_en = models.CharField(_("source in English"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule of a clock")
        verbose_name_plural = _("rules of clocks")
        constraints = [
            models.CheckConstraint(condition=models.Q(days__gte=1), name="clock_gives_a_day")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return getattr(self, f"name_{get_language() or 'kk'}", "") or self.name_kk

    @property
    def source(self) -> str:
        return trilingual.pick(self, "source")[0]

    def calendar_day(self, start: date) -> date:
        return start + timedelta(days=self.days)
