"""Subsidies and pledges for other software, read only."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight import streams
from oversight.calendar import today
from oversight.endpoints import ListTable
from oversight.problems import told
from projects.filters import PLEDGE_ORDER, SUBSIDY_ORDER, PledgeFilter, SubsidyFilter
from projects.line_serializers import BusinessSerializer
from projects.models import Pledge, PledgeChange, Subsidy


class SubsidySerializer(serializers.ModelSerializer):
    """State money of one business in one district and year. A null sum is not published."""

    firm = BusinessSerializer()
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    source = serializers.SlugRelatedField(slug_field="name", read_only=True)

    class Meta:
        model = Subsidy
        fields = [
            *("id", "firm", "place", "year", "purpose", "amount", "source", "log_id", "told_on"),
        ]
        read_only_fields = fields


class PledgeChangeSerializer(serializers.ModelSerializer):
    """A figure that moved; null is "not published"."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = PledgeChange
        fields = ["id", "field", "old", "new", "changed_on"]
        read_only_fields = fields


class PledgeSerializer(serializers.ModelSerializer):
    """A promise: what was promised, what is declared, what residents say. Null is "not known"."""

    id = serializers.CharField(source="public_id")
    firm = BusinessSerializer()
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    project = serializers.SlugRelatedField(slug_field="identifier", read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=Pledge.State.choices)
    source = serializers.SlugRelatedField(slug_field="name", read_only=True, allow_null=True)
    source_url = serializers.CharField(help_text="Blank where none is known.")
    changes = PledgeChangeSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Pledge
        fields = [
            "id",
            "firm",
            "place",
            "project",
            "kind",
            "what",
            "language",
            "promised_on",
            "promised",
            "due_on",
            "paid",
            "paid_on",
            "state",
            "came_count",
            "missing_count",
            "source",
            "source_url",
            "entered_by",
            "entered_on",
            "told_on",
            "changes",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, pledge: Pledge) -> str:
        return page_of(pledge)


def page_of(pledge: Pledge) -> str:
    return settings.SITE_URL + reverse("pledge", args=[pledge.public_id])


@extend_schema(responses={200: SubsidySerializer(many=True), **told(400)})
class Subsidies(ListAPIView):
    """Money that businesses received from the state, the newest year first."""

    queryset = Subsidy.objects.select_related("firm", "place", "source")
    serializer_class = SubsidySerializer
    filterset_class = SubsidyFilter
    orders = {"": SUBSIDY_ORDER}


@extend_schema(responses={200: PledgeSerializer(many=True), **told(400)})
class Pledges(ListAPIView):
    """What businesses promised to villages, the newest first. No law asks them to."""

    queryset = Pledge.objects.select_related("firm", "place", "project", "source").prefetch_related(
        "changes"
    )
    serializer_class = PledgeSerializer
    filterset_class = PledgeFilter
    orders = {"": PLEDGE_ORDER}


@extend_schema(responses={200: PledgeSerializer, **told(404)})
class PledgeDetail(RetrieveAPIView):
    """One promise."""

    queryset = Pledges.queryset
    serializer_class = PledgeSerializer
    lookup_field = "public_id"


# As tables ------------------------------------------------------------------------------------


def _said(count: str) -> object:
    """Blank while no resident said anything: that would be a zero against a business."""
    return lambda pledge: getattr(pledge, count) if _was_spoken_of(pledge) else None


def _was_spoken_of(pledge: Pledge) -> bool:
    return bool(pledge.came_count or pledge.missing_count)


_WHOSE: streams.Columns = {
    "name": lambda row: row.firm.name,
    "bin": lambda row: row.firm.bin,
    "kato": lambda row: row.place.code,
    "invented": lambda row: row.place.invented,
}


@extend_schema_view(get=extend_schema(operation_id="subsidies_csv"))
class SubsidiesTable(ListTable):
    """Subsidies as a table, in the columns that `import_subsidies` reads; blank: not published."""

    queryset = Subsidies.queryset
    filterset_class = SubsidyFilter
    orders = Subsidies.orders
    columns = {
        **_WHOSE,
        **streams.own("year", "purpose", "amount"),
        "source": lambda subsidy: subsidy.source.name,
    }
    name = "subsidies.csv"


@extend_schema_view(get=extend_schema(operation_id="pledges_csv"))
class PledgesTable(ListTable):
    """Promises as a table, in the columns that `import_pledges` reads. No law asks for them."""

    queryset = Pledge.objects.select_related("firm", "place", "project", "source")
    filterset_class = PledgeFilter
    orders = Pledges.orders
    columns = {
        "id": lambda pledge: pledge.public_id,
        **_WHOSE,
        **streams.own(
            "kind", "what", "language", "promised_on", "promised", "due_on", "paid", "paid_on"
        ),
        "state": lambda pledge: pledge.state(today()).value,
        "residents_came": _said("came_count"),
        "residents_missing": _said("missing_count"),
        "project": lambda pledge: pledge.project.identifier if pledge.project else "",
        "source": lambda pledge: pledge.source.name if pledge.source else "",
        **streams.own("source_url", "entered_by", "entered_on"),
        "url": page_of,
    }
    name = "pledges.csv"
