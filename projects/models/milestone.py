"""Steps of a project, and the papers about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight import trilingual
from projects.models.project import Project


class Milestone(models.Model):
    """A step with the day it is due and the day it was met."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    due_date = models.DateField(_("due"), null=True, blank=True)
    date_met = models.DateField(_("met"), null=True, blank=True)

    class Meta:
        ordering = ["due_date", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return trilingual.pick(self, "title")[0]


class Document(models.Model):
    """A paper about the project, where its source publishes it."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", _("contract")
        ESTIMATE = "estimate", _("estimate")
        ACCEPTANCE = "acceptance", _("act of acceptance")
        DECISION = "decision", _("decision")
        NEWS = "news", _("press report")

    project = models.ForeignKey(Project, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    url = models.TextField(_("address"))
    published_on = models.DateField(_("published on"), null=True, blank=True)

    class Meta:
        ordering = ["published_on", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title
