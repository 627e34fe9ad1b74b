"""Subsidies and pledges for other software, read only."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight.problems import told
from projects.filters import PLEDGE_ORDER, SUBSIDY_ORDER, PledgeFilter, SubsidyFilter
from projects.models import Pledge, PledgeChange, Subsidy, Supplier


class BusinessSerializer(serializers.ModelSerializer):
    """A business by its name and its BIN, blank where none is known."""

    class Meta:
        model = Supplier
        fields = ["id", "name", "bin"]
        read_only_fields = fields


class SubsidySerializer(serializers.ModelSerializer):
    """State money of one business in one district and year. A null sum is not published."""

    firm = BusinessSerializer()
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    source = serializers.SlugRelatedField(slug_field="name", read_only=True)

    class Meta:
        model = Subsidy
        fields = ["id", "firm", "place", "year", "purpose", "amount", "source"]
        read_only_fields = fields


class PledgeChangeSerializer(serializers.ModelSerializer):
    """A figure that moved; null is "not published"."""

    class Meta:
        model = PledgeChange
        fields = ["field", "old", "new", "changed_on"]
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
            "changes",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, pledge: Pledge) -> str:
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
