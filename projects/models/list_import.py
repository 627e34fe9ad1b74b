"""A list that an operator uploaded: what it would change, until somebody says "do it"."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListImport(models.Model):
    """The file lies in a private folder between the two steps; a worker reads and writes it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READ = "read", _("read, nothing written yet")
        CONFIRMED = "confirmed", _("being written")
        DONE = "done", _("written")
        FAILED = "failed", _("cannot be read")

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_on = models.DateField(_("uploaded on"))
    title = models.CharField(_("file"), max_length=200)
    file_name = models.CharField(max_length=40, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    new_count = models.PositiveIntegerField(_("new works"), default=0)
    changed_count = models.PositiveIntegerField(_("changed works"), default=0)
    unchanged_count = models.PositiveIntegerField(_("works as they are"), default=0)
    refused_count = models.PositiveIntegerField(_("refused rows"), default=0)
    # The first of each, in the operator's language; the refused ones are a file of their own.
    preview = models.JSONField(_("what would change"), default=dict)
    problem = models.TextField(_("problem"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")

    def __str__(self) -> str:
        return self.title

    @property
    def is_moving(self) -> bool:
        """Whether a worker has it in hand, so that looking again makes sense."""
        return self.state in (self.State.WAITING, self.State.CONFIRMED)
