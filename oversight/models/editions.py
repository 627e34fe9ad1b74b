"""Editions of the classifier, and what an operator decided where name and code disagree."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models.places import Place
from oversight.models.restated import Restated


class Edition(Restated):
    """One edition that was imported, with how much it changed."""

    LOGGED = "edition"
    TOLD = ("day", "file_name", "imported_on", "new", "renamed", "moved", "gone", "reused")

    day = models.DateField(_("edition of"), unique=True)
    file_name = models.CharField(_("file"), max_length=200)
    imported_on = models.DateField(_("imported on"))
    new = models.PositiveIntegerField(_("new places"))
    renamed = models.PositiveIntegerField(_("renamed places"))
    moved = models.PositiveIntegerField(_("moved places"))
    gone = models.PositiveIntegerField(_("places gone"))
    reused = models.PositiveIntegerField(_("codes given to another place"))

    class Meta:
        ordering = ["-day"]
        verbose_name = _("edition of the classifier")
        verbose_name_plural = _("editions of the classifier")

    def __str__(self) -> str:
        return self.day.isoformat()


class PlaceQuestion(models.Model):
    """Name and code disagree between two editions: whether it is one place, an operator says.

    Until then nothing becomes anything else: a code keeps its place, a place that is gone stays
    what it was.
    """

    class Answer(models.TextChoices):
        SAME = "same", _("one and the same place")
        OTHER = "other", _("another place")

    # The place that is known, and what the edition says
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="questions", verbose_name=_("known place")
    )
    edition = models.DateField(_("edition of"))
    code = models.CharField(_("KATO code"), max_length=9)
    kind = models.CharField(_("kind"), max_length=30, choices=Place.Kind.choices)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    # The edition is older than the place: it says what the code meant before.
    is_past = models.BooleanField(_("of an older edition"), default=False)

    # The decision
    answer = models.CharField(_("decision"), max_length=5, choices=Answer.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        ordering = ["answer", "code"]
        verbose_name = _("question about a place")
        verbose_name_plural = _("questions about places")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "code", "name_kk", "name_ru"], name="one_question_per_disagreement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place.code} {self.place.name_kk} → {self.code} {self.name_kk}"

    @property
    def is_about_a_code(self) -> bool:
        """One code, two names; otherwise one name, two codes."""
        return self.place.code == self.code
