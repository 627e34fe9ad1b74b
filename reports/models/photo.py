"""A picture of a report or a reply: only its cleaned public copy is ever kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from reports.models.dossier import Gathering
from reports.models.reply import Reply
from reports.models.report import Report
from reports.models.visibility import Visibility


class Photo(models.Model):
    """From the first byte received to three public sizes under a random name."""

    class State(models.TextChoices):
        RECEIVING = "receiving", _("being received")
        PROCESSING = "processing", _("being prepared")
        READY = "ready", _("ready")
        REFUSED = "refused", _("refused")

    SIZES = ("thumb", "phone", "large")

    public_id = models.CharField(
        max_length=16, unique=True, default=public_id, editable=False, verbose_name=_("public id")
    )
    report = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("report"),
    )
    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="photos", verbose_name=_("reply")
    )
    gathering = models.ForeignKey(
        Gathering,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("gathering"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    refusal = models.CharField(_("refused because"), max_length=20, blank=True)
    visibility = models.CharField(
        max_length=8,
        choices=Visibility.choices,
        default=Visibility.PUBLIC,
        verbose_name=_("visibility"),
    )

    # In quarantine
    quarantine = models.CharField(max_length=40, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    received = models.PositiveIntegerField(default=0, editable=False)
    sha256_original = models.CharField(max_length=64, blank=True, editable=False)
    salt = models.BinaryField(max_length=32, null=True, editable=False)

    # Public
    folder = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    width = models.PositiveSmallIntegerField(default=0, editable=False)
    height = models.PositiveSmallIntegerField(default=0, editable=False)
    dhash = models.CharField(max_length=16, blank=True, editable=False)
    same_day = models.BooleanField(null=True, editable=False)
    near_site = models.BooleanField(null=True, editable=False)
    is_incomplete = models.BooleanField(default=False, editable=False)
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_photo_per_number"),
            models.UniqueConstraint(fields=["reply", "number"], name="one_proof_per_number"),
            models.UniqueConstraint(fields=["gathering", "number"], name="one_page_per_number"),
            models.CheckConstraint(
                condition=Q(report__isnull=False, reply=None, gathering=None)
                | Q(report=None, reply__isnull=False, gathering=None)
                | Q(report=None, reply=None, gathering__isnull=False),
                name="photo_belongs_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=6), name="photo_number_one_to_six"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY and self.visibility == Visibility.PUBLIC

    @property
    def owner(self) -> Report | Reply | Gathering:
        """What it was sent with."""
        return self.report or self.reply or self.gathering

    @property
    def of_report(self) -> Report | None:
        """The report it belongs to, by itself or through an answer; minutes belong to none."""
        return self.report or (self.reply.report if self.reply else None)

    def url(self, size: str) -> str:
        """The address of one public size."""
        return f"/media/{self.folder}/{size}.jpg"

    @property
    def thumb_url(self) -> str:
        return self.url("thumb")

    @property
    def phone_url(self) -> str:
        return self.url("phone")

    @property
    def large_url(self) -> str:
        return self.url("large")
