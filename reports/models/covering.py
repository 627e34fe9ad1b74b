"""What a moderator covered in a report's own words, kept out of sight."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report


class Covering(models.Model):
    """Beside the report, not in its row: whatever lists, searches or exports reports reads
    `Report.text`, and there the words are covered."""

    report = models.OneToOneField(
        Report, models.PROTECT, related_name="covering", verbose_name=_("report")
    )
    # The words as they were sent, and the passages of them that are covered; both empty once they
    # are shown again.
    original = models.TextField(blank=True, editable=False)
    passages = models.JSONField(default=list, blank=True, editable=False)
    # What the public read last before they were shown again: it can still be opened.
    before = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("covered words of a report")
        verbose_name_plural = _("covered words of reports")

    def __str__(self) -> str:
        return str(self.report)
