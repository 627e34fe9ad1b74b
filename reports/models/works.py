"""What an office says of the works that the register calls its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models import Office, User
from projects.models import Project


class WorkCheck(models.Model):
    """The first thing an office is asked: is this work yours, and who ordered it?"""

    class Word(models.TextChoices):
        OURS = "ours", _("It is ours.")
        ORDERED_BY = "ordered_by", _("It is ours to answer for; somebody else ordered it.")
        NOT_OURS = "not_ours", _("It is not ours.")

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="checks", verbose_name=_("project")
    )
    office = models.ForeignKey(
        Office, models.CASCADE, related_name="checks", verbose_name=_("office")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))
    word = models.CharField(_("word"), max_length=12, choices=Word.choices)
    other = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", verbose_name=_("the other office")
    )
    said_on = models.DateField(_("said on"))

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("word on a work")
        verbose_name_plural = _("words on works")
        constraints = [
            models.UniqueConstraint(fields=["project", "office"], name="one_word_per_work")
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.word}"
