"""Rows of the public log, which only `oversight.public_log` writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unchangeable(Exception):
    """Somebody tried to change or delete a fact of the public log."""


class LogQuerySet(models.QuerySet):
    """Reads, and nothing else."""

    def update(self, **fields: object) -> int:
        raise Unchangeable("Entries of the public log are never updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("Entries of the public log are never deleted.")


class LogEntry(models.Model):
    """One public fact as fixed text lines; its index is given when it is sealed."""

    index = models.PositiveBigIntegerField(_("number"), null=True, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24, editable=False)
    object_id = models.CharField(_("object"), max_length=16, db_index=True, editable=False)
    text = models.TextField(_("entry"), editable=False)
    leaf_hash = models.BinaryField(max_length=32, editable=False)

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(index=None), name="log_entry_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise Unchangeable("Entries of the public log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> None:
        raise Unchangeable("Entries of the public log are never deleted.")


class LogPart(models.Model):
    """What opens one commitment of an entry: the salt, until an erasure destroys it."""

    entry = models.ForeignKey(LogEntry, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=24, editable=False)
    salt = models.BinaryField(max_length=32, null=True, editable=False)
    commitment = models.BinaryField(max_length=32, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="one_part_per_name"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.name}"
