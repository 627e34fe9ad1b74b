"""What is true of this installation as a whole."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogAlarm(models.TextChoices):
    """Why the public log is not sealed."""

    NO_KEY = "no_key", _("The key of the public log cannot be read.")
    REWRITTEN = "rewritten", _("The public log no longer fits its last signed checkpoint.")
    BEHIND = "behind", _("The public log is shorter than checkpoints that were signed before.")


class Installation(models.Model):
    """The one row that says whether the site is open and whether its data is a demonstration."""

    class Reporting(models.TextChoices):
        """Who may report (ADR 0016)."""

        OPEN = "open", _("anybody, without a name")
        EMAIL = "email", _("anybody whose e-mail address is confirmed")
        GROUP = "group", _("initiative groups, for residents")

    reporting = models.CharField(
        _("who may report"), max_length=8, choices=Reporting.choices, default=Reporting.OPEN
    )
    lawyer_answered_on = models.DateField(_("a lawyer answered on"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    demonstration = models.BooleanField(_("holds demonstration data"), default=False)
    mail_tested_on = models.DateField(_("test letter sent on"), null=True, blank=True)
    backup_checked_on = models.DateField(_("backup checked on"), null=True, blank=True)
    # The public log: why it is not sealed, until when what waits must be, and when its old texts
    # were last found to fit.
    log_alarm = models.CharField(max_length=12, choices=LogAlarm.choices, blank=True)
    log_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    log_verified_on = models.DateField(null=True, blank=True, editable=False)
    # When the clock last struck and a worker heard it.
    clock_struck_at = models.DateTimeField(null=True, blank=True, editable=False)

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

    @classmethod
    def note(cls, **fields: object) -> Self:
        """Write these fields and no other: several processes note things here."""
        return cls.objects.update_or_create(pk=1, defaults=fields)[0]

    @property
    def log_is_frozen(self) -> bool:
        """History does not fit what was signed: no more is signed until somebody has looked."""
        return self.log_alarm in (LogAlarm.REWRITTEN, LogAlarm.BEHIND)

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
