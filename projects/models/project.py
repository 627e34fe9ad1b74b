"""The public work: what was planned, what is declared, and what residents observe."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight import trilingual
from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import InitiativeGroup, Office, Place, Restated
from oversight.places import names
from projects.models.programme import Programme
from projects.models.queries import ProjectQuerySet
from projects.models.stage import Stage


class Project(Restated):
    """One public work in one place. Field names and code lists are those of OC4IDS."""

    # What is promised and by whom. What is declared and paid is told by the lines that say so, and
    # what residents observe by their reports.
    LOGGED = "work"
    TOLD = (
        *("public_id", "identifier", "title_kk", "title_ru", "title_en"),
        *("description_kk", "description_ru", "description_en", "programme__code", "sector"),
        *("type", "status", "source_status", "place__code", "latitude", "longitude"),
        *("customer_id", "answering_office_id", "operated_by", "operated_since"),
        *("implementer__slug", "approved_on", "planned_start", "planned_start_precision"),
        *("planned_end", "planned_end_precision", "actual_start", "actual_end"),
        *("warranty_until", "capacity", "budget_amount", "budget_kind", "budget_shared"),
        *("source_url", "source_date", "added_on"),
    )

    class Status(models.TextChoices):
        IDENTIFICATION = "identification", _("planned")
        PREPARATION = "preparation", _("in preparation")
        IMPLEMENTATION = "implementation", _("under construction")
        COMPLETION = "completion", _("completed")
        MAINTENANCE = "maintenance", _("in use")
        DECOMMISSIONED = "decommissioned", _("taken out of use")
        CANCELLED = "cancelled", _("cancelled")

    OVER = (Status.COMPLETION, Status.MAINTENANCE, Status.DECOMMISSIONED, Status.CANCELLED)

    class Type(models.TextChoices):
        CONSTRUCTION = "construction", _("new construction")
        REHABILITATION = "rehabilitation", _("repair")
        REPLACEMENT = "replacement", _("replacement")
        EXPANSION = "expansion", _("expansion")

    class Sector(models.TextChoices):
        WATER = "water", _("drinking water")
        ROAD = "road", _("road")
        SCHOOL = "school", _("school")
        KINDERGARTEN = "kindergarten", _("kindergarten")
        HEALTH = "health", _("health care")
        CULTURE = "culture", _("culture")
        SPORT = "sport", _("sport")
        HEAT = "heat", _("heating")
        GAS = "gas", _("gas supply")
        POWER = "power", _("electricity and lighting")
        IMPROVEMENT = "improvement", _("public spaces")
        MACHINERY = "machinery", _("machinery")
        MIXED = "mixed", _("several kinds")

    class BudgetKind(models.TextChoices):
        PLANNED = "planned", _("planned")
        NEEDED = "needed", _("said to be needed")
        ESTIMATE = "estimate", _("estimate")
        ALLOCATED = "allocated", _("allocated")
        CONTRACT = "contract", _("contract value")
        SPENT = "spent", _("reported as spent")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    # Identity
    identifier = models.SlugField(_("identifier"), max_length=50, unique=True)
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    description_kk = models.TextField(_("description in Kazakh"), blank=True)
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    search_key = models.TextField(editable=False)

    # Kind
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("programme"),
    )
    sector = models.CharField(_("sector"), max_length=16, choices=Sector.choices)
    type = models.CharField(_("type"), max_length=16, choices=Type.choices, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status.choices)
    # The source's own word, kept because ours may say less.
    source_status = models.CharField(_("status as published"), max_length=100, blank=True)

    # Place
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="projects", verbose_name=_("place")
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )

    # Parties
    customer = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="works_ordered",
        verbose_name=_("customer"),
    )
    answering_office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="works_answered_for",
        verbose_name=_("office that answers"),
    )
    operated_by = models.CharField(_("operated by"), max_length=300, blank=True)
    operated_since = models.DateField(_("operated since"), null=True, blank=True)
    implementer = models.ForeignKey(
        InitiativeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("carried out by"),
    )

    # Promise
    approved_on = models.DateField(_("plan approved on"), null=True, blank=True)
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_start_precision = models.CharField(
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
        verbose_name=_("how exact the start is"),
    )
    planned_end = models.DateField(_("to be finished by"), null=True, blank=True)
    planned_end_precision = models.CharField(
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
        verbose_name=_("how exact the end is"),
    )
    actual_start = models.DateField(_("started on"), null=True, blank=True)
    actual_end = models.DateField(_("finished on"), null=True, blank=True)
    warranty_until = models.DateField(_("warranty until"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("for how many it is planned"),
        null=True,
        blank=True,
        help_text=_("Pupils of a school, children of a kindergarten, people who get water …"),
    )
    budget_amount = models.DecimalField(
        _("budget"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    budget_kind = models.CharField(
        _("what the sum is"), max_length=10, choices=BudgetKind.choices, blank=True
    )
    budget_shared = models.BooleanField(_("one sum for several works"), default=False)
    # The first sum that was ever published: what later ones are measured against.
    first_budget_amount = models.DecimalField(
        max_digits=18, decimal_places=2, null=True, editable=False
    )
    # How many contracts name a supplier; `services.count_suppliers` keeps it.
    supplier_count = models.PositiveSmallIntegerField(default=0, editable=False)

    # Declared by the office or the contractor (the newest of the history), and paid
    declared_percent = models.PositiveSmallIntegerField(
        _("declared done, %"), null=True, blank=True
    )
    declared_on = models.DateField(_("declared on"), null=True, blank=True)
    paid_amount = models.DecimalField(
        _("paid"), max_digits=18, decimal_places=2, null=True, editable=False
    )
    paid_on = models.DateField(null=True, editable=False, verbose_name=_("last paid on"))

    # Source
    source_url = models.TextField(_("source"), blank=True)
    source_date = models.CharField(_("date of the source"), max_length=10, blank=True)

    # Observed: summary that the reports above write in the same transaction
    observed_stage = models.CharField(
        max_length=24, choices=Stage.choices, blank=True, editable=False
    )
    observed_on = models.DateField(null=True, editable=False)
    observed_count = models.PositiveIntegerField(default=0, editable=False)
    last_seen_on = models.DateField(null=True, editable=False)
    report_count = models.PositiveIntegerField(default=0, editable=False)
    overdue_count = models.PositiveIntegerField(default=0, editable=False)
    # Question of the checklist to answer to number of residents
    observed_answers = models.JSONField(default=dict, editable=False)

    # How many people lived in the place when it was planned, and how many do now
    people_before = models.PositiveIntegerField(null=True, editable=False)
    people_now = models.PositiveIntegerField(null=True, editable=False)
    # How many people and pupils there were some years ago and by the newest count:
    # {"people": [year, count, year, count], "pupils": …}, as far as known
    counted = models.JSONField(default=dict, editable=False)

    # Whether a difference stands that somebody must answer for, and what the tallies of the places
    # above hold of this work
    is_grave = models.BooleanField(default=False, editable=False)
    tallied = models.JSONField(null=True, editable=False)

    added_on = models.DateField(auto_now_add=True, verbose_name=_("added on"))

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["identifier"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_amount=None) | Q(budget_amount__gte=0),
                name="project_budget_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(declared_percent=None) | Q(declared_percent__lte=100),
                name="project_declared_at_most_whole",
            ),
            models.CheckConstraint(
                condition=Q(planned_start=None)
                | Q(planned_end=None)
                | Q(planned_end__gte=F("planned_start")),
                name="project_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~(Q(title_kk="") & Q(title_ru="") & Q(title_en="")),
                name="project_has_a_title",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "status"], name="project_place_status"),
            models.Index(fields=["status", "planned_end"], name="project_lateness"),
            models.Index(
                fields=["-last_seen_on", "identifier"],
                condition=Q(is_grave=True),
                name="project_in_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identifier}: {self.title}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        if not self._state.adding and kwargs.get("update_fields") is None:
            # These are others' to write: a row read long ago must not put them back.
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = names - {"is_grave", "tallied", "told_on"}
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set what search looks into; bulk writers call it."""
        self.search_key = names.search_key(
            self.title_kk, self.title_ru, self.title_en, self.identifier
        )

    @property
    def title(self) -> str:
        return trilingual.pick(self, "title")[0]

    @property
    def title_language(self) -> str:
        """The language the title is really in."""
        return trilingual.pick(self, "title")[1]

    @property
    def title_lang_attribute(self) -> str:
        """Empty when the title is in the reader's language, else what `lang` should say."""
        return "" if self.title_language == get_language() else self.title_language

    @property
    def description(self) -> str:
        return trilingual.pick(self, "description")[0]

    @property
    def description_language(self) -> str:
        return trilingual.pick(self, "description")[1]

    @property
    def is_over(self) -> bool:
        """Finished or given up: its dates can no longer be missed."""
        return self.status in self.OVER

    @property
    def paid_percent(self) -> int | None:
        """Paid of the budget, when both are published and the sum is this work's own."""
        if self.paid_amount is None or not self.budget_amount or self.budget_shared:
            return None
        return round(self.paid_amount / self.budget_amount * 100)

    def days_late(self, at: date | None = None) -> int | None:
        """Days past the planned end while the work is not over; None when on time or unknown."""
        if self.is_over or self.planned_end is None:
            return None
        late = ((at or today()) - self.planned_end).days
        return late if late > 0 else None

    def money(self) -> Decimal | None:
        """The sum that may be added to others: shared sums may not."""
        return None if self.budget_shared else self.budget_amount
