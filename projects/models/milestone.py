"""Steps of a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight import trilingual
from oversight.models import Restated
from projects.models.project import Project


class Milestone(Restated):
    """A step with the day it is due and the day it was met."""

    LOGGED = "step"
    TOLD = ("project__identifier", "title_kk", "title_ru", "title_en", "due_date", "date_met")

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="milestones", verbose_name=_("project")
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    due_date = models.DateField(_("due"), null=True, blank=True)
    date_met = models.DateField(_("met"), null=True, blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["due_date", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    @property
    def plain_name(self) -> str:
        """What a dated change calls it, in no reader's language."""
        return self.title_kk or self.title_ru

    @property
    def title(self) -> str:
        return trilingual.pick(self, "title")[0]
