"""Rows of the public log, which only `oversight.public_log` and `oversight.log.sealing` write."""

import base64
from collections.abc import Iterable

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oversight.log import spoken


class Unchangeable(Exception):
    """Somebody tried to change or delete a fact of the public log."""


class LogQuerySet(models.QuerySet):
    """Reads, and nothing else: bulk_update and Django's inner ways are closed too."""

    def update(self, **fields: object) -> int:
        raise Unchangeable("Rows of the public log are never updated.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("Rows of the public log are never deleted.")

    def _update(self, values: object) -> int:
        raise Unchangeable("Rows of the public log are never updated.")

    def _raw_delete(self, using: str) -> int:
        raise Unchangeable("Rows of the public log are never deleted.")


class LogRow(models.Model):
    """A row that is inserted once."""

    objects = LogQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise Unchangeable("Rows of the public log are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: object, **kwargs: object) -> None:
        raise Unchangeable("Rows of the public log are never deleted.")


class EntryQuerySet(LogQuerySet):
    """The one thing that may be taken from an entry: what opens its commitments."""

    def sealed(self) -> "EntryQuerySet":
        return self.exclude(index=None)

    def waiting(self) -> "EntryQuerySet":
        return self.filter(index=None)

    def forget_salts(self, parts: Iterable[str] | None = None) -> None:
        """Destroy the salts of these parts, or of all; the commitments stay for ever."""
        names = None if parts is None else set(parts)
        for pk, salts in self.values_list("pk", "salts"):
            kept = {} if names is None else {n: s for n, s in salts.items() if n not in names}
            if kept != salts:
                super(LogQuerySet, self.model.objects.filter(pk=pk)).update(salts=kept)


class LogEntry(LogRow):
    """One public fact as fixed text lines; its index is given when it is sealed."""

    index = models.PositiveBigIntegerField(_("number"), null=True, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24, editable=False)
    object_id = models.CharField(_("object"), max_length=16, db_index=True, editable=False)
    text = models.TextField(_("entry"), editable=False)
    leaf_hash = models.BinaryField(max_length=32, editable=False)
    # Of each part by its name, in hex: in the entry's own row, so that a fact costs one insert.
    salts = models.JSONField(default=dict, editable=False)
    promise = models.TextField(_("promise"), blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta(LogRow.Meta):
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(index=None), name="log_entry_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    def word(self, name: str) -> str:
        """What one line of the entry says, such as `role` or `reason`."""
        lines = (line.partition(" ") for line in self.text.splitlines())
        return next((rest for first, _blank, rest in lines if first == name), "")


class Checkpoint(LogRow):
    """A signed head: how many entries there were, and the root that fixes each of them."""

    size = models.PositiveBigIntegerField(_("entries"), primary_key=True)
    root = models.BinaryField(max_length=32, editable=False)
    note = models.TextField(_("signed note"), editable=False)
    key = models.CharField(_("key"), max_length=200, editable=False)
    sealed_on = models.DateField(_("sealed on"))

    class Meta(LogRow.Meta):
        ordering = ["-size"]
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")

    def __str__(self) -> str:
        return str(self.size)

    @property
    def root_text(self) -> str:
        """The root as the note has it."""
        return base64.b64encode(self.root).decode()

    @property
    def words(self) -> str:
        """Eight short words of it, in the letters of the reader's language."""
        text = self.note.rpartition("\n\n")[0] + "\n"
        return spoken.words(text, cyrillic=get_language() != "en")


class LogTile(LogRow):
    """The root of 256 entries in a row, kept so that a proof need not read the whole log."""

    WIDTH = 256

    number = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32, editable=False)

    def __str__(self) -> str:
        return str(self.number)
