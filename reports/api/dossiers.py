"""Final documents and gatherings for other software, with what offices are asked and answer."""

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight import streams
from oversight.endpoints import ListTable
from oversight.paging import Order
from oversight.problems import told
from reports.filters import CommitmentFilter, DossierFilter, GatheringFilter
from reports.models import Commitment, Dossier, Gathering, Report
from reports.workflow import State


class CommitmentSerializer(serializers.ModelSerializer):
    """What an office is asked to do, until when it answers, and what it answered."""

    id = serializers.CharField(source="public_id")
    office_name = serializers.CharField(source="office.name")
    answer_words = serializers.CharField(source="get_answer_display")
    reply_language = serializers.CharField()
    days_left = serializers.IntegerField(
        allow_null=True, help_text="Days until the answer is due, negative when overdue."
    )

    class Meta:
        model = Commitment
        fields = [
            "id",
            "office",
            "office_name",
            "text",
            "promised_by",
            "asked_on",
            "answer_due_on",
            "days_left",
            "answer",
            "answer_words",
            "reply",
            "reply_language",
            "replied_on",
            "disputed_count",
        ]


class DossierSerializer(serializers.ModelSerializer):
    """The final document of a public control."""

    id = serializers.CharField(source="public_id")
    group = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    kind_words = serializers.CharField(source="get_kind_display")
    language = serializers.CharField(help_text="The language it is written in.")
    reports = serializers.SlugRelatedField(
        slug_field="public_id", many=True, read_only=True, help_text="The facts it rests on."
    )
    recommendations = CommitmentSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Dossier
        fields = [
            "id",
            "group",
            "place",
            "kind",
            "kind_words",
            "language",
            "begun_on",
            "ended_on",
            "hours",
            "tasks",
            "participants",
            "conclusions",
            "reports",
            "sent_on",
            "told_on",
            "recommendations",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, dossier: Dossier) -> str:
        return page_of(dossier)


class GatheringSerializer(serializers.ModelSerializer):
    """A gathering: what it was announced with, its minutes, and what it decided. A group or an
    office announces it; the other one is null."""

    id = serializers.CharField(source="public_id")
    group = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    host_name = serializers.CharField(source="host.name", help_text="Who announced it.")
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    kind_words = serializers.CharField(source="get_kind_display")
    language = serializers.CharField(help_text="The language it is written in.")
    decisions = CommitmentSerializer(many=True, source="published")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Gathering
        fields = [
            "id",
            "group",
            "office",
            "host_name",
            "place",
            "kind",
            "kind_words",
            "language",
            "held_on",
            "hours",
            "venue",
            "agenda",
            "announced_on",
            "attended",
            "delegates",
            "minutes",
            "minutes_on",
            "told_on",
            "decisions",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, gathering: Gathering) -> str:
        return page_of(gathering)


def page_of(paper: Dossier | Gathering) -> str:
    return settings.SITE_URL + reverse(paper._meta.model_name, args=[paper.public_id])


def _dossiers() -> QuerySet[Dossier]:
    """Those that were sent; a fact that can no longer be read is left out."""
    shown = Report.objects.public().exclude(state=State.WITHDRAWN)
    asked = Commitment.objects.select_related("office")
    sent = Dossier.objects.shown().select_related("group", "place")
    return sent.prefetch_related(Prefetch("reports", shown), Prefetch("recommendations", asked))


def _gatherings() -> QuerySet[Gathering]:
    """Announced ones; what was decided comes with the minutes."""
    asked = Commitment.objects.asked().select_related("office")
    known = Gathering.objects.shown().select_related("group", "office", "place")
    return known.prefetch_related(Prefetch("decisions", asked, to_attr="published"))


@extend_schema(responses={200: DossierSerializer(many=True), **told(400)})
class Dossiers(ListAPIView):
    """Final documents that were sent, the newest first."""

    queryset: QuerySet[Dossier] = _dossiers()
    serializer_class = DossierSerializer
    filterset_class = DossierFilter
    orders = {"": Order("-sent_on", "public_id")}


@extend_schema(responses={200: DossierSerializer, **told(404)})
class DossierDetail(RetrieveAPIView):
    """One final document."""

    queryset = _dossiers()
    serializer_class = DossierSerializer
    lookup_field = "public_id"


@extend_schema(responses={200: GatheringSerializer(many=True), **told(400)})
class Gatherings(ListAPIView):
    """Gatherings, the newest or the next first."""

    queryset: QuerySet[Gathering] = _gatherings()
    serializer_class = GatheringSerializer
    filterset_class = GatheringFilter
    orders = {"": Order("-held_on", "public_id")}


@extend_schema(responses={200: GatheringSerializer, **told(404)})
class GatheringDetail(RetrieveAPIView):
    """One gathering."""

    queryset = _gatherings()
    serializer_class = GatheringSerializer
    lookup_field = "public_id"


# As tables ------------------------------------------------------------------------------------


@extend_schema_view(get=extend_schema(operation_id="gatherings_csv"))
class GatheringsTable(ListTable):
    """Gatherings as a table: announced by whom, held when, and how many came."""

    queryset = Gathering.objects.shown().select_related("group", "office", "place")
    filterset_class = GatheringFilter
    orders = Gatherings.orders
    columns = {
        "id": lambda gathering: gathering.public_id,
        "kato": lambda gathering: gathering.place.code,
        "invented": lambda gathering: gathering.place.invented,
        "host": lambda gathering: gathering.host.name_kk,
        **streams.own("kind", "held_on", "announced_on", "hours", "venue", "language", "agenda"),
        **streams.own("attended", "delegates", "minutes", "minutes_on"),
        "url": page_of,
    }
    name = "gatherings.csv"


@extend_schema_view(get=extend_schema(operation_id="commitments_csv"))
class CommitmentsTable(ListTable):
    """What offices were asked as a table: decisions of gatherings, and recommendations."""

    queryset = Commitment.objects.shown().select_related(
        "office", "gathering__place", "dossier__place"
    )
    filterset_class = CommitmentFilter
    orders = {"": Order("-asked_on", "public_id")}
    columns = {
        "id": lambda one: one.public_id,
        "stands_in": lambda one: one.paper._meta.model_name,
        "kato": lambda one: one.paper.place.code,
        "invented": lambda one: one.paper.place.invented,
        "office": lambda one: one.office_id,
        "office_kk": lambda one: one.office.name_kk,
        **streams.own("text", "promised_by", "asked_on", "answer_due_on", "answer", "reply"),
        **streams.own("replied_on", "disputed_count"),
        "url": lambda one: page_of(one.paper),
    }
    name = "commitments.csv"
