"""What is true of this installation as a whole."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """The one row that says whether the site is open and whether its data is a demonstration."""

    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    demonstration = models.BooleanField(_("holds demonstration data"), default=False)
    mail_tested_on = models.DateField(_("test letter sent on"), null=True, blank=True)
    backup_checked_on = models.DateField(_("backup checked on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_installation"),
        ]

    def __str__(self) -> str:
        return str(_("This installation"))

    @classmethod
    def current(cls) -> Self:
        """The row, or what an empty database means: not open, no demonstration."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def takes_reports(self) -> bool:
        """Reports are taken once an operator opened the site, and in a demonstration."""
        return self.demonstration or self.opened_on is not None


class DayTransfer(models.Model):
    """A day the Government moved: a working Saturday, or a day off that the law does not name."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("working day"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["day"]
        verbose_name = _("moved day")
        verbose_name_plural = _("moved days")

    def __str__(self) -> str:
        return self.day.isoformat()
