"""Where the money comes from, and how official figures moved over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.ids import public_id
from oversight.models import Restated
from projects.models.project import Project


class FundingLine(Restated):
    """A source of the money: promised, and paid in so far."""

    LOGGED = "fund"
    TOLD = ("project__identifier", "source", "giver", "promised", "paid")

    class Source(models.TextChoices):
        REPUBLICAN = "republican", _("republican budget")
        REGIONAL = "regional", _("regional budget")
        LOCAL = "local", _("local budget")
        GRANT = "grant", _("grant")
        PLEDGE = "business_pledge", _("pledge of a business")

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="funding", verbose_name=_("project")
    )
    source = models.CharField(_("source"), max_length=16, choices=Source.choices)
    giver = models.CharField(_("giver"), max_length=300, blank=True)
    promised = models.DecimalField(
        _("promised"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    paid = models.DecimalField(_("paid"), max_digits=18, decimal_places=2, null=True, blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["source", "pk"]
        verbose_name = _("source of money")
        verbose_name_plural = _("sources of money")

    def __str__(self) -> str:
        return self.get_source_display()

    @property
    def plain_name(self) -> str:
        """What a dated change calls it, in no reader's language."""
        return f"{self.source} {self.giver}".strip()


class Declaration(Restated):
    """How far the work is, as the office or the contractor says."""

    LOGGED = "progress"
    TOLD = ("project__identifier", "percent", "declared_on", "by", "source_url")

    class By(models.TextChoices):
        OFFICE = "office", _("office")
        CONTRACTOR = "contractor", _("contractor")

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="declarations", verbose_name=_("project")
    )
    percent = models.PositiveSmallIntegerField(_("percent done"))
    declared_on = models.DateField(_("on"))
    by = models.CharField(_("by"), max_length=10, choices=By.choices)
    source_url = models.TextField(_("source"), blank=True)
    # The id under which other software names the row; blank for our own.
    source_id = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["declared_on", "pk"]
        verbose_name = _("declared progress")
        verbose_name_plural = _("declared progress")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="declaration_at_most_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.percent} % {self.declared_on}"


class FigureChange(models.Model):
    """An official figure that moved; the old one stays visible, and the public log knows."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="figure_changes", verbose_name=_("project")
    )
    field = models.CharField(_("figure"), max_length=40)
    # Which contract, line of money or step the figure belongs to; blank for the work's own.
    about = models.CharField(_("about"), max_length=300, blank=True)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    changed_on = models.DateField(_("changed on"))
    source_url = models.TextField(_("source"), blank=True)

    class Meta:
        ordering = ["changed_on", "pk"]
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")

    def __str__(self) -> str:
        return f"{self.project_id}.{self.field}: {self.old} → {self.new}"
