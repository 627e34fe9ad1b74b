"""Initiative groups for other software: what everybody may know of them."""

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight.filters import GroupFilter
from oversight.models import GroupMember, InitiativeGroup
from oversight.paging import Order
from oversight.problems import told
from reports.models import GroupTie, Visibility


class GroupTieSerializer(serializers.ModelSerializer):
    """A declared tie: where it stands, the group settles no claim."""

    id = serializers.CharField(source="public_id")
    body = serializers.CharField(help_text="The office or the contractor, in your language.")

    class Meta:
        model = GroupTie
        fields = [
            *("id", "kind", "office", "supplier", "body", "declared_on", "ended_on", "told_on"),
        ]


class GroupSerializer(serializers.ModelSerializer):
    """A group of residents. Members' names are told only by their own wish."""

    name = serializers.CharField(help_text="The name in your language.")
    about = serializers.CharField(help_text="What it does, in your language.")
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    place_name = serializers.CharField(source="place.spoken")
    member_count = serializers.IntegerField()
    members_named = serializers.SerializerMethodField()
    report_count = serializers.IntegerField()
    grants = serializers.SlugRelatedField(slug_field="identifier", many=True, read_only=True)
    ties = GroupTieSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = InitiativeGroup
        fields = [
            "slug",
            "name",
            "name_kk",
            "name_ru",
            "name_en",
            "about",
            "place",
            "place_name",
            "acting_since",
            "listed_on",
            "ended_on",
            "paid_by",
            "member_count",
            "members_named",
            "report_count",
            "grants",
            "ties",
            "log_id",
            "told_on",
            "url",
        ]
        read_only_fields = fields

    def get_members_named(self, group: InitiativeGroup) -> list[str]:
        return [member.user.name for member in group.named]

    def get_url(self, group: InitiativeGroup) -> str:
        return settings.SITE_URL + reverse("group", args=[group.slug])


def _groups() -> QuerySet[InitiativeGroup]:
    """Groups with all that is told of them, at a constant number of queries."""
    public = Q(reports__visibility=Visibility.PUBLIC, reports__public_on__isnull=False)
    named = GroupMember.objects.filter(is_named=True).select_related("user")
    return (
        InitiativeGroup.objects.select_related("place")
        .annotate(
            member_count=Count("memberships", distinct=True),
            report_count=Count("reports", filter=public, distinct=True),
        )
        .prefetch_related(
            Prefetch("memberships", named, to_attr="named"),
            Prefetch("ties", GroupTie.objects.select_related("office", "supplier")),
            "grants",
        )
    )


@extend_schema(responses={200: GroupSerializer(many=True), **told(400)})
class Groups(ListAPIView):
    """Initiative groups, by their short addresses."""

    queryset: QuerySet[InitiativeGroup] = _groups()
    serializer_class = GroupSerializer
    filterset_class = GroupFilter
    orders = {"": Order("slug", "id")}


@extend_schema(responses={200: GroupSerializer, **told(404)})
class GroupDetail(RetrieveAPIView):
    """One group."""

    queryset = _groups()
    serializer_class = GroupSerializer
    lookup_field = "slug"
