"""Letters to offices: one issue per office, kind and period, its text frozen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.models import Office


class DigestIssue(models.Model):
    """What an office was told, word for word, and whether the letter left."""

    class Kind(models.TextChoices):
        WEEKLY = "weekly", _("weekly")
        URGENT = "urgent", _("urgent")
        FIRST = "first", _("first new report")
        ESCALATION = "escalation", _("overdue below")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be delivered")
        GIVEN_UP = "given_up", _("given up after many tries")
        OUTDATED = "outdated", _("a newer one was sent instead")

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="digests", verbose_name=_("office")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    period_start = models.DateField(_("period from"))
    made_on = models.DateField(_("made on"), default=today)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("text with layout"))
    recipient = models.EmailField(_("to"))
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.WAITING
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["-period_start", "office"]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "period_start"], name="one_digest_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.get_kind_display()}, {self.period_start}"

    @property
    def key(self) -> str:
        """The identity of the letter, made of what is unique about the issue."""
        return f"digest-{self.kind}-{self.office_id}-{self.period_start.isoformat()}"
