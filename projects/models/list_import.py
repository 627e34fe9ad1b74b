"""A list that an operator uploaded: what it would change, until somebody says "do it"."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListImport(models.Model):
    """The file lies in a private folder between the two steps; a worker reads and writes it."""

    class Kind(models.TextChoices):
        """`list_kinds.py` says how each is read, shown and written."""

        WORKS = "works", _("public works")
        PROGRAMMES = "programmes", _("programmes")
        PROGRAMME_YEARS = "programme_years", _("what sources say of years of programmes")
        PLACES = "places", _("an edition of the classifier of places (KATO)")
        POINTS = "points", _("points of places")
        OUTLINES = "outlines", _("outlines of places")
        POPULATION = "population", _("population of places by year")
        PUPILS = "pupils", _("pupils by year")
        OFFICES = "offices", _("offices")
        SUBSIDIES = "subsidies", _("subsidies of businesses")
        PLEDGES = "pledges", _("pledges to villages")
        MACHINES = "machines", _("public machines and their holders")
        HIRES = "hires", _("payments for one's own machines")
        BUDGETS = "budgets", _("local budgets")
        TERMS = "terms", _("terms of akims")
        ELECTION_FIGURES = "election_figures", _("figures of elections of akims")

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READ = "read", _("read, nothing written yet")
        CONFIRMED = "confirmed", _("being written")
        DONE = "done", _("written")
        FAILED = "failed", _("cannot be read")

    # The file
    kind = models.CharField(_("list of"), max_length=20, choices=Kind.choices, default=Kind.WORKS)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_on = models.DateField(_("uploaded on"))
    title = models.CharField(_("file"), max_length=200)
    file_name = models.CharField(max_length=40, editable=False)

    # What the operator says of it, as far as the kind of list asks
    edition = models.DateField(
        _("day of the edition"),
        null=True,
        blank=True,
        help_text=_("Needed where an edition is in already. The file's name may hold it."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Whose data it is, as pages name it.")
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("Under which terms it may be shown.")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    entered_by = models.CharField(
        _("who enters it"),
        max_length=200,
        blank=True,
        help_text=_("Name and office. Everybody can read it."),
    )

    # What came of it
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    new_count = models.PositiveIntegerField(_("new"), default=0)
    changed_count = models.PositiveIntegerField(_("changed"), default=0)
    unchanged_count = models.PositiveIntegerField(_("as they are"), default=0)
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
