"""What happens to a report on its way to an answer: more time, another office, a question."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import Office, User
from reports.models.clocks import ClockRule
from reports.models.report import LANGUAGES, Report


class DueChange(models.Model):
    """The day of the answer moved, with who moved it and why: an office may do so once."""

    class Cause(models.TextChoices):
        EXTENDED = "extended", _("the office asked for more time")
        CALENDAR = "calendar", _("the working calendar was corrected")
        REGIME = "regime", _("another rule of the clock holds")

    class Reason(models.TextChoices):
        VISIT = "visit", _("Somebody must go there and look.")
        CONTRACTOR = "contractor", _("The contractor must answer first.")
        EXPERTS = "experts", _("Experts must examine it first.")
        HIGHER_OFFICE = "higher_office", _("A higher office must decide first.")
        MOVED_DAYS = "moved_days", _("The Government moved working days.")
        DOCUMENT = "document", _("A document came for which the law has days of its own.")

    # The reasons an office gives; the others are not its own.
    OF_OFFICES = (Reason.VISIT, Reason.CONTRACTOR, Reason.EXPERTS, Reason.HIGHER_OFFICE)

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="due_changes", verbose_name=_("report")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", verbose_name=_("office")
    )
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("author")
    )
    cause = models.CharField(_("cause"), max_length=8, choices=Cause.choices)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason.choices)
    regime = models.ForeignKey(
        ClockRule, models.PROTECT, null=True, related_name="+", verbose_name=_("rule of the clock")
    )
    text = models.TextField(_("words"), blank=True)
    old_due_on = models.DateField(_("answer expected by, before"))
    new_due_on = models.DateField(_("answer expected by, after"))
    calendar_version = models.CharField(_("calendar"), max_length=40)
    changed_on = models.DateField(_("changed on"))

    class Meta:
        ordering = ["changed_on", "pk"]
        verbose_name = _("moved day of an answer")
        verbose_name_plural = _("moved days of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(cause="extended"), name="one_extension_per_report"
            ),
            models.CheckConstraint(
                condition=~Q(cause="extended") | Q(new_due_on__gt=F("old_due_on")),
                name="extension_gives_time",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Forwarding(models.Model):
    """One office handed the report to another; each may do so once, so it cannot go in rings."""

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="forwardings", verbose_name=_("report")
    )
    from_office = models.ForeignKey(
        Office, models.PROTECT, related_name="+", verbose_name=_("from the office")
    )
    to_office = models.ForeignKey(
        Office, models.PROTECT, related_name="+", verbose_name=_("to the office")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))
    text = models.TextField(_("why"))
    forwarded_on = models.DateField(_("handed on"))

    class Meta:
        ordering = ["forwarded_on", "pk"]
        verbose_name = _("handing on")
        verbose_name_plural = _("handings on")
        constraints = [
            models.UniqueConstraint(fields=["report", "from_office"], name="one_hop_per_office"),
            models.CheckConstraint(
                condition=~Q(from_office=F("to_office")), name="handed_to_another_office"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class QuestionQuerySet(models.QuerySet):
    def of_offices(self) -> Self:
        """What offices asked, of reports that are public."""
        return self.filter(office__isnull=False)

    def of_moderators(self) -> Self:
        """What moderators asked while the report was held: no office ever learns of it."""
        return self.filter(office=None)


class Question(models.Model):
    """An office, or a moderator, asks the reporter, who stays unknown: by the receipt, and never
    "which house?"."""

    class About(models.TextChoices):
        STILL_SO = "still_so", _("Is it still so today?")
        SINCE_WHEN = "since_when", _("Since when has it been so?")
        WHICH_PART = "which_part", _("Which part of the work do you mean?")
        WHAT_IS_MISSING = "what_is_missing", _("What is still missing?")
        MORE_PHOTOS = "more_photos", _("Can you add a photo taken from further away?")
        OWN_WORDS = "own_words", _("A question in own words")

    class State(models.TextChoices):
        WAITING = "waiting", _("a moderator reads it first")
        ASKED = "asked", _("asked")
        REFUSED = "refused", _("not asked")
        HELD = "held", _("answered, a moderator reads it first")
        ANSWERED = "answered", _("answered")
        UNREAD = "unread", _("answered, but not passed on")
        CLOSED = "closed", _("decided without an answer")

    OPEN = (State.WAITING, State.ASKED)

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="questions", verbose_name=_("report")
    )
    # Blank: a moderator asked, before deciding on the report.
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("office"),
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))
    about = models.CharField(_("question"), max_length=16, choices=About.choices)
    text = models.TextField(_("own words"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    asked_on = models.DateField(_("asked on"))
    # For the eyes of whoever asked: not public, since it was not filed to be.
    answer = models.TextField(_("the reporter's answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("question to a reporter")
        verbose_name_plural = _("questions to reporters")
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=["waiting", "asked"]),
                name="one_open_question_per_report",
            ),
            models.CheckConstraint(
                condition=~Q(about="own_words") | ~Q(text=""), name="own_question_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def words(self) -> str | Promise:
        """What is asked; one from the list in the reader's language."""
        return self.text or self.About(self.about).label

    @property
    def is_open(self) -> bool:
        """Whether the reporter may answer it now."""
        return self.state == self.State.ASKED

    @property
    def told_answer(self) -> str:
        """The answer as the office may read it."""
        return self.answer if self.state == self.State.ANSWERED else ""


class ReplyTemplate(models.Model):
    """Words an office keeps at hand; they become an answer only when somebody publishes them."""

    office = models.ForeignKey(
        Office, models.CASCADE, related_name="reply_templates", verbose_name=_("office")
    )
    name = models.CharField(_("name"), max_length=100)
    reason = models.CharField(_("reason"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    text = models.TextField(_("answer"), max_length=4000)

    class Meta:
        ordering = ["language", "reason", "name"]
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "language", "name"], name="one_template_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
