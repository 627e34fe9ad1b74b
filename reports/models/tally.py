"""How many reports came within an hour: about one work, and on the whole site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """A count of one hour, swept two hours later. It knows no address, no phone and no report."""

    subject = models.CharField(_("about"), max_length=60)
    hour = models.PositiveIntegerField(_("hour since 1970"))
    count = models.PositiveIntegerField(_("reports"), default=0)

    class Meta:
        ordering = ["-hour", "-count"]
        verbose_name = _("count of reports in an hour")
        verbose_name_plural = _("counts of reports in an hour")
        constraints = [
            models.UniqueConstraint(fields=["subject", "hour"], name="one_tally_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.count}"
