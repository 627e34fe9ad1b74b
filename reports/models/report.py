"""What a resident saw, said about a work, a machine or a place."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import InitiativeGroup, Office, Place
from projects.models import Machine, Project
from projects.models.project import Stage
from reports import checklists, workflow
from reports.models.clocks import ClockRule
from reports.models.queries import COLUMNS, ReportQuerySet
from reports.models.visibility import Visibility
from reports.workflow import State

LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]


class Kind(models.TextChoices):
    PROGRESS = "progress", _("progress of the work")
    MISUSE = "misuse", _("something is wrong")


class Report(models.Model):
    """One report. Who wrote it is not known here: only the fingerprint of the receipt code is."""

    # Identity
    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    draft_id = models.UUIDField(unique=True, editable=False)
    # NULL where the code was forgotten: many may be, and the others stay unique.
    receipt = models.CharField(  # noqa: DJ001
        max_length=64, unique=True, null=True, editable=False
    )
    content_hash = models.CharField(max_length=64, editable=False)

    # About what
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("project"),
    )
    machine = models.ForeignKey(
        Machine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        db_index=False,
        verbose_name=_("machine"),
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="reports", verbose_name=_("place")
    )
    in_region = models.CharField(max_length=2, editable=False)
    in_district = models.CharField(max_length=4, editable=False)
    in_rural = models.CharField(max_length=6, editable=False)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="reports", verbose_name=_("office")
    )

    # What was seen
    stage = models.CharField(_("what stands there"), max_length=24, choices=Stage.choices)
    text = models.TextField(_("words"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    observed_on = models.DateField(_("seen on"))
    observations = models.JSONField(_("answers to the checklist"), default=dict, blank=True)
    near_site = models.BooleanField(_("taken near the site"), default=False)
    same_day = models.BooleanField(_("taken the same day"), default=False)

    # Words a moderator covered, by which rule; what stood there is kept in Covering.
    masked_because = models.CharField(_("words covered because"), max_length=16, blank=True)
    masked_on = models.DateField(_("words last covered or shown again on"), null=True, blank=True)

    # By whom, as far as said
    group = models.ForeignKey(
        InitiativeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("initiative group"),
    )
    contact_email = models.EmailField(_("contact"), blank=True)

    # Life
    state = models.CharField(_("state"), max_length=16, choices=State.choices)
    visibility = models.CharField(
        max_length=8,
        choices=Visibility.choices,
        default=Visibility.PUBLIC,
        verbose_name=_("visibility"),
    )
    # What it waits for besides: the day its author chose, and the author's word by e-mail.
    held_until = models.DateField(null=True, editable=False)
    is_confirmed = models.BooleanField(default=True, editable=False)
    held_because = models.JSONField(default=list)
    needs_answer = models.BooleanField(_("needs an answer"))
    filed_on = models.DateField(_("filed on"))
    public_on = models.DateField(_("public since"), null=True)
    decide_by = models.DateField(_("moderator decides by"), null=True)
    regime = models.ForeignKey(
        ClockRule, models.PROTECT, null=True, related_name="+", verbose_name=_("rule of the clock")
    )
    clock_started_on = models.DateField(_("clock started on"), null=True)
    answer_due_on = models.DateField(_("answer expected by"), null=True)
    calendar_version = models.CharField(max_length=40, blank=True, editable=False)
    forward_count = models.PositiveSmallIntegerField(_("sent round"), default=0)
    answered_on = models.DateField(_("first answered on"), null=True)
    # Of every answer that was owed: the first, and one to each dispute.
    answered_in_time = models.BooleanField(_("answered in time each time"), null=True)
    # Whether some letter to its office has told of it.
    office_told = models.BooleanField(default=False, editable=False)
    claimed_on = models.DateField(_("said to be done on"), null=True)
    decided_on = models.DateField(_("confirmed or disputed on"), null=True)
    withdrawn_on = models.DateField(_("taken back on"), null=True)
    # Somebody made the reporter say something. Nobody but the code learns of it.
    pressed_on = models.DateField(null=True, editable=False)

    # Fixed in the public log: the salt of each part the reporter can prove
    confirmation_count = models.PositiveIntegerField(default=0, editable=False)
    photos_expected = models.PositiveSmallIntegerField(default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_on", "-public_id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "refused", "withdrawn"])
                | Q(public_on__isnull=False),
                name="public_report_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(project=None) | Q(machine=None), name="report_is_about_one_thing"
            ),
            models.CheckConstraint(
                condition=~Q(kind="misuse") | Q(needs_answer=True), name="misuse_needs_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-filed_on", "-public_id"], name="report_of_project"),
            models.Index(
                fields=["machine", "-filed_on", "-public_id"],
                condition=Q(machine__isnull=False),
                name="report_of_machine",
            ),
            models.Index(fields=["place", "-filed_on", "-public_id"], name="report_of_place"),
            models.Index(fields=["-filed_on", "-public_id"], name="report_newest"),
            *(
                models.Index(fields=[column, "-filed_on", "-public_id"], name=f"report_{column}")
                for column in COLUMNS.values()
            ),
            models.Index(fields=["public_on"], name="report_public_since"),
            models.Index(
                fields=["office", "answer_due_on", "filed_on", "public_id"],
                condition=Q(needs_answer=True, state__in=["open", "disputed"]),
                name="report_owed",
            ),
            models.Index(
                fields=["office"],
                condition=Q(needs_answer=True, state__in=["open", "disputed"], office_told=False),
                name="report_untold",
            ),
            # All that the counts of a desk ask for, so that they read the index alone.
            models.Index(
                fields=["office", "state", "needs_answer", "answer_due_on", "decided_on"],
                condition=Q(visibility="public", public_on__isnull=False),
                name="report_on_desk",
            ),
            models.Index(fields=["decide_by"], condition=Q(state="held"), name="report_held"),
            # All that statistics count, so that the country's read the index alone.
            models.Index(
                fields=[
                    *("public_on", "in_region", "needs_answer", "state", "answer_due_on"),
                    *("answered_on", "answered_in_time", "claimed_on"),
                ],
                condition=Q(visibility="public", public_on__isnull=False),
                name="report_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set where it is, by the code of its place; bulk writers call it."""
        for level, column in COLUMNS.items():
            setattr(self, column, self.place.seat[:level])

    @property
    def observed(self) -> list[checklists.Spelled]:
        """What was answered to the checklist, in words."""
        return checklists.spell(self.observations)

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC and self.public_on is not None

    @property
    def waits_for(self) -> str:
        """What a held report waits for before any moderator: confirmation, tomorrow, or nothing."""
        if self.state != State.HELD:
            return ""
        if not self.is_confirmed:
            return "confirmation"
        return "tomorrow" if self.held_until and self.held_until > today() else ""

    @property
    def is_owed(self) -> bool:
        """Whether the office owes the next word."""
        return self.needs_answer and self.state in workflow.OWED

    @property
    def legal_status(self) -> str:
        """The code of the rule under which it stands: the site's own, or one of the law."""
        return self.regime.code if self.regime_id else ClockRule.PLATFORM

    def days_left(self, at: date | None = None) -> int | None:
        """Days until the answer is due, negative when overdue; None when none is owed."""
        if not self.is_owed or self.answer_due_on is None:
            return None
        return (self.answer_due_on - (at or today())).days

    @property
    def days_since_seen(self) -> int:
        """The clock that never pauses."""
        return (today() - self.observed_on).days

    @property
    def subject(self) -> str:
        """What the report is about, in the reader's language."""
        return self.thing.title if self.thing else self.place.spoken

    @property
    def thing(self) -> Project | Machine | None:
        """The work or the machine of the register; nothing where the work is not listed."""
        return self.project or self.machine

    @property
    def is_unlisted(self) -> bool:
        """Whether it tells of a work that the register does not know."""
        return self.project_id is None and self.machine_id is None
