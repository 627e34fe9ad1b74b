"""The papers about a work: where their source publishes them, or as a file kept here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from oversight.calendar import today
from oversight.ids import public_id
from projects.models.project import Project

MEDIA_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


class DocumentQuerySet(models.QuerySet):
    def shown(self) -> "DocumentQuerySet":
        return self.filter(hidden_on=None)


class Document(models.Model):
    """A paper about the project; what was taken from view keeps its title and the reason."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", _("contract")
        ESTIMATE = "estimate", _("estimate")
        ACCEPTANCE = "acceptance", _("act of acceptance")
        DECISION = "decision", _("decision")
        NEWS = "news", _("press report")

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    url = models.TextField(_("address"), blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    # The file, when it is kept here, under a random name
    file_name = models.CharField(max_length=32, blank=True, editable=False)
    format = models.CharField(max_length=4, choices=Format.choices, blank=True, editable=False)
    length = models.PositiveIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    added_on = models.DateField(_("added on"), default=today, editable=False)

    # Titles and addresses that it had before, the oldest first, and the day of the newest
    earlier = models.JSONField(default=list, editable=False)
    corrected_on = models.DateField(null=True, editable=False)

    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)

    # Taken from view, with a public reason
    hidden_on = models.DateField(null=True, editable=False)
    hidden_reason = models.CharField(_("why it is no longer shown"), max_length=300, blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["published_on", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="", file_name="") | Q(hidden_on__isnull=False),
                name="document_can_be_opened",
            ),
            models.UniqueConstraint(
                fields=["file_name"], condition=~Q(file_name=""), name="one_document_per_file"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def file_address(self) -> str:
        """Where this site serves the file that it keeps, whoever asks; blank for a link."""
        if not self.file_name:
            return ""
        with override(settings.LANGUAGE_CODE):
            return settings.SITE_URL + reverse("document", args=[self.public_id])

    @property
    def address(self) -> str:
        """Where the paper can be opened: at its source, else here."""
        return self.url or self.file_address

    @property
    def media_type(self) -> str:
        """What the file kept here is; blank for a link."""
        return MEDIA_TYPES.get(self.format, "")
