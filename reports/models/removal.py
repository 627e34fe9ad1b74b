"""What was taken from sight, or for ever: which part, on what public ground, by whom."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import User
from reports.models.dossier import Dossier, Gathering
from reports.models.moderation import APPEAL, Decision
from reports.models.photo import Photo
from reports.models.report import Report
from reports.workflow import Role


class RemovalQuerySet(models.QuerySet):
    def whole(self) -> Self:
        """Steps on the whole thing: neither on one photo nor on passages of the words."""
        return self.filter(photo=None, is_of_words=False)


class Removal(models.Model):
    """One step of hiding, showing again or erasing; its ground is public, and the row stays."""

    class Action(models.TextChoices):
        HIDE = "hidden", _("hidden")
        SHOW = "shown", _("shown again")
        ERASE = "erased", _("erased")

    class Reason(models.TextChoices):
        # Why something is hidden: the rules by which reports are refused, and one for pictures.
        PRIVATE_DATA = Decision.Reason.PRIVATE_DATA.value, Decision.Reason.PRIVATE_DATA.label
        ACCUSATION = Decision.Reason.ACCUSATION.value, Decision.Reason.ACCUSATION.label
        NOT_ABOUT_WORKS = (
            Decision.Reason.NOT_ABOUT_WORKS.value,
            Decision.Reason.NOT_ABOUT_WORKS.label,
        )
        INSULT = Decision.Reason.INSULT.value, Decision.Reason.INSULT.label
        ADVERTISING = Decision.Reason.ADVERTISING.value, Decision.Reason.ADVERTISING.label
        PERSON_SHOWN = "person_shown", _("A picture shows a person who did not agree, or a child.")
        # Why it is shown again.
        FITS = Decision.Reason.FITS.value, Decision.Reason.FITS.label
        # Why it is erased.
        REPORTER = "reporter", _("Its author asked for it.")
        LAW = "law", _("The law demands it.")
        COURT = "court", _("A court ordered it.")
        SAFETY = "safety", _("Somebody would be in danger.")
        MISTAKE = "mistake", _("It was a mistake.")
        UNCONFIRMED = "unconfirmed", _("Nobody confirmed its e-mail address.")

    HIDING = (
        *(Reason.PRIVATE_DATA, Reason.ACCUSATION, Reason.NOT_ABOUT_WORKS, Reason.INSULT),
        *(Reason.ADVERTISING, Reason.PERSON_SHOWN),
    )
    SHOWING = (Reason.FITS, Reason.MISTAKE)
    ERASING = (Reason.LAW, Reason.COURT, Reason.SAFETY, Reason.MISTAKE)

    # Of one of these three, whole or one photo of its
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, related_name="removals", verbose_name=_("report")
    )
    dossier = models.ForeignKey(
        Dossier,
        models.PROTECT,
        null=True,
        related_name="removals",
        verbose_name=_("final document of public control"),
    )
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, related_name="removals", verbose_name=_("gathering")
    )
    photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="removals",
        verbose_name=_("photo"),
    )
    # Not the whole report, but passages of its words (Covering says which)
    is_of_words = models.BooleanField(_("of passages of the words"), default=False)
    action = models.CharField(_("what was done"), max_length=6, choices=Action.choices)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices)
    role = models.CharField(_("by"), max_length=10, choices=Role.choices)
    on = models.DateField(_("day"))
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    # The author's one appeal; somebody else decides.
    appealed_on = models.DateField(null=True, editable=False)
    appeal_decided_on = models.DateField(null=True, editable=False)
    appeal_granted = models.BooleanField(null=True, editable=False)
    appeal_decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(appeal_decided_by__isnull=True)
                | Q(by__isnull=True)
                | ~Q(appeal_decided_by=F("by")),
                name="appeal_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=False, dossier=None, gathering=None)
                | Q(report=None, dossier__isnull=False, gathering=None)
                | Q(report=None, dossier=None, gathering__isnull=False),
                name="removal_is_of_one_thing",
            ),
        ]
        verbose_name = _("hiding or erasure")
        verbose_name_plural = _("hidings and erasures")

    def __str__(self) -> str:
        return f"{self.subject}: {self.action}"

    @property
    def subject(self) -> Report | Dossier | Gathering:
        """What it, or its photo, belongs to."""
        return self.report or self.dossier or self.gathering

    @property
    def is_whole(self) -> bool:
        """Neither one photo nor passages of the words."""
        return self.photo_id is None and not self.is_of_words

    @property
    def deed(self) -> str | Promise:
        """What was done, in a word."""
        if self.is_of_words:
            return _("words covered") if self.action == self.Action.HIDE else _("words uncovered")
        return self.Action(self.action).label

    def may_be_appealed(self, at: date) -> bool:
        """Once, within a fortnight, against what others did to one's own words or photos."""
        fresh = self.appealed_on is None and at - self.on <= APPEAL
        return fresh and self.stands and self.is_by_others

    @property
    def can_be_appealed(self) -> bool:
        return self.may_be_appealed(today())

    @property
    def stands(self) -> bool:
        """Whether what was hidden or erased by this step still is so."""
        if self.is_of_words:
            is_covered = self.report.is_public and bool(self.report.masked_because)
            return self.action == self.Action.HIDE and is_covered
        return (self.photo or self.subject).visibility == self.action

    @property
    def is_by_others(self) -> bool:
        """A moderator or an operator did it to the author's own words or pictures."""
        own = self.photo is None or self.photo.reply_id is None
        return own and self.role != Role.CITIZEN and self.reason != self.Reason.UNCONFIRMED


class ErasureRequest(models.Model):
    """Somebody asks to erase; somebody of another body must agree."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="erasure_requests", verbose_name=_("report")
    )
    photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="erasure_requests",
        verbose_name=_("photo"),
    )
    ground = models.CharField(
        _("ground"),
        max_length=16,
        choices=[(reason.value, reason.label) for reason in Removal.ERASING],
    )
    note = models.TextField(_("what it rests on"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="erasures_asked", verbose_name=_("asked by")
    )
    asked_for = models.CharField(_("asked for"), max_length=60)
    asked_on = models.DateField(_("asked on"))
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="erasures_decided",
        verbose_name=_("decided by"),
    )
    decided_for = models.CharField(_("decided for"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    is_granted = models.BooleanField(_("granted"), null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("request to erase")
        verbose_name_plural = _("requests to erase")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted__isnull=True)
                | Q(is_granted=False)
                | ~Q(asked_by=F("decided_by")) & ~Q(asked_for=F("decided_for")),
                name="erasure_needs_two_bodies",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.ground}"
