"""Who follows what by e-mail. A row is all that is known of a follower, and goes whole."""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import InitiativeGroup, Place
from projects.models import Machine, Programme, Project
from reports.models.report import LANGUAGES

SUBJECTS = ("place", "project", "programme", "machine", "group")
_ONE_DAY = timedelta(days=1)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.exclude(confirmed_on=None)

    def due(self, at: date) -> Self:
        """Followers whose period has ended and who were not written to for it yet."""
        daily = Q(rhythm=Subscription.Rhythm.DAILY, made_for__lt=at)
        weekly = Q()
        for weekday in range(7):
            weekly |= Q(weekday=weekday, made_for__lt=last_weekday(at, weekday))
        return self.confirmed().filter(daily | Q(rhythm=Subscription.Rhythm.WEEKLY) & weekly)


def _alone(subject: str) -> Q:
    """This one of the subjects, and none of the others."""
    return Q(**{f"{name}__isnull": name != subject for name in SUBJECTS})


def last_weekday(at: date, weekday: int) -> date:
    """The day itself or the nearest one before it that is this day of the week."""
    return at - (at.weekday() - weekday) % 7 * _ONE_DAY


class Subscription(models.Model):
    """An address and how often it is written to. Nothing tells whose it is, or what it opens."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("once a week")
        DAILY = "daily", _("once a day")

    key = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    rhythm = models.CharField(
        _("how often"), max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=list(WEEKDAYS.items()), default=0
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True)

    # How many letters asked the address to confirm, on that day
    asked_on = models.DateField(_("asked on"))
    asked_count = models.PositiveSmallIntegerField(default=0, editable=False)

    # The last news that a letter has told of, and the day for which the last was made
    told_up_to = models.PositiveBigIntegerField(default=0, editable=False)
    made_for = models.DateField(null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_is_of_a_week"),
            models.CheckConstraint(
                condition=Q(confirmed_on=None) | Q(made_for__isnull=False),
                name="confirmed_follower_has_begun",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def period_start(self, at: date) -> date:
        """The day that names the letter made on this day."""
        is_daily = self.rhythm == self.Rhythm.DAILY
        return at if is_daily else last_weekday(at, self.weekday)


class Follow(models.Model):
    """One thing that is followed, once the owner of the address has said so."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="follows")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="followers")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="followers")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="followers")
    machine = models.ForeignKey(Machine, models.CASCADE, null=True, related_name="followers")
    group = models.ForeignKey(InitiativeGroup, models.CASCADE, null=True, related_name="followers")
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("thing followed")
        verbose_name_plural = _("things followed")
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, map(_alone, SUBJECTS)), name="one_thing_is_followed"
            ),
            *(
                models.UniqueConstraint(
                    fields=["subscription", name], name=f"one_follow_per_{name}"
                )
                for name in SUBJECTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription}: {self.pk}"

    @property
    def kind(self) -> str:
        """Which of these it is."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id"))

    @property
    def thing_id(self) -> int:
        return getattr(self, f"{self.kind}_id")

    @property
    def thing(self) -> Place | Project | Programme | Machine | InitiativeGroup:
        return getattr(self, self.kind)


class FollowerText(models.Model):
    """What a letter says, word for word; all who follow the same share it."""

    digest = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    made_on = models.DateField()

    class Meta:
        verbose_name = _("text of letters to followers")
        verbose_name_plural = _("texts of letters to followers")

    def __str__(self) -> str:
        return self.subject


class FollowerLetter(models.Model):
    """One letter to one follower for one period."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    words = models.ForeignKey(FollowerText, models.CASCADE, related_name="letters")
    period_start = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = _("letter to a follower")
        verbose_name_plural = _("letters to followers")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "period_start"], name="one_letter_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.period_start}"

    @property
    def key(self) -> str:
        """The identity of the letter."""
        return f"news-{self.subscription.key}-{self.period_start.isoformat()}"
