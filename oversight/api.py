"""Places and offices for other software, read only."""

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight.filters import OfficeFilter, PlaceFilter
from oversight.models import AkimTerm, DataSource, Office, Place
from oversight.paging import Order, Page, no_page
from oversight.places import search
from oversight.problems import told


class DataSourceSerializer(serializers.ModelSerializer):
    """Whose data it is, and under which terms it may be shown."""

    url = serializers.CharField(help_text="Blank where none is known.")

    class Meta:
        model = DataSource
        fields = ["name", "licence", "url", "log_id", "told_on"]
        read_only_fields = fields


class PlaceSerializer(serializers.ModelSerializer):
    """A unit of the classifier, with what the site knows below it."""

    spoken = serializers.CharField(help_text="The name as people say it, in your language.")
    parent = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    point_source = DataSourceSerializer(allow_null=True)
    population_source = DataSourceSerializer(allow_null=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Place
        fields = [
            "code",
            "kind",
            "parent",
            "name_kk",
            "name_ru",
            "name_en",
            "spoken",
            "invented",
            "latitude",
            "longitude",
            "point_source",
            "population",
            "population_year",
            "population_source",
            "valid_from",
            "valid_to",
            "project_count",
            "report_count",
            "last_seen_on",
            "log_id",
            "told_on",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, place: Place) -> str:
        return settings.SITE_URL + reverse("place", args=[place.code])


@extend_schema(responses={200: PlaceSerializer(many=True), **told(400)})
class Places(ListAPIView):
    """Places of the newest edition, by the Kazakh alphabet; with words, the likeliest first.

    With `q` the answer is one page: what the search page shows, similar names last.
    """

    queryset = Place.objects.current().select_related("parent", "point_source", "population_source")
    serializer_class = PlaceSerializer
    filterset_class = PlaceFilter
    orders = {"": Order("sort_key", "code")}

    def paginate_queryset(self, queryset: QuerySet[Place]) -> list[Place]:
        words = self.request.query_params.get("q", "").strip()
        if not words:
            return super().paginate_queryset(queryset)
        if self.request.query_params.get("cursor"):
            raise no_page()
        places = [found.place for found in search.find(words, queryset)]
        self.paginator.request = self.request
        self.paginator.page = Page(places, next="", previous="")
        return places


@extend_schema(
    parameters=[OpenApiParameter("code", str, OpenApiParameter.PATH, description="KATO code.")],
    responses={200: PlaceSerializer, **told(404)},
)
class PlaceDetail(RetrieveAPIView):
    """One place. For a code no longer in force: what became of it, with that place's own `code`."""

    queryset = Place.objects.none()
    serializer_class = PlaceSerializer

    def get_object(self) -> Place:
        place = Place.objects.at(self.kwargs["code"])
        if place is None:
            raise Http404
        return place


class OfficeTermSerializer(serializers.ModelSerializer):
    """A term of an elected akim. No name is told."""

    class Meta:
        model = AkimTerm
        fields = ["elected_on", "ends_on", "log_id", "told_on"]
        read_only_fields = fields


class OfficeSerializer(serializers.ModelSerializer):
    """A public body that answers. Its e-mail, where letters go, is not told."""

    name = serializers.CharField(help_text="The name in your language.")
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    place_name = serializers.CharField(source="place.spoken")
    akim_elected_on = serializers.DateField(allow_null=True)
    akim_term_ends_on = serializers.DateField(allow_null=True)
    terms = OfficeTermSerializer(many=True, help_text="Of its akims, the newest first.")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Office
        fields = [
            "id",
            "kind",
            "bin",
            "name",
            "name_kk",
            "name_ru",
            "name_en",
            "place",
            "place_name",
            "supervisor",
            "phone",
            "contact",
            "akim_elected_on",
            "akim_term_ends_on",
            "terms",
            "log_id",
            "told_on",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, office: Office) -> str:
        return settings.SITE_URL + reverse("office", args=[office.pk])


def _offices() -> QuerySet[Office]:
    """The offices with the newest term of their akim."""
    newest = AkimTerm.objects.filter(office=OuterRef("pk")).order_by("-elected_on")
    return (
        Office.objects.select_related("place")
        .prefetch_related("terms")
        .annotate(
            akim_elected_on=Subquery(newest.values("elected_on")[:1]),
            akim_term_ends_on=Subquery(newest.values("ends_on")[:1]),
        )
    )


@extend_schema(responses={200: OfficeSerializer(many=True), **told(400)})
class Offices(ListAPIView):
    """Akims' offices and departments, by their Kazakh names."""

    queryset: QuerySet[Office] = _offices()
    serializer_class = OfficeSerializer
    filterset_class = OfficeFilter
    orders = {"": Order("name_kk", "id")}


@extend_schema(responses={200: OfficeSerializer, **told(404)})
class OfficeDetail(RetrieveAPIView):
    """One office."""

    queryset = _offices()
    serializer_class = OfficeSerializer
