"""How offices answer: counts kept in step with the reports they were asked about."""

from django.db import models

from oversight.models import Office


class OfficeAnswers(models.Model):
    """A summary of one office that reports/statistics.py keeps. Held reports are in none of it."""

    office = models.OneToOneField(
        Office, models.CASCADE, primary_key=True, related_name="answers", editable=False
    )
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    resolved = models.PositiveIntegerField(default=0)
    disputed = models.PositiveIntegerField(default=0)
    unopposed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.office}: {self.in_time} / {self.asked}"
