"""Akims' terms for other software, read only: no party, and no sheet while a vote is near."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from oversight import streams
from oversight.endpoints import ListTable
from oversight.models import AkimTerm
from oversight.paging import Order
from oversight.problems import told
from reports.counting.terms import Votes, shown
from reports.filters import TermFilter
from reports.models import TermSheet

TERM_ORDER = Order("-elected_on", "id")
_SHEET = ("frozen_on", *TermSheet.FIGURES)


class TermSheetSerializer(serializers.ModelSerializer):
    """What the term began with and left. Inherited and opened make all the others together."""

    class Meta:
        model = TermSheet
        fields = [*_SHEET, "log_id", "shown_on"]
        read_only_fields = fields


class TermSerializer(serializers.ModelSerializer):
    """One term. Who nominated the akim is counted for the country, and told of nobody."""

    place = serializers.SlugRelatedField(source="office.place", slug_field="code", read_only=True)
    office_name = serializers.CharField(source="office.name")
    is_reelected = serializers.BooleanField(allow_null=True, help_text="Null: not known.")
    sheet = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = AkimTerm
        fields = [
            *("id", "office", "office_name", "place", "name", "elected_on", "ends_on"),
            *("is_reelected", "source", "sheet", "log_id", "told_on", "url"),
        ]
        read_only_fields = fields

    @extend_schema_field(TermSheetSerializer(allow_null=True))
    def get_sheet(self, term: AkimTerm) -> dict[str, object] | None:
        """Null before it is reckoned, and from the call of an election until its vote is over."""
        sheet = shown(term, self.context["votes"])
        return TermSheetSerializer(sheet).data if sheet else None

    def get_url(self, term: AkimTerm) -> str:
        return page_of(term)


def page_of(term: AkimTerm) -> str:
    return settings.SITE_URL + reverse("term", args=[term.office_id, term.pk])


@extend_schema(responses={200: TermSerializer(many=True), **told(400)})
class Terms(ListAPIView):
    """Terms of akims, the last elected first."""

    queryset = AkimTerm.objects.select_related("office__place", "sheet")
    serializer_class = TermSerializer
    filterset_class = TermFilter
    orders = {"": TERM_ORDER}

    def get_serializer_context(self) -> dict[str, object]:
        """Where elections run today, asked once for all rows."""
        return {**super().get_serializer_context(), "votes": Votes.on()}


@extend_schema_view(get=extend_schema(operation_id="terms_csv"))
class TermsTable(ListTable):
    """Terms of akims as a table, in columns that `import_terms` reads."""

    queryset = AkimTerm.objects.select_related("office__place")
    filterset_class = TermFilter
    orders = Terms.orders
    columns = {
        "kato": lambda term: term.office.place.code,
        "invented": lambda term: term.office.place.invented,
        "office": lambda term: term.office_id,
        "office_kk": lambda term: term.office.name_kk,
        "office_ru": lambda term: term.office.name_ru,
        **streams.own("elected_on", "ends_on", "name", "is_reelected", "source"),
        "url": page_of,
    }
    name = "terms.csv"
