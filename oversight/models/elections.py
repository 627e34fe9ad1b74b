"""Elections of akims: while one runs nobody is ranked, and candidates have no say here."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.models.people import User
from oversight.models.places import Place
from oversight.places import kato


class ElectionQuerySet(models.QuerySet):
    def running(self, at: date | None = None) -> Self:
        """From the day an election is called until the day of the vote, both included."""
        day = at or today()
        return self.filter(called_on__lte=day, vote_on__gte=day)

    def touching(self, place: Place | None) -> Self:
        """Held in the place, in a part of it, or in what contains it; without one, anywhere."""
        if place is None:
            return self
        inside = Q(place__code__range=kato.below(place.code))
        above = Q(place__code__in=place.ancestor_codes)
        return self.filter(Q(place=None) | inside | above)


class Election(models.Model):
    """One election, as an operator enters it."""

    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="elections",
        verbose_name=_("place"),
        help_text=_("Everything inside it too. Blank: the whole country."),
    )
    called_on = models.DateField(_("called on"))
    vote_on = models.DateField(_("day of the vote"))
    source = models.CharField(_("source"), max_length=300)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        ordering = ["-vote_on", "pk"]
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        constraints = [
            models.CheckConstraint(
                condition=Q(vote_on__gte=F("called_on")), name="vote_follows_the_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place or '–'}: {self.vote_on}"


class CandidacyQuerySet(models.QuerySet):
    def running(self, at: date | None = None) -> Self:
        """From the declaration until the day of the vote, both included."""
        day = at or today()
        return self.filter(declared_on__lte=day, election__vote_on__gte=day)


class Candidacy(models.Model):
    """A user who stands for akim: until the vote neither a group nor moderation is theirs."""

    election = models.ForeignKey(
        Election, models.CASCADE, related_name="candidacies", verbose_name=_("election")
    )
    user = models.ForeignKey(
        User, models.CASCADE, related_name="candidacies", verbose_name=_("user")
    )
    declared_on = models.DateField(_("declared a candidate on"), default=today)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(fields=["election", "user"], name="one_candidacy_per_election")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.election}"
