"""The akims' terms: who was elected from when to when. No party, and no name need be given."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight.models.people import Office
from oversight.models.restated import Restated


class AkimTerm(Restated):
    """One term of an elected akim, so that numbers of an office are told by who led it."""

    LOGGED = "akim"
    TOLD = ("name", "elected_on", "ends_on", "source", "office_id")

    class Nomination(models.TextChoices):
        SELF = "self", _("the candidate")
        PARTY = "party", _("a party")
        AKIM = "akim", _("the akim above")

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="terms", verbose_name=_("office")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    elected_on = models.DateField(_("elected on"))
    ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    # Counted for the country, never shown on the page of an office; blank is not known
    nomination = models.CharField(
        _("nominated by"), max_length=8, choices=Nomination.choices, blank=True
    )
    is_woman = models.BooleanField(_("a woman"), null=True, blank=True)
    is_reelected = models.BooleanField(_("re-elected"), null=True, blank=True)

    class Meta:
        ordering = ["-elected_on"]
        verbose_name = _("akim's term")
        verbose_name_plural = _("akims' terms")
        constraints = [
            models.UniqueConstraint(fields=["office", "elected_on"], name="one_term_per_election"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("elected_on")),
                name="term_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.elected_on}"

    def clean(self) -> None:
        """Refuse a term of an office in which another one still runs."""
        super().clean()
        if not self.elected_on:
            return
        others = AkimTerm.objects.filter(office=self.office_id).exclude(pk=self.pk)
        for other in others if self.office_id else ():
            if self.overlaps(other):
                raise ValidationError(self.overlap_said(other))

    def overlaps(self, other: "AkimTerm") -> bool:
        """Whether one begins while the other runs. On the day of an election one may end and the
        next begin; a term without a known end ends at the latest when the next one begins."""
        first, second = sorted((self, other), key=lambda term: term.elected_on)
        return first.ends_on is not None and first.ends_on > second.elected_on

    def overlap_said(self, other: "AkimTerm") -> Promise:
        """That both would run at once, with the days."""
        first, second = sorted((self, other), key=lambda term: term.elected_on)
        words = _("Two terms of one office would overlap: one until {end}, one since {begin}.")
        return format_lazy(words, end=first.ends_on, begin=second.elected_on)
