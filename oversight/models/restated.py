"""Rows that say what another source says, and what the public log was told of each."""

from typing import ClassVar

from django.db import models

from oversight.calendar import today
from oversight.models.log import LogRow


class Restated(models.Model):
    """A row restated from elsewhere. Whoever writes one calls `restating.tell()` behind it.

    `LOGGED` is what the log calls it; `TOLD` are the columns that the log is told of.
    """

    LOGGED: ClassVar[str]
    TOLD: ClassVar[tuple[str, ...]]

    # The day of the newest entry that tells of it: a young one may still wait for its seal.
    told_on = models.DateField(default=today, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def told_rows(cls) -> models.QuerySet:
        """The rows that the log is told of."""
        return cls.objects.all()

    @property
    def log_id(self) -> str:
        """The object of its entries."""
        return f"{self.LOGGED}-{self.pk}"


class RowTold(LogRow):
    """What one entry said of a restated row. What the row says itself opens the newest."""

    log_id = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    # Blank values are left out; nothing at all is a row that was taken away.
    said = models.JSONField(default=dict)

    class Meta(LogRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["log_id", "number"], name="one_word_per_row_and_number")
        ]

    def __str__(self) -> str:
        return f"{self.log_id}, {self.number}"
