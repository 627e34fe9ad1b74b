"""What moderators decided, by which written rule, and why."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import User
from reports.models.report import Report

APPEAL = timedelta(days=14)


class Decision(models.Model):
    """A moderator's decision on a held report; its reason is public."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("publish")
        REFUSE = "refuse", _("refuse")

    class Reason(models.TextChoices):
        FITS = "fits", _("It fits the rules.")
        PRIVATE_DATA = "private_data", _("It tells a private person's name, number or address.")
        ACCUSATION = "accusation", _("It calls somebody guilty instead of saying what was seen.")
        NOT_ABOUT_WORKS = "not_about_works", _("It is not about public works.")
        INSULT = "insult", _("It insults somebody.")
        ADVERTISING = "advertising", _("It is advertising.")
        UNREADABLE = "unreadable", _("It cannot be understood.")

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="decisions", verbose_name=_("report")
    )
    moderator = models.ForeignKey(
        User, models.PROTECT, related_name="decisions", verbose_name=_("moderator")
    )
    action = models.CharField(_("decision"), max_length=8, choices=Action.choices)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices)
    note = models.TextField(_("note to the reporter"), blank=True)
    decided_on = models.DateField(_("decided on"))

    class Meta:
        ordering = ["decided_on", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.report}: {self.get_action_display()}"

    def may_be_appealed(self, at: date) -> bool:
        """Within a fortnight, against a refusal."""
        return self.action == self.Action.REFUSE and at - self.decided_on <= APPEAL
