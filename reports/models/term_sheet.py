"""What an akim's term began with and what it left: reckoned once, and kept as it was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.models import AkimTerm


class TermSheet(models.Model):
    """The cases of an office over one term. Made when an election is called, or the term ends."""

    term = models.OneToOneField(
        AkimTerm, models.CASCADE, related_name="sheet", verbose_name=_("akim's term")
    )
    frozen_on = models.DateField(_("reckoned on"))
    until = models.DateField(_("cases until"))
    shown_on = models.DateField(_("shown since"), null=True, blank=True, editable=False)

    inherited = models.PositiveIntegerField(_("taken over"))
    opened = models.PositiveIntegerField(_("new"))
    confirmed = models.PositiveIntegerField(_("confirmed as done"))
    unopposed = models.PositiveIntegerField(_("closed, nobody objected"))
    left = models.PositiveIntegerField(_("left open"))
    answered = models.PositiveIntegerField(_("first answers"))
    in_time = models.PositiveIntegerField(_("of them in time"))

    class Meta:
        verbose_name = _("sheet of a term")
        verbose_name_plural = _("sheets of terms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    left=models.F("inherited")
                    + models.F("opened")
                    - models.F("confirmed")
                    - models.F("unopposed")
                ),
                name="sheet_of_term_adds_up",
            )
        ]

    def __str__(self) -> str:
        return str(self.term)

    # What the public log commits to, in the order of the page.
    FIGURES = (
        *("until", "inherited", "opened", "confirmed", "unopposed", "left"),
        *("answered", "in_time"),
    )

    @property
    def log_id(self) -> str:
        """Its name in the public log."""
        return f"term-{self.term_id}"

    @property
    def said(self) -> dict[str, str]:
        """What the public log commits to, by name."""
        return {name: str(getattr(self, name)) for name in self.FIGURES}

    @property
    def came(self) -> int:
        """All cases of the term."""
        return self.inherited + self.opened
