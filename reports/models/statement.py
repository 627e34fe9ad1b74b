"""What a firm that a report names says to it, beside the report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import User
from reports.models.report import LANGUAGES, Report


class Statement(models.Model):
    """The firm's own words, which a moderator put beside the report; they move no state."""

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="statements", verbose_name=_("report")
    )
    firm = models.CharField(_("firm"), max_length=200)
    text = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    received_on = models.DateField(_("received on"))
    shown_on = models.DateField(_("shown since"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))

    class Meta:
        ordering = ["shown_on", "pk"]
        verbose_name = _("statement of a firm")
        verbose_name_plural = _("statements of firms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_on__lte=models.F("shown_on")),
                name="statement_is_received_first",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
