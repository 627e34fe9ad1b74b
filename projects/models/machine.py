"""Public machines: whose they are, who holds them from when to when, and on which terms."""

from datetime import date
from functools import cache
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import DataSource, Office, Place, WithinQuerySet, WordedQuerySet
from oversight.places import names
from projects import matching
from projects.models.contracting import Supplier


class MachineQuerySet(WithinQuerySet, WordedQuerySet):
    def holds(self, word: str) -> Q:
        """Also in what pages call its kind, in any of our languages («трактор»)."""
        kinds = [code for label, code in _kinds().items() if word in label]
        return super().holds(word) | Q(kind__in=kinds)

    def for_lists(self, at: date | None = None) -> Self:
        """Machines with how they are held on that day, and by whom, in one query."""
        held = Holding.objects.on(at or today()).filter(machine=OuterRef("pk"))
        mode, holder = (Subquery(held.values(name)[:1]) for name in ("mode", "holder__name"))
        return self.select_related("place").annotate(held_mode=mode, held_by=holder)


class Machine(models.Model):
    """A tractor or a vehicle that was bought with public money to serve a place."""

    class Kind(models.TextChoices):
        TRACTOR = "tractor", _("tractor")
        GRADER = "grader", _("grader")
        EXCAVATOR = "excavator", _("excavator or loader")
        LORRY = "lorry", _("lorry")
        WATER_CARRIER = "water_carrier", _("water carrier")
        SNOW_PLOUGH = "snow_plough", _("snow plough")
        FIRE_ENGINE = "fire_engine", _("fire engine")
        BUS = "bus", _("bus")
        OTHER = "other", _("another machine")

    # Identity
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    number = models.CharField(
        _("number"),
        max_length=40,
        unique=True,
        help_text=_("The state number, or the one of the inventory."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("make and model, as published"), max_length=200)
    made_in = models.PositiveSmallIntegerField(_("year of make"), null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)

    # Whose, and for whom
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="machines", verbose_name=_("place that it serves")
    )
    owner = models.CharField(_("owner, as published"), max_length=300, blank=True)
    answering_office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="machines",
        verbose_name=_("office that answers"),
    )
    bought_on = models.DateField(_("bought on"), null=True, blank=True)
    price = models.DecimalField(_("price"), max_digits=18, decimal_places=2, null=True, blank=True)

    # Where this is known from
    source = models.ForeignKey(
        DataSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="machines",
        verbose_name=_("source"),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    entered_on = models.DateField(_("entered on"), editable=False)
    # The day of the newest entry that tells of it: a young one may still wait for its seal.
    told_on = models.DateField(default=today, editable=False)

    # Seen by residents: summary that the reports above write in the same transaction
    report_count = models.PositiveIntegerField(_("reports"), default=0, editable=False)
    overdue_count = models.PositiveIntegerField(_("overdue"), default=0, editable=False)
    last_seen_on = models.DateField(_("last seen on"), null=True, editable=False)

    objects = MachineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("machine")
        verbose_name_plural = _("machines")
        constraints = [
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gt=0), name="a_machine_costs_more_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set what search looks into; bulk writers call it."""
        self.search_key = names.search_key(self.name, self.number)[:300]

    @property
    def title(self) -> str:
        """As published, with the number by which people know it."""
        return f"{self.name}, {self.number}"


@cache
def _kinds() -> dict[str, str]:
    """The kinds by their folded labels."""
    labels = matching.codes(dict(Machine.Kind.choices))
    return {names.fold(label): code for label, code in labels.items()}


class HoldingQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Who holds it on that day; on a day of handing over both, the new one first."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Holding(models.Model):
    """Who holds a machine from when to when, and on which terms. What is blank is not published."""

    class Mode(models.TextChoices):
        OWN = "own", _("on the balance of its owner")
        TRUST = "trust", _("in trust management")
        LEASE = "lease", _("rented out")
        FREE = "free", _("lent free of charge")
        POOL = "pool", _("in a shared pool of machines")

    # Identity
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    machine = models.ForeignKey(
        Machine, models.PROTECT, related_name="holdings", verbose_name=_("machine")
    )
    mode = models.CharField(_("held how"), max_length=8, choices=Mode.choices)
    holder = models.ForeignKey(
        Supplier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
        verbose_name=_("holder"),
        help_text=_("The trustee, the tenant, the pool; blank while its owner keeps it."),
    )

    # From when to when
    starts_on = models.DateField(_("held since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    # On which terms
    contract = models.CharField(_("contract"), max_length=200, blank=True)
    contract_url = models.URLField(_("address of the contract"), max_length=500, blank=True)
    purpose = models.CharField(_("what it may be used for"), max_length=300, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )
    rent = models.DecimalField(
        _("rent a year, paid to the owner"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    hours_promised = models.PositiveSmallIntegerField(
        _("hours a year promised to the village"), null=True, blank=True
    )
    told_on = models.DateField(default=today, editable=False)

    # Seen by residents: summary that the reports above write in the same transaction
    served_hours = models.PositiveIntegerField(default=0, editable=False)
    served_days = models.PositiveIntegerField(default=0, editable=False)
    elsewhere_count = models.PositiveIntegerField(default=0, editable=False)
    refused_count = models.PositiveIntegerField(default=0, editable=False)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("holding of a machine")
        verbose_name_plural = _("holdings of machines")
        constraints = [
            models.UniqueConstraint(
                fields=["machine", "starts_on"], name="one_holding_begins_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["machine"], condition=Q(ends_on=None), name="one_holding_without_end"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="holding_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(mode="own", holder=None) | ~Q(mode="own") & Q(holder__isnull=False),
                name="who_holds_for_the_owner_is_named",
            ),
            models.CheckConstraint(
                condition=Q(rent=None) | Q(rent__gt=0), name="rent_is_more_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.machine_id}: {self.starts_on}"

    def days(self, at: date | None = None) -> int:
        """How long it has been held so far; 0 before it begins."""
        last = min(at or today(), self.ends_on or date.max)
        return max((last - self.starts_on).days + 1, 0)

    @property
    def was_reported(self) -> bool:
        """Whether any resident told of it in that time; where nobody did, no hours are no zero."""
        return any((self.served_days, self.elsewhere_count, self.refused_count))

    def is_current(self, at: date | None = None) -> bool:
        day = at or today()
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class MachineChange(models.Model):
    """What is said of a machine, or of one holding of it, or of what was paid in that time, and
    moved; the old stays readable."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    machine = models.ForeignKey(
        Machine, models.PROTECT, related_name="changes", verbose_name=_("machine")
    )
    holding = models.ForeignKey(
        Holding,
        models.PROTECT,
        null=True,
        related_name="changes",
        verbose_name=_("holding of a machine"),
    )
    hire = models.ForeignKey(
        "Hire",
        models.PROTECT,
        null=True,
        related_name="changes",
        verbose_name=_("payment for one's own machine"),
    )
    field = models.CharField(_("figure"), max_length=20)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    changed_on = models.DateField(_("changed on"))

    class Meta:
        ordering = ["changed_on", "pk"]
        verbose_name = _("change of a machine")
        verbose_name_plural = _("changes of machines")

    def __str__(self) -> str:
        return f"{self.machine_id}.{self.field}: {self.old} → {self.new}"

    @property
    def label(self) -> str:
        return self._field.verbose_name

    @property
    def before(self) -> object:
        """The old day, sum or words; None when it was not published."""
        return self._read(self.old)

    @property
    def after(self) -> object:
        return self._read(self.new)

    @property
    def _field(self) -> models.Field:
        model = Hire if self.hire_id else Holding if self.holding_id else Machine
        return model._meta.get_field(self.field)

    def _read(self, kept: str) -> object:
        field = self._field
        if not kept or field.is_relation:
            return kept or None
        return dict(field.choices)[kept] if field.choices else field.to_python(kept)


class Hire(models.Model):
    """What the village's own office paid a holder for the use of a machine of its own."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    holding = models.ForeignKey(
        Holding, models.PROTECT, related_name="hires", verbose_name=_("holding of a machine")
    )
    paid_by = models.CharField(_("paid by, as published"), max_length=300)
    paid_on = models.DateField(_("paid on"))
    amount = models.DecimalField(_("sum"), max_digits=18, decimal_places=2)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    class Meta:
        ordering = ["-paid_on", "-pk"]
        verbose_name = _("payment for one's own machine")
        verbose_name_plural = _("payments for one's own machines")
        constraints = [
            models.UniqueConstraint(
                fields=["holding", "paid_on", "amount"], name="one_payment_for_a_machine_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="a_payment_for_a_machine_is_more_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holding_id}: {self.paid_on}"
