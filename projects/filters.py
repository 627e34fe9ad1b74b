"""How the list of works is narrowed: one filter for the page and the API."""

import re
from datetime import date

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from oversight.calendar import today
from oversight.filters import (
    CodeChoiceFilter,
    WithinPlaceFilter,
    YearNumberFilter,
    YesNoFilter,
)
from oversight.models import Office, PlacePopulation, PlacePupils, holding
from oversight.paging import Order
from projects import flag_words
from projects.models import (
    Contract,
    Holding,
    LocalBudget,
    Machine,
    Pledge,
    Programme,
    Project,
    Subsidy,
    Supplier,
)

_FIELDS = {
    "identifier": "identifier",
    "budget": "budget_amount",
    "planned_end": "planned_end",
    "last_seen": "last_seen_on",
}
# What `?ordering=` may say; what is not published comes last both ways.
ORDERS = {"": Order("identifier", "identifier")} | {
    sign + name: Order(sign + field, "identifier")
    for name, field in _FIELDS.items()
    for sign in ("", "-")
}


PLEDGE_ORDER = Order("-promised_on", "public_id")
SUBSIDY_ORDER = Order("-year", "pk")
MACHINE_ORDER = Order("number", "number")
BUDGET_ORDER = Order("-year", "pk")
COUNT_ORDER = Order("-year", "pk")
NORM_ORDER = Order("sector", "pk")

BIN = re.compile(r"\d{12}")


class ProjectFilter(django_filters.FilterSet):
    """Works by place (with everything inside it), programme, kind, state, year and words."""

    q = django_filters.CharFilter(label=_("Words"), method="matching", max_length=100)
    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    programme = CodeChoiceFilter(
        label=_("Programme"),
        queryset=Programme.objects.all(),
        to_field_name="code",
        method="under",
        empty_label=_("all"),
    )
    sector = django_filters.ChoiceFilter(
        label=_("Kind of work"), choices=Project.Sector.choices, empty_label=_("all")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Project.Status.choices, empty_label=_("all")
    )
    flag = django_filters.ChoiceFilter(
        label=_("Worth attention"),
        field_name="flags__code",
        choices=list(flag_words.TITLES.items()),
        empty_label=_("all"),
    )
    year = YearNumberFilter(method="in_year")
    grant = YesNoFilter(label=_("Only grants to initiative groups"), method="granted")

    # No list of thousands of offices: pages of offices lead here.
    office = django_filters.ModelChoiceFilter(
        label=_("Office that answers"),
        field_name="answering_office",
        queryset=Office.objects.all(),
        widget=HiddenInput,
    )
    supplier = django_filters.CharFilter(
        label=_("Contractor or its BIN"), method="built_by", max_length=100
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def matching(self, projects: QuerySet, name: str, value: str) -> QuerySet:
        return projects.matching(value)

    def under(self, projects: QuerySet, name: str, value: Programme) -> QuerySet:
        return projects.of_programme(value)

    def built_by(self, projects: QuerySet, name: str, value: str) -> QuerySet:
        """Works with a contract of the firm with this BIN, or with these words in its name."""
        firms = Supplier.objects.filter(bin=value)
        if not BIN.fullmatch(value):
            firms = holding(Supplier.objects.all(), value, "search_key__contains")
        contracts = Contract.objects.filter(supplier__in=firms)
        return projects.filter(pk__in=contracts.values("project"))

    def granted(self, projects: QuerySet, name: str, value: bool) -> QuerySet:
        """Money given to a group, which carries the work out itself."""
        return projects.filter(implementer__isnull=not value)

    def in_year(self, projects: QuerySet, name: str, value: int) -> QuerySet:
        """Works planned to go on in that year; a day not published counts as the other one."""
        year = int(value)
        return projects.alias(
            begins=Coalesce("planned_start", "planned_end"),
            ends=Coalesce("planned_end", "planned_start"),
        ).filter(begins__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))


class PledgeFilter(django_filters.FilterSet):
    """Pledges by words, place (with everything inside it), kind, business, and whether late."""

    q = django_filters.CharFilter(label=_("Words"), method="matching", max_length=100)
    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Pledge.Kind.choices, empty_label=_("all")
    )
    firm = django_filters.ModelChoiceFilter(
        label=_("Business"), queryset=Supplier.objects.all(), widget=HiddenInput
    )
    overdue = YesNoFilter(label=_("Only those whose day has passed"), method="late")

    class Meta:
        model = Pledge
        fields: list[str] = []

    def matching(self, pledges: QuerySet, name: str, value: str) -> QuerySet:
        return pledges.matching(value)

    def late(self, pledges: QuerySet, name: str, value: bool) -> QuerySet:
        late = Pledge.objects.overdue()
        return pledges.overdue() if value else pledges.exclude(pk__in=late)


class MachineFilter(django_filters.FilterSet):
    """Machines by words, place (with everything inside it), kind, and how and by whom held now."""

    q = django_filters.CharFilter(label=_("Words"), method="matching", max_length=100)
    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Machine.Kind.choices, empty_label=_("all")
    )
    mode = django_filters.ChoiceFilter(
        label=_("Held how"), choices=Holding.Mode.choices, method="held", empty_label=_("all")
    )
    holder = django_filters.ModelChoiceFilter(
        label=_("Holder"), queryset=Supplier.objects.all(), method="held", widget=HiddenInput
    )

    class Meta:
        model = Machine
        fields: list[str] = []

    def matching(self, machines: QuerySet, name: str, value: str) -> QuerySet:
        return machines.matching(value)

    def held(self, machines: QuerySet, name: str, value: str | Supplier) -> QuerySet:
        """By what stands today."""
        now = Holding.objects.on(today()).filter(**{name: value})
        return machines.filter(pk__in=now.values("machine"))


class YearFilter(django_filters.FilterSet):
    """What stands in a place (with everything inside it) and a year."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    year = YearNumberFilter()


class PopulationFilter(YearFilter):
    class Meta:
        model = PlacePopulation
        fields: list[str] = []


class PupilsFilter(YearFilter):
    class Meta:
        model = PlacePupils
        fields: list[str] = []


class SubsidyFilter(YearFilter):
    """Subsidies by place (with everything inside it), business, words of its name, and year."""

    q = django_filters.CharFilter(label=_("Business or its BIN"), method="received", max_length=100)
    firm = django_filters.ModelChoiceFilter(
        label=_("Business"), queryset=Supplier.objects.all(), widget=HiddenInput
    )

    class Meta:
        model = Subsidy
        fields: list[str] = []

    def received(self, subsidies: QuerySet, name: str, value: str) -> QuerySet:
        return subsidies.filter(firm__in=Supplier.objects.matching(value))


class BudgetFilter(YearFilter):
    """Budgets by place (with everything inside it), year, version, and whether one is newest."""

    version = django_filters.ChoiceFilter(label=_("Version"), choices=LocalBudget.Version.choices)
    newest = YesNoFilter(label=_("Only the newest word on each year"), field_name="speaks")

    class Meta:
        model = LocalBudget
        fields: list[str] = []
