"""A group's visit to a site: what its report rests on, and whether a claim proved true."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import InitiativeGroup, User
from reports.models.reply import Verdict
from reports.models.report import Report


class Visit(models.Model):
    """What a group did on site. Its words, photos and answers are those of the report it filed."""

    class Method(models.TextChoices):
        LOOKED = "looked", _("looked at it from outside")
        INSIDE = "inside", _("went inside")
        TRIED = "tried", _("tried whether it works")
        MEASURED = "measured", _("measured")
        RESIDENTS = "residents", _("asked residents")
        PAPERS = "papers", _("read the papers")

    class Access(models.TextChoices):
        FREE = "free", _("we could go everywhere")
        PARTLY = "partly", _("we were let in to a part only")
        REFUSED = "refused", _("access was refused")

    class Information(models.TextChoices):
        NOT_ASKED = "not_asked", _("we asked for no papers")
        GIVEN = "given", _("what we asked for was shown")
        REFUSED = "refused", _("information was refused")

    class Finding(models.TextChoices):
        YES = "yes", _("yes, it is done")
        NO = "no", _("no, it is not done")
        CANNOT_TELL = "cannot_tell", _("we cannot tell")

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.OneToOneField(
        Report, models.PROTECT, related_name="visit", verbose_name=_("report")
    )
    group = models.ForeignKey(
        InitiativeGroup, models.PROTECT, related_name="visits", verbose_name=_("initiative group")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))

    # How it was done
    people = models.PositiveSmallIntegerField(_("how many were there"))
    people_named = models.CharField(_("who was there"), max_length=300, blank=True)
    methods = models.JSONField(_("how you looked"), default=list)
    access = models.CharField(_("were you let in"), max_length=8, choices=Access.choices)
    information = models.CharField(
        _("were papers shown"), max_length=9, choices=Information.choices
    )

    # Another's report that it looked into, and what became of the office's claim
    about = models.ForeignKey(
        Report, models.PROTECT, null=True, related_name="visits", verbose_name=_("report visited")
    )
    finding = models.CharField(_("is it done"), max_length=11, choices=Finding.choices, blank=True)
    verdict = models.OneToOneField(
        Verdict, models.PROTECT, null=True, related_name="visit", verbose_name=_("verdict")
    )

    class Meta:
        ordering = ["report__observed_on", "pk"]
        verbose_name = _("visit on site")
        verbose_name_plural = _("visits on site")
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_was_there"),
            models.CheckConstraint(
                condition=Q(verdict=None) | ~Q(about=None), name="visit_decides_on_a_report"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def spelled_methods(self) -> list[str]:
        """How they looked, in words."""
        return [str(self.Method(code).label) for code in self.methods]
