"""What makes it safe for a phone to ask twice for the same step."""

from django.db import models

from reports.models.report import Report


class StepTaken(models.Model):
    """A step that the reporter's phone asked for and that was taken. It holds no words."""

    step_id = models.UUIDField(unique=True, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="steps_taken")

    def __str__(self) -> str:
        return str(self.step_id)
