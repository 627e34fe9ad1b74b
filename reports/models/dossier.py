"""Papers of civil society: the final document of a public control, and gatherings."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import (
    InitiativeGroup,
    Office,
    Place,
    User,
    WithinQuerySet,
    WordedQuerySet,
)
from oversight.places import names
from reports.models.clocks import ClockRule
from reports.models.report import LANGUAGES, Report
from reports.models.visibility import Visibility
from reports.workflow import Role


class Paper:
    """What a final document and a gathering share: a moderator may hide it, and a reason stands."""

    @property
    def commitments(self) -> models.QuerySet:
        """What offices are asked in it."""
        return self.recommendations if isinstance(self, Dossier) else self.decisions

    @property
    def hiding(self) -> models.Model | None:
        """The step that took it from sight; None while everybody may read it."""
        if self.visibility == Visibility.PUBLIC:
            return None
        whole = [step for step in self.removals.all() if step.photo_id is None]
        return whole[-1] if whole else None


class PaperQuerySet(WithinQuerySet, WordedQuerySet):
    def shown(self) -> Self:
        """Those whose words everybody may read: published, and not hidden by a moderator."""
        return self.exclude(**{self.model.PUBLISHED: None}).filter(visibility=Visibility.PUBLIC)

    def around(self, place: Place) -> Self:
        """Papers of the place, of what lies in it, and of what it lies in."""
        above = self.filter(place__in=Place.objects.above(place))
        return self.filter(Q(pk__in=self.below(place)) | Q(pk__in=above))

    def matching(self, words: str) -> Self:
        """Papers of that kind that hold every word."""
        return super().matching(words).shown()


class Dossier(Paper, models.Model):
    """The final document of a public control; a draft is read by the group alone."""

    class Kind(models.TextChoices):
        MONITORING = "monitoring", _("public monitoring")
        EXPERTISE = "expertise", _("public expert review")
        DISCUSSION = "discussion", _("public discussion")
        HEARING = "hearing", _("public hearing")

    PUBLISHED = "sent_on"
    # Two languages of the state: an office answers no other.
    PAPERS = [language for language in LANGUAGES if language[0] in ("kk", "ru")]

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(InitiativeGroup, models.PROTECT, related_name="dossiers")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")

    # What the law asks it to say
    kind = models.CharField(_("form of control"), max_length=10, choices=Kind.choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    language = models.CharField(_("language of the document"), max_length=2, choices=PAPERS)
    begun_on = models.DateField(_("begun on"))
    ended_on = models.DateField(_("ended on"))
    hours = models.CharField(_("hours"), max_length=40, blank=True)
    tasks = models.TextField(_("tasks"))
    participants = models.TextField(_("participants"))
    conclusions = models.TextField(_("conclusions"), blank=True)
    reports = models.ManyToManyField(Report, related_name="dossiers", verbose_name=_("facts"))

    # Life
    drafted_on = models.DateField(_("drafted on"))
    sent_on = models.DateField(_("sent on"), null=True)
    regime = models.ForeignKey(ClockRule, models.PROTECT, null=True, related_name="+")
    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    search_key = models.TextField(editable=False, default="")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_on", "-pk"]
        verbose_name = _("final document of public control")
        verbose_name_plural = _("final documents of public control")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("begun_on")), name="control_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(regime__isnull=False), name="sent_dossier_has_a_rule"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: object, **kwargs: object) -> None:
        group = self.group
        self.search_key = names.search_key(
            self.tasks, self.conclusions, group.name_kk, group.name_ru, group.name_en
        )
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        return self.sent_on is not None and self.visibility == Visibility.PUBLIC

    @property
    def host(self) -> InitiativeGroup:
        """Whose paper it is, and who may appeal when it is hidden."""
        return self.group

    @property
    def voice(self) -> str:
        """In whose name the public log has it."""
        return Role.GROUP

    @property
    def title(self) -> str:
        """What kind of paper it is, in the reader's language."""
        return gettext("Final document of public control")


class Gathering(Paper, models.Model):
    """An assembly of a village or a meeting with its akim: announced, held, and put in minutes."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly of the local community")
        GATHERING = "gathering", _("gathering of residents")
        MEETING = "meeting", _("the akim's meeting with residents")

    PUBLISHED = "announced_on"

    # Who announces it and keeps its minutes: a group or an office
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(InitiativeGroup, models.PROTECT, null=True, related_name="gatherings")
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        related_name="gatherings",
        verbose_name=_("office"),
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+")

    # Announced
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="gatherings", verbose_name=_("place")
    )
    held_on = models.DateField(_("day"))
    hours = models.CharField(_("hours"), max_length=40, blank=True)
    venue = models.CharField(_("where"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    announced_on = models.DateField(_("announced on"))

    # Minutes
    attended = models.PositiveIntegerField(_("how many came"), null=True, blank=True)
    delegates = models.TextField(_("how delegates were chosen"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_on = models.DateField(_("minutes kept on"), null=True)
    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    search_key = models.TextField(editable=False, default="")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_on=None) | Q(minutes_on__gte=F("held_on")),
                name="minutes_follow_the_gathering",
            ),
            models.CheckConstraint(
                condition=Q(group=None, office__isnull=False) | Q(group__isnull=False, office=None),
                name="gathering_has_one_host",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: object, **kwargs: object) -> None:
        host = self.host
        self.search_key = names.search_key(
            self.agenda, self.minutes, host.name_kk, host.name_ru, host.name_en
        )
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def host(self) -> InitiativeGroup | Office:
        """Who announces it, keeps its minutes, and may appeal when they are hidden."""
        return self.group or self.office

    @property
    def voice(self) -> str:
        """In whose name the public log has it."""
        return Role.OFFICE if self.office_id else Role.GROUP

    @property
    def title_of_kind(self) -> str:
        return capfirst(self.get_kind_display())

    @property
    def month(self) -> date:
        """The first day of the month in which it is held."""
        return self.held_on.replace(day=1)

    @property
    def title(self) -> str:
        """What kind of gathering it is and when, in the reader's language."""
        return f"{self.title_of_kind}, {date_format(self.held_on)}"
