"""Programmes for other software, read only, with what their sources say of whole years."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight.paging import Order
from oversight.problems import told
from projects.models import Programme, ProgrammeYear


class ProgrammeYearSerializer(serializers.ModelSerializer):
    """What one source says of a year. Null is "the source does not say", never zero."""

    class Meta:
        model = ProgrammeYear
        fields = [
            *("year", "stated", "works", "villages", "amount", "is_rounded"),
            *("source_url", "source_date", "log_id", "told_on"),
        ]
        read_only_fields = fields


class ProgrammeSerializer(serializers.ModelSerializer):
    """A programme, the umbrella it stands under, and what followed it."""

    name = serializers.CharField(help_text="The name in your language.")
    umbrella = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    successor = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    years = ProgrammeYearSerializer(
        many=True, help_text="The newest first; of two sources both, and neither is chosen."
    )
    url = serializers.SerializerMethodField()

    class Meta:
        model = Programme
        fields = [
            *("code", "name", "name_kk", "name_ru", "name_en"),
            *("description_kk", "description_ru", "description_en"),
            *("starts_on", "ends_on", "umbrella", "successor", "years", "log_id"),
            *("told_on", "url"),
        ]
        read_only_fields = fields

    def get_url(self, programme: Programme) -> str:
        return settings.SITE_URL + reverse("programme", args=[programme.code])


@extend_schema(responses={200: ProgrammeSerializer(many=True), **told(400)})
class Programmes(ListAPIView):
    """Programmes that pay for works, by their codes. How many works of each are listed here, the
    list of projects tells: `?programme=`."""

    queryset = Programme.objects.select_related("umbrella", "successor").prefetch_related("years")
    serializer_class = ProgrammeSerializer
    orders = {"": Order("code", "id")}


@extend_schema(responses={200: ProgrammeSerializer, **told(404)})
class ProgrammeDetail(RetrieveAPIView):
    """One programme."""

    queryset = Programmes.queryset
    serializer_class = ProgrammeSerializer
    lookup_field = "code"
