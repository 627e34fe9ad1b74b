"""What other software sent of a work, kept whole, so that it can be given back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models import Restated
from projects.models.project import Project


class Original(Restated):
    """The OC4IDS record that a work came from, with all that the register has no column for."""

    LOGGED = "record"
    TOLD = ("digest", "project__identifier")

    project = models.OneToOneField(
        Project, models.CASCADE, related_name="original", verbose_name=_("project")
    )
    data = models.JSONField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    received_on = models.DateField(_("received on"))

    class Meta:
        verbose_name = _("received record")
        verbose_name_plural = _("received records")

    def __str__(self) -> str:
        return f"{self.project_id} {self.received_on}"
