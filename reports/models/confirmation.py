"""Another resident who sees it too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from reports.models.report import Report


class Confirmation(models.Model):
    """A one-tap report of its own, with its own code. It is counted, and decides nothing."""

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    draft_id = models.UUIDField(unique=True, editable=False)
    receipt = models.CharField(max_length=64, unique=True, editable=False)
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="confirmations", verbose_name=_("report")
    )
    confirmed_on = models.DateField(_("confirmed on"))
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ["confirmed_on", "public_id"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return self.public_id
