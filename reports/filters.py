"""How the list of reports is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oversight.filters import CodeChoiceFilter, WithinPlaceFilter, YesNoFilter
from oversight.models import AkimTerm, InitiativeGroup, Office
from projects.models import Machine, Project, Stage
from reports import desk
from reports.models import Kind, Report, ReportQuerySet
from reports.workflow import State

# A held or refused report is not public, so nobody may ask for one.
PUBLIC_STATES = [choice for choice in State.choices if choice[0] not in (State.HELD, State.REFUSED)]


class ReportFilter(django_filters.FilterSet):
    """Public reports by place (with everything inside it), work, kind, state, delay and day."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    project = CodeChoiceFilter(
        label=_("Project"), queryset=Project.objects.all(), to_field_name="identifier"
    )
    machine = CodeChoiceFilter(
        label=_("Machine"), queryset=Machine.objects.all(), to_field_name="public_id"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=PUBLIC_STATES)
    overdue = YesNoFilter(label=_("Overdue"), method="by_delay")
    stage = django_filters.ChoiceFilter(label=_("What stands there"), choices=Stage.choices)
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())
    group = CodeChoiceFilter(
        label=_("Initiative group"),
        queryset=InitiativeGroup.objects.all(),
        to_field_name="slug",
    )
    needs_answer = YesNoFilter(label=_("needs an answer"))
    until = django_filters.DateFilter(
        label=_("Public until"), field_name="public_on", lookup_expr="lte"
    )
    since = django_filters.DateFilter(
        label=_("Public since"), field_name="public_on", lookup_expr="gte"
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def by_delay(self, reports: QuerySet, name: str, value: bool) -> QuerySet:
        overdue = Report.objects.overdue()
        return reports.overdue() if value else reports.exclude(pk__in=overdue)


class TermFilter(django_filters.FilterSet):
    """Terms of akims by the place of the office (with everything inside it), and by the office."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9, field_name="office__place")
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())

    class Meta:
        model = AkimTerm
        fields: list[str] = []


class DeskFilter(django_filters.FilterSet):
    """The queue of a desk by words, by office where one has several, by kind and stage."""

    q = django_filters.CharFilter(label=_("Work or place"), method="by_words", max_length=100)
    office = django_filters.ModelChoiceFilter(
        label=_("Office"), queryset=Office.objects.none(), empty_label=_("all offices")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Kind.choices, empty_label=_("all kinds")
    )
    stage = django_filters.ChoiceFilter(
        label=_("What stands there"), choices=Stage.choices, empty_label=_("anything")
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def __init__(self, *args: object, offices: QuerySet[Office], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.filters["office"].queryset = offices
        if len(offices) < 2:
            del self.filters["office"]

    def by_words(self, reports: ReportQuerySet, name: str, value: str) -> ReportQuerySet:
        return desk.matching(reports, value)
