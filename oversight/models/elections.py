"""Elections of akims: while one runs nobody is ranked, and candidates have no say here."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.models.people import User
from oversight.models.places import Place
from oversight.models.restated import Restated
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


class Election(Restated):
    """One election, as an operator enters it."""

    LOGGED = "vote"
    TOLD = ("called_on", "vote_on", "source", "place__code")

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


class ElectionFigure(Restated):
    """What one source says of a whole election. Sources that differ stand side by side."""

    LOGGED = "votes"
    TOLD = ("voted", "subject", "name", "value", "source", "source_url", "source_date")

    class Subject(models.TextChoices):
        TOTAL = "total", _("akims elected")
        PARTY = "party", _("nominated by a party")
        SELF = "self", _("self-nominated")
        WOMEN = "women", _("women")
        REELECTED = "reelected", _("re-elected akims")

    # The parts that together should make the total
    PARTS = (Subject.PARTY, Subject.SELF)

    voted = models.CharField(_("year or month of the vote"), max_length=7)
    subject = models.CharField(_("what is counted"), max_length=10, choices=Subject.choices)
    name = models.CharField(_("name of the party"), max_length=100, blank=True)
    value = models.PositiveIntegerField(_("figure"))
    source = models.CharField(_("source"), max_length=200)
    source_url = models.TextField(_("address of the source"), blank=True)
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)

    class Meta:
        ordering = ["-voted", "subject", "name", "source"]
        verbose_name = _("figure of an election")
        verbose_name_plural = _("figures of elections")
        constraints = [
            models.UniqueConstraint(
                fields=["voted", "subject", "name", "source"], name="one_figure_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voted}: {self.title}: {self.value}"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What makes it this figure and no other."""
        return self.voted, self.subject, self.name, self.source

    @property
    def said(self) -> tuple[int, str, str]:
        """What the source says, and where."""
        return self.value, self.source_url, self.source_date

    @property
    def title(self) -> str:
        """What is counted, in the reader's language."""
        return self.name or self.get_subject_display()
