"""How a report on an unlisted work came to belong to a work of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import InitiativeGroup, User
from projects.models import Project
from reports.models.report import Report


class Joining(models.Model):
    """A report joined to a work, by a group or an operator; the trail is public."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="joinings")
    project = models.ForeignKey(Project, models.PROTECT, related_name="joinings")
    group = models.ForeignKey(InitiativeGroup, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_project = models.BooleanField(_("the work was registered from the report"))
    joined_on = models.DateField(_("joined on"))

    class Meta:
        ordering = ["joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report"], name="a_report_joins_one_work"),
        ]

    def __str__(self) -> str:
        return f"{self.report} → {self.project_id}"
