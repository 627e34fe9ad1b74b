"""What offices are asked in the papers of civil society, and what they answer."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import Office, User
from reports.models.dossier import Dossier, Gathering
from reports.models.report import LANGUAGES
from reports.models.visibility import Visibility


class CommitmentQuerySet(models.QuerySet):
    def asked(self) -> "CommitmentQuerySet":
        """Those an office has been told of: not in a draft."""
        return self.exclude(asked_on=None)

    def shown(self) -> "CommitmentQuerySet":
        """Those in a paper that everybody may read."""
        return self.asked().filter(
            Q(dossier__visibility=Visibility.PUBLIC) | Q(gathering__visibility=Visibility.PUBLIC)
        )

    def open(self) -> "CommitmentQuerySet":
        """Those that wait for the office's word; none while its paper is hidden."""
        return self.shown().filter(replied_on=None)


class Commitment(models.Model):
    """What an office is asked to do, or has promised: a recommendation of a final document or a
    decision of a gathering. It answers by a day, in public."""

    class Answer(models.TextChoices):
        DONE = "done", _("It is done.")
        WILL = "will", _("It will be done.")
        PARTLY = "partly", _("It will be done in part.")
        REFUSED = "refused", _("It will not be done.")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="recommendations")
    gathering = models.ForeignKey(Gathering, models.CASCADE, null=True, related_name="decisions")
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="commitments", verbose_name=_("office")
    )
    text = models.TextField(_("what is to be done"), max_length=1000)
    promised_by = models.DateField(_("to be done by"), null=True, blank=True)

    # The clock
    asked_on = models.DateField(_("asked on"), null=True)
    answer_due_on = models.DateField(_("answer expected by"), null=True)
    calendar_version = models.CharField(max_length=40, blank=True, editable=False)

    # The answer
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices, blank=True)
    reply = models.TextField(_("answer in words"), blank=True)
    reply_language = models.CharField(max_length=2, choices=LANGUAGES, blank=True)
    replied_on = models.DateField(_("answered on"), null=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    # How often residents said that a gathering did not decide this
    disputed_count = models.PositiveIntegerField(default=0, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                condition=Q(dossier=None, gathering__isnull=False)
                | Q(dossier__isnull=False, gathering=None),
                name="commitment_stands_in_one_paper",
            ),
            models.CheckConstraint(
                condition=Q(replied_on=None) | (~Q(answer="") & ~Q(reply="")),
                name="answered_commitment_has_words",
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(answer_due_on__isnull=False),
                name="asked_commitment_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "answer_due_on"],
                condition=Q(replied_on=None),
                name="commitment_owed",
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def paper(self) -> Dossier | Gathering:
        """The document it stands in."""
        return self.dossier or self.gathering

    def days_left(self, at: date | None = None) -> int | None:
        """Days until the answer is due, negative when overdue; None once it is answered."""
        if self.replied_on or self.answer_due_on is None:
            return None
        return (self.answer_due_on - (at or today())).days


class DisputeDay(models.Model):
    """How often a decision was disputed on one day: a number, and nothing of who did."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="dispute_days")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day"], name="one_count_per_decision_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.day}"
