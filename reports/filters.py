"""How the list of reports is narrowed."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from oversight.filters import CodeChoiceFilter, WithinPlaceFilter, YesNoFilter
from oversight.models import AkimTerm, InitiativeGroup, Office, Place
from projects.models import Machine, Project, Stage
from reports import desk
from reports.models import Commitment, Dossier, Gathering, Kind, Report, ReportQuerySet
from reports.models.dossier import PaperQuerySet
from reports.workflow import State

# A held or refused report is not public, so nobody may ask for one.
PUBLIC_STATES = [choice for choice in State.choices if choice[0] not in (State.HELD, State.REFUSED)]


def of_group() -> CodeChoiceFilter:
    """Rows of the group with this short address."""
    return CodeChoiceFilter(
        label=_("Initiative group"),
        queryset=InitiativeGroup.objects.all(),
        to_field_name="slug",
    )


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
    group = of_group()
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


class DossierFilter(django_filters.FilterSet):
    """Final documents by place (with everything inside it), and by the group."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    group = of_group()

    class Meta:
        model = Dossier
        fields: list[str] = []


class GatheringFilter(django_filters.FilterSet):
    """Gatherings by place (with everything inside it), kind, who announced it, and day."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Gathering.Kind.choices, empty_label=_("all")
    )
    group = of_group()
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())
    since = django_filters.DateFilter(
        label=_("Held since"), field_name="held_on", lookup_expr="gte"
    )
    until = django_filters.DateFilter(
        label=_("Held until"), field_name="held_on", lookup_expr="lte"
    )

    class Meta:
        model = Gathering
        fields: list[str] = []


class AroundPlaceFilter(WithinPlaceFilter):
    """What residents of a place are asked to: also what is held for all that it lies in."""

    def filter(self, rows: PaperQuerySet, value: Place | None) -> PaperQuerySet:
        return rows.around(value) if value else rows


class CalendarFilter(GatheringFilter):
    """Gatherings as the page shows them."""

    place = AroundPlaceFilter(label=_("Place"), max_length=9)


class CommitmentFilter(django_filters.FilterSet):
    """What offices are asked in papers, by the place of these (with everything inside it), by
    office, and by whether an answer is still owed."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9, method="within")
    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())
    answered = YesNoFilter(label=_("Answered"), method="by_answer")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def within(self, asked: QuerySet, name: str, value: Place) -> QuerySet:
        places = Place.objects.below(value)
        return asked.filter(Q(dossier__place__in=places) | Q(gathering__place__in=places))

    def by_answer(self, asked: QuerySet, name: str, value: bool) -> QuerySet:
        return asked.filter(replied_on__isnull=not value)


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
