"""What a firm that a report names says to it: as it was sent, and beside the report."""

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import User
from reports.models.report import LANGUAGES, Report


class Statement(models.Model):
    """The firm's own words, which a moderator put beside the report; they move no state."""

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="statements", verbose_name=_("report")
    )
    firm = models.CharField(_("firm"), max_length=200)
    text = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    received_on = models.DateField(_("received on"))
    shown_on = models.DateField(_("shown since"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))

    class Meta:
        ordering = ["shown_on", "pk"]
        verbose_name = _("statement of a firm")
        verbose_name_plural = _("statements of firms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_on__lte=models.F("shown_on")),
                name="statement_is_received_first",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class StatementRequestQuerySet(models.QuerySet):
    def overdue(self, at: date) -> Self:
        """What should have been decided by that day, on reports that everybody may still read."""
        late = self.filter(state=StatementRequest.State.WAITING, show_by__lt=at)
        return late.filter(report__in=Report.objects.public())


class StatementRequest(models.Model):
    """What somebody sent in the name of a firm: a moderator reads it before anybody else."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a moderator")
        SHOWN = "shown", _("stands beside the report")
        REFUSED = "refused", _("not shown")

    class Reason(models.TextChoices):
        NOT_REACHED = "not_reached", _("Nobody at the firm confirmed that it wrote this.")
        NOT_NAMED = "not_named", _("The report does not name this firm.")
        PRIVATE_DATA = "private_data", _("It tells private things of somebody.")
        INSULT = "insult", _("It insults somebody.")
        AUTHOR_SOUGHT = "author_sought", _("It names or looks for whoever wrote the report.")

    # What is said
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    draft_id = models.UUIDField(unique=True, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="statement_requests")
    firm = models.CharField(_("name of the firm"), max_length=200)
    bin = models.CharField(
        _("BIN"), max_length=12, blank=True, validators=[RegexValidator(r"^\d{12}$")]
    )
    text = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    received_on = models.DateField(_("received on"))
    show_by = models.DateField(_("to be shown by"))

    # Who sent it: forgotten some days after the decision
    contact_name = models.CharField(_("who writes, and their post"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)

    # Decision
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StatementRequestQuerySet.as_manager()

    class Meta:
        ordering = ["show_by", "pk"]
        verbose_name = _("statement that a firm sent")
        verbose_name_plural = _("statements that firms sent")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_on=None) | Q(decided_on__isnull=False),
                name="decided_statement_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="refused_statement_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
