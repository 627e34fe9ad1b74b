"""Budgets of the fourth tier: towns of districts, settlements, rural districts, villages alone."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.ids import public_id
from oversight.models import DataSource, Place, WithinQuerySet
from projects.budgets import checks
from projects.budgets.checks import Difference, Figures
from projects.budgets.classification import FIGURES, OWN, Line, Part, Version

YEARS = range(2000, 2101)


class LocalBudgetQuerySet(WithinQuerySet):
    def speaking(self) -> "LocalBudgetQuerySet":
        """Of each place and year the newest word: executed, else amended last, else approved."""
        return self.filter(speaks=True)

    def of_country(self) -> "LocalBudgetQuerySet":
        """What a demonstration invents is no part of the country."""
        return self.filter(place__invented=False, place__valid_to=None)


def _sum(name: str) -> models.DecimalField:
    return models.DecimalField(
        FIGURES[name], max_digits=18, decimal_places=2, null=True, blank=True
    )


class LocalBudget(models.Model):
    """What one decision says of the money of one place in one year; tenge, as stated.

    A blank total is not stated. Nothing is corrected: what does not add up is told beside it.
    """

    Version = Version

    # Identity
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="budgets", verbose_name=_("place")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.CharField(_("version"), max_length=8, choices=Version.choices)

    # The decision
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    number = models.CharField(_("number of the decision"), max_length=50, blank=True)
    act = models.CharField(_("decision, as the list names it"), max_length=300, blank=True)
    url = models.URLField(_("address of the decision"), max_length=500, blank=True)
    note = models.CharField(_("note of the list"), max_length=500, blank=True)
    source = models.ForeignKey(
        DataSource, models.PROTECT, related_name="budgets", verbose_name=_("source")
    )

    # The form: what is stated
    income = _sum("income")
    tax = _sum("tax")
    nontax = _sum("nontax")
    capital = _sum("capital")
    transfers = _sum("transfers")
    expenditure = _sum("expenditure")
    net_lending = _sum("net_lending")
    assets = _sum("assets")
    balance = _sum("balance")
    financing = _sum("financing")

    # Reckoned on saving, for comparisons in the database
    total = models.DecimalField(max_digits=18, decimal_places=2, null=True, editable=False)
    own = models.DecimalField(max_digits=18, decimal_places=2, null=True, editable=False)
    speaks = models.BooleanField(_("the newest word on its year"), default=False, editable=False)

    # History: every earlier state of the figures and lines, the oldest first
    entered_on = models.DateField(_("entered on"), editable=False)
    earlier = models.JSONField(default=list, editable=False)
    # The day of the newest entry that tells of it
    told_on = models.DateField(default=today, editable=False)

    objects = LocalBudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "place_id", "pk"]
        verbose_name = _("local budget")
        verbose_name_plural = _("local budgets")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "version", "decided_on", "number"],
                name="one_budget_per_decision",
            ),
            models.UniqueConstraint(
                fields=["place", "year", "version", "number"],
                condition=Q(decided_on=None),
                name="one_budget_per_undated_decision",
            ),
            models.UniqueConstraint(
                fields=["place", "year"],
                condition=Q(speaks=True),
                name="one_budget_speaks_for_a_year",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(YEARS[0], YEARS[-1])), name="budget_year_makes_sense"
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "total"], condition=Q(speaks=True), name="budget_spread_of_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id}, {self.year}, {self.version}"

    @property
    def figures(self) -> dict[str, Decimal | None]:
        """The totals as stated, by name."""
        return {name: getattr(self, name) for name in FIGURES}

    @cached_property
    def said(self) -> list[Line]:
        """Its lines, in the order of the decision."""
        return [line.plain for line in self.lines.all()]

    @cached_property
    def shown(self) -> dict[str, Decimal | None]:
        """The totals as stated, else as its lines make them."""
        return checks.shown(self.figures, self.said)

    @cached_property
    def differences(self) -> list[Difference]:
        """What does not add up."""
        return checks.differences(self.figures, self.said)

    def reckon(self, lines: Sequence[Line]) -> None:
        """Set what comparisons use; bulk writers call it before they save."""
        found = checks.shown(self.figures, lines)
        self.total = found["income"]
        self.own = _own(found)


def _own(found: Figures) -> Decimal | None:
    """What is no transfer. Without the taxes the other kinds are no whole: then what the income
    leaves beside transfers, where both are stated."""
    if found["tax"] is not None:
        return sum((found[name] for name in OWN if found[name] is not None), Decimal(0))
    if None in (found["income"], found["transfers"]):
        return None
    return found["income"] - found["transfers"]


class BudgetLine(models.Model):
    """One line of a decision, by the code of the budget classification."""

    budget = models.ForeignKey(LocalBudget, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("position"))
    part = models.CharField(_("part"), max_length=12, choices=Part.choices)
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name, as published"), max_length=300, blank=True)
    amount = models.DecimalField(_("sum"), max_digits=18, decimal_places=2)

    class Meta:
        ordering = ["budget_id", "position"]
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of a budget")
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "part", "code"], name="one_line_per_code_of_a_budget"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.amount}"

    @property
    def plain(self) -> Line:
        return Line(self.part, self.code, self.name, self.amount)
