"""What a business takes from the state, and what it gives back to a village."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import DataSource, Place, Restated, WithinQuerySet, WordedQuerySet
from oversight.places import names
from projects.models.contracting import Supplier
from projects.models.project import Project


class Subsidy(Restated):
    """State money that a business received in a district in one year. A blank sum is unknown."""

    LOGGED = "subsidy"
    TOLD = ("year", "purpose", "amount", "firm_id", "place__code", "source_id")

    firm = models.ForeignKey(
        Supplier, models.PROTECT, related_name="subsidies", verbose_name=_("business")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="subsidies", verbose_name=_("district")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    purpose = models.CharField(_("what for"), max_length=200, blank=True)
    amount = models.DecimalField(_("sum"), max_digits=18, decimal_places=2, null=True, blank=True)
    source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="subsidies", verbose_name=_("source")
    )

    objects = WithinQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "firm_id", "purpose"]
        verbose_name = _("subsidy")
        verbose_name_plural = _("subsidies")
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "place", "year", "purpose"], name="one_subsidy_per_year_and_purpose"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="a_subsidy_is_more_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm}, {self.year}"


class PledgeQuerySet(WithinQuerySet, WordedQuerySet):
    def overdue(self, at: date | None = None) -> "PledgeQuerySet":
        """Pledges whose day has passed and that are not, as far as is known, kept whole."""
        whole = Q(paid__gte=F("promised")) | Q(promised=None) | Q(paid=None)
        kept = whole & Q(paid_on__isnull=False)
        return self.filter(due_on__lt=at or today()).exclude(kept)


class Pledge(models.Model):
    """What a business promised to a village, of its own free will: no law asks it to."""

    class Kind(models.TextChoices):
        MONEY = "money", _("money")
        WORKS = "works", _("work or goods")
        WATCHING = "watching", _("watching over public works")

    class State(models.TextChoices):
        OPEN = "open", _("promised")
        PARTLY = "under_way", _("given in part")
        GIVEN = "claimed", _("given, says the business or the office")
        OVERDUE = "overdue", _("its day has passed")

    # Identity
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    firm = models.ForeignKey(
        Supplier, models.PROTECT, related_name="pledges", verbose_name=_("business")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="pledges", verbose_name=_("place")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("project"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    what = models.CharField(_("what was promised, as published"), max_length=500)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )

    # Promised
    promised_on = models.DateField(_("promised on"))
    promised = models.DecimalField(
        _("sum promised"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    due_on = models.DateField(_("to be given by"), null=True, blank=True)

    # Given, as declared
    paid = models.DecimalField(
        _("sum given"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    paid_on = models.DateField(_("given on"), null=True, blank=True)

    # Seen by residents: taps, counted without names
    came_count = models.PositiveIntegerField(_("residents who say: it came"), default=0)
    missing_count = models.PositiveIntegerField(_("residents who say: it did not"), default=0)

    # Where this is known from
    source = models.ForeignKey(
        DataSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("source"),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    entered_by = models.CharField(_("entered by (name and office, public)"), max_length=200)
    entered_on = models.DateField(_("entered on"), editable=False)
    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)
    search_key = models.TextField(editable=False, default="")

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-promised_on", "public_id"]
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        indexes = [models.Index(fields=["-promised_on", "public_id"], name="pledge_newest")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(promised=None) | Q(promised__gt=0)) & (Q(paid=None) | Q(paid__gt=0)),
                name="a_pledge_is_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(paid=None) | Q(paid_on__isnull=False), name="what_was_given_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("promised_on")),
                name="a_pledge_is_due_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.what}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_key = names.search_key(self.what, self.firm.name)
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """Whose promise it is, in the reader's language."""
        return gettext("What %(firm)s promised") % {"firm": self.firm.name}

    @property
    def is_given(self) -> bool:
        """Whether, as declared, all that was promised was given; an unknown sum was the whole."""
        if self.paid_on is None:
            return False
        return None in (self.promised, self.paid) or self.paid >= self.promised

    def state(self, at: date | None = None) -> State:
        """How it stands, by what is declared."""
        if self.is_given:
            return self.State.GIVEN
        if self.due_on and self.due_on < (at or today()):
            return self.State.OVERDUE
        return self.State.PARTLY if self.paid_on else self.State.OPEN


class PledgeChange(models.Model):
    """A figure of a pledge that moved; the old one stays readable."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, related_name="changes", verbose_name=_("pledge")
    )
    field = models.CharField(_("figure"), max_length=20)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    changed_on = models.DateField(_("changed on"))

    class Meta:
        ordering = ["changed_on", "pk"]
        verbose_name = _("change of a pledge")
        verbose_name_plural = _("changes of pledges")

    def __str__(self) -> str:
        return f"{self.pledge_id}.{self.field}: {self.old} → {self.new}"

    @property
    def label(self) -> str:
        return Pledge._meta.get_field(self.field).verbose_name

    @property
    def before(self) -> date | Decimal | str | None:
        """The old day, sum or words; None when it was not published."""
        return self._read(self.old)

    @property
    def after(self) -> date | Decimal | str | None:
        return self._read(self.new)

    def _read(self, kept: str) -> date | Decimal | str | None:
        field = Pledge._meta.get_field(self.field)
        if not kept or field.is_relation:
            return kept or None
        return field.to_python(kept)


class PledgeDay(models.Model):
    """What residents said of a pledge on one day: two numbers, and nothing of who said it."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="days")
    day = models.DateField()
    came = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "day"], name="one_count_per_pledge_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}: {self.day}"
