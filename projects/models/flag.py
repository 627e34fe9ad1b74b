"""The flags that hold for a work today."""

from django.db import models

from projects.models.project import Project


class ProjectFlag(models.Model):
    """A difference the site computed on a project; see projects/flags.py."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="flags")
    code = models.CharField(max_length=32)
    numbers = models.JSONField(default=dict)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_flag_per_code")
        ]
        indexes = [models.Index(fields=["code"], name="flag_code")]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.code}"
