"""Statistics for other software: the numbers of the pages, and the rows they are counted of."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oversight import streams
from oversight.calendar import today
from oversight.endpoints import ListTable
from oversight.models import ElectionFigure
from oversight.paging import Order
from oversight.problems import told
from reports.counting import figures, periods, reckoning, scopes, tables
from reports.counting.periods import Period
from reports.counting.scopes import Scope

SCOPES = [
    OpenApiParameter("place", str, description=_("Code of a place, with everything inside it.")),
    OpenApiParameter("office", int, description=_("An office that answers.")),
    OpenApiParameter("programme", str, description=_("An umbrella means its members too.")),
    OpenApiParameter("supplier", int, description=_("A supplier, through its contracts.")),
]
PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "pattern": periods.PATTERN},
    description=_("A year, quarter or month: 2026, 2026-Q3, 2026-11."),
)


class FigureSerializer(serializers.Serializer):
    """One number. `percent` is null below five cases."""

    code = serializers.CharField()
    title = serializers.CharField()
    part = serializers.DecimalField(20, 2, allow_null=True, coerce_to_string=False)
    whole = serializers.DecimalField(20, 2, allow_null=True, coerce_to_string=False)
    percent = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField()
    table = serializers.URLField()


class StatisticsSerializer(serializers.Serializer):
    name = serializers.CharField()
    period = serializers.CharField(allow_blank=True)
    counted_on = serializers.DateField()
    figures = FigureSerializer(many=True)


def _scope(request: Request) -> Scope:
    """One of the four, or the country; several at once are refused, a blank narrows nothing."""
    asked = {kind: request.query_params.get(kind) for kind in scopes.KINDS}
    given = {kind: key for kind, key in asked.items() if key}
    if len(given) > 1:
        raise ValidationError({kind: [_("Ask for one of these at a time.")] for kind in given})
    for kind, key in given.items():
        if kind in ("office", "supplier"):
            if not key.isdecimal() or len(key) > 18:
                raise NotFound
            return getattr(scopes, kind)(int(key))
        return getattr(scopes, kind)(key)
    return scopes.country()


def _period(request: Request) -> Period:
    try:
        return Period.read(request.query_params.get("period", ""))
    except ValueError:
        raise ValidationError(
            {"period": [_("Write a year, a quarter or a month: 2026, 2026-Q3, 2026-11.")]}
        ) from None


class Statistics(APIView):
    """How offices answer, what is confirmed, what nobody looks at, and money in question."""

    @extend_schema(
        parameters=[*SCOPES, PERIOD], responses={200: StatisticsSerializer, **told(400, 404)}
    )
    def get(self, request: Request) -> Response:
        scope, period = _scope(request), _period(request)
        sheet = reckoning.reckon(scope, period, today())
        found = [
            {**vars(figure), "table": self._table(request, figure)} for figure in figures.of(sheet)
        ]
        told_back = {
            "name": scope.name,
            "period": period.code,
            "counted_on": sheet.at,
            "figures": found,
        }
        return Response(StatisticsSerializer(told_back).data)

    @staticmethod
    def _table(request: Request, figure: figures.Figure) -> str:
        address = request.build_absolute_uri(reverse(f"api-statistics-{figure.table}"))
        query = request.META.get("QUERY_STRING", "")
        return f"{address}?{query}" if query else address


_FIGURE = ("voted", "subject", "name", "value", "source", "source_url", "source_date")


class ElectionFigureSerializer(serializers.ModelSerializer):
    """What one source says of one election."""

    class Meta:
        model = ElectionFigure
        fields = [*_FIGURE, "log_id", "told_on"]
        read_only_fields = fields


@extend_schema(responses={200: ElectionFigureSerializer(many=True), **told(400)})
class Elections(ListAPIView):
    """Published figures of elections of akims. Where sources differ, all of them stand here."""

    queryset = ElectionFigure.objects.all()
    serializer_class = ElectionFigureSerializer
    orders = {"": Order("voted", "id")}


@extend_schema_view(get=extend_schema(operation_id="elections_csv"))
class ElectionsTable(ListTable):
    """The same as a table, in the columns that `import_election_figures` reads."""

    queryset = Elections.queryset
    orders = Elections.orders
    columns = streams.own(*_FIGURE)
    name = "elections.csv"


class Table(APIView):
    """A file is what it is, whatever the reader would rather accept."""

    name = ""

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[BaseRenderer, str]:
        return super().perform_content_negotiation(request, force=True)

    def answer(self, lines: Iterator[str]) -> StreamingHttpResponse:
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.name}"'},
        )


class ReportsTable(Table):
    name = "counted-reports.csv"

    @extend_schema(
        operation_id="statistics_reports_csv",
        parameters=[*SCOPES, PERIOD],
        responses={(200, "text/csv"): str, **told(400, 404)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """The reports that are counted, one a row: every number can be counted again."""
        return self.answer(tables.of_reports(_scope(request), _period(request), today()))


class WorksTable(Table):
    name = "counted-works.csv"

    @extend_schema(
        operation_id="statistics_works_csv",
        parameters=[*SCOPES, PERIOD],
        responses={(200, "text/csv"): str, **told(400, 404)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """The works that are counted, as they stand today; the period does not matter."""
        _period(request)
        return self.answer(tables.of_works(_scope(request), today()))
