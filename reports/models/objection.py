"""What readers object to in a public report: by which written rule, and what was decided."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import User
from reports.models.queries import ReportQuerySet
from reports.models.removal import Removal
from reports.models.report import LANGUAGES, Report
from reports.workflow import State as ReportState


class ObjectionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What nobody has decided, on reports that everybody may still read."""
        return self.filter(state=Objection.State.WAITING, report__in=Objection.objectionable())

    def overdue(self, at: date) -> Self:
        """What should have been decided by that day."""
        return self.waiting().filter(decide_by__lt=at)


class Objection(models.Model):
    """A reader says that a public report breaks a written rule. It hides nothing by itself.

    Who says so is not known: neither a name nor an address is asked for or kept. The words are for
    moderators alone, and are forgotten some days after the decision.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a moderator")
        UPHELD = "upheld", _("something was hidden")
        UNFOUNDED = "unfounded", _("the report stays")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    draft_id = models.UUIDField(unique=True, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="objections")
    reason = models.CharField(
        _("reason"),
        max_length=16,
        choices=[(reason.value, reason.label) for reason in Removal.HIDING],
    )
    words = models.TextField(_("words"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    received_on = models.DateField(_("received on"))
    decide_by = models.DateField(_("to be decided by"))

    # Decision
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    decided_on = models.DateField(_("decided on"), null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["decide_by", "pk"]
        verbose_name = _("objection of a reader")
        verbose_name_plural = _("objections of readers")
        indexes = [models.Index(fields=["state", "decide_by"], name="objections_to_decide")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_on=None)
                | ~Q(state="waiting") & Q(decided_on__isnull=False),
                name="decided_objection_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @staticmethod
    def objectionable() -> ReportQuerySet:
        """Reports whose words everybody may read."""
        return Report.objects.public().exclude(state=ReportState.WITHDRAWN)
