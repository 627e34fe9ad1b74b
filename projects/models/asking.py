"""What residents ask the office to publish: one open request per work and missing figure."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import Office
from projects.models.project import Project


class Figure(models.TextChoices):
    """What can be missing, and asked for."""

    END = "end", _("the day by which it is to be finished")
    SUM = "sum", _("the sum")
    SUPPLIER = "supplier", _("the contractor")


class AskingQuerySet(models.QuerySet):
    def open(self) -> "AskingQuerySet":
        return self.filter(state=Asking.State.OPEN)

    def overdue(self, at: date | None = None) -> "AskingQuerySet":
        return self.open().filter(answer_due_on__lt=at or today())


class Asking(models.Model):
    """Residents ask the office to publish a figure; it is published, or refused with a reason."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        PUBLISHED = "published", _("published")
        ANSWERED = "answered", _("answered, not published")

    class Reason(models.TextChoices):
        NOT_DECIDED = "not_decided", _("not decided yet")
        NOT_OURS = "not_ours", _("another office has it")
        CLOSED = "closed", _("may not be published by law")
        OTHER = "other", _("another reason")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="askings", verbose_name=_("project")
    )
    figure = models.CharField(_("what is asked for"), max_length=8, choices=Figure.choices)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="askings", verbose_name=_("office")
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    asked_on = models.DateField(_("asked on"))
    asked_count = models.PositiveIntegerField(_("how often"), default=0)
    answer_due_on = models.DateField(_("answer expected by"))
    calendar_version = models.CharField(max_length=40, blank=True, editable=False)

    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)

    # What became of it
    closed_on = models.DateField(_("answered on"), null=True)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices, blank=True)
    reply = models.TextField(_("answer"), blank=True)
    reply_language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("request to publish")
        verbose_name_plural = _("requests to publish")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "figure"],
                condition=Q(state="open"),
                name="one_open_asking_per_figure",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="closed_asking_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(reason="") & ~Q(reply="")),
                name="answered_asking_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "answer_due_on"], condition=Q(state="open"), name="asking_owed"
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    def days_left(self, at: date | None = None) -> int | None:
        """Days until the answer is due, negative when overdue; None once it is answered."""
        if self.state != self.State.OPEN:
            return None
        return (self.answer_due_on - (at or today())).days


class AskingDay(models.Model):
    """How often a request was repeated on one day: a number, and nothing of who asked."""

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="days")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["asking", "day"], name="one_count_per_asking_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.asking_id}: {self.day}"
