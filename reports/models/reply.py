"""What an office answers, and what the reporter or a group says to that."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import InitiativeGroup, Office, User
from reports.models.report import LANGUAGES, Report


class Reply(models.Model):
    """An office's public answer; with `is_claim` it says that the thing is done."""

    class Reason(models.TextChoices):
        DONE = "done", _("It is done.")
        UNDER_WAY = "under_way", _("Work is under way.")
        NOT_OURS = "not_ours", _("It is not ours to decide.")
        NO_MONEY = "no_money", _("There is no money for it.")
        NO_STAFF = "no_staff", _("There is nobody to do it.")
        MACHINE_IN_TRUST = "machine_in_trust", _("The machine is in trust management.")
        CONTRACTOR_DEFAULT = "contractor_default", _("The contractor failed.")
        SEASON = "season", _("The season does not allow it.")
        PLAN_FIXED_ABOVE = "plan_fixed_above", _("The plan was fixed higher up.")

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="replies", verbose_name=_("report")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="replies", verbose_name=_("office")
    )
    author = models.ForeignKey(
        User, models.PROTECT, related_name="replies", verbose_name=_("author")
    )
    is_claim = models.BooleanField(_("says that it is done"), default=False)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    text = models.TextField(_("answer"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    replied_on = models.DateField(_("answered on"))
    # What checks.py noticed in it; the moderators look at those.
    noticed = models.JSONField(default=list, blank=True, editable=False)

    # Corrected: earlier wordings stay readable, each {"text", "reason", "language", "on"}
    earlier = models.JSONField(default=list, blank=True, editable=False)
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True)

    # Masked: words a moderator covered, by which rule; the public reads `text`, where they are
    masked_because = models.CharField(_("words covered because"), max_length=16, blank=True)
    covered = models.JSONField(default=list, blank=True, editable=False)
    masked_on = models.DateField(_("words last covered or shown again on"), null=True, blank=True)
    # What stood there before, {"text", "earlier", "masked"}, until the words are shown again; and
    # the wordings with covered words that the public could read meanwhile.
    unmasked = models.JSONField(default=dict, blank=True, editable=False)
    masked = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["replied_on", "pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return self.public_id


class Enclosure(models.Model):
    """A document that an office shows with an answer: read by a moderator before it is public,
    since no program sees what stands on a scanned page."""

    class State(models.TextChoices):
        WAITING = "waiting", _("a moderator reads it first")
        SHOWN = "shown", _("shown")
        KEPT_BACK = "kept_back", _("not shown")

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    reply = models.ForeignKey(
        Reply, models.PROTECT, related_name="enclosures", verbose_name=_("reply")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    file_name = models.CharField(max_length=32, blank=True, editable=False)
    length = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    # What checks.py noticed in the words that could be read; a hint for the moderator.
    noticed = models.JSONField(default=list, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    because = models.CharField(_("not shown because"), max_length=16, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("enclosed document")
        verbose_name_plural = _("enclosed documents")
        constraints = [
            models.UniqueConstraint(fields=["reply", "number"], name="one_enclosure_per_number"),
            models.UniqueConstraint(
                fields=["file_name"], condition=~Q(file_name=""), name="one_enclosure_per_file"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN

    @property
    def url(self) -> str:
        """Where everybody reads it, once it is shown."""
        return f"/media/documents/{self.public_id}.pdf"


class Verdict(models.Model):
    """Yes or no to a claim: by the reporter through the receipt, or by a group on site."""

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="verdicts", verbose_name=_("report")
    )
    group = models.ForeignKey(
        InitiativeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("initiative group"),
    )
    is_done = models.BooleanField(_("it is done"))
    text = models.TextField(_("words"), blank=True)
    # Words in which checks.py noticed something: unread by the public until a moderator says so.
    held_text = models.TextField(blank=True, editable=False)
    noticed = models.JSONField(default=list, blank=True, editable=False)
    # A "no" gives the office a new day; this is the one it had.
    due_before = models.DateField(null=True, editable=False)
    given_on = models.DateField(_("given on"))
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_done=True) | Q(is_done=False), name="verdict_is_yes_or_no"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
