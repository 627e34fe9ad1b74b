"""The register for other software: to read, and to ask for what is not published."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oversight.endpoints import WHOLE, Export, SentTo, Whole
from oversight.problems import Problem, told
from projects import asking, exports
from projects.filters import ORDERS, ProjectFilter
from projects.models import Contract, FigureChange, Project
from projects.oc4ids import package
from projects.serializers import (
    AskingSerializer,
    AskSerializer,
    ProjectDetailSerializer,
    ProjectSerializer,
)

ORDERING = OpenApiParameter(
    "ordering",
    str,
    description="What the list is sorted by.",
    enum=[name for name in ORDERS if name],
)


def _told() -> QuerySet[Project]:
    """Works as the list has them, with the day when an official figure last moved."""
    moved = FigureChange.objects.filter(project=OuterRef("pk")).order_by("-changed_on")
    newest = Subquery(moved.values("changed_on")[:1])
    return Project.objects.for_lists().annotate(figures_changed_on=newest)


def _whole() -> QuerySet[Project]:
    """Works with all that hangs on them."""
    contracts = Prefetch("contracts", Contract.objects.select_related("supplier"))
    parts = ("contracts__modifications", "contracts__payments", "funding", "milestones")
    papers = ("declarations", "documents", "figure_changes", "askings")
    works = _told().select_related("implementer")
    return works.prefetch_related(contracts, *parts, *papers)


@extend_schema(parameters=[WHOLE], responses={200: ProjectSerializer(many=True), **told(400)})
class Projects(Whole):
    """Public works. A place means everything inside it, an umbrella programme its members too."""

    queryset, whole_queryset = _told(), _whole()
    serializer_class, whole_serializer_class = ProjectSerializer, ProjectDetailSerializer
    filterset_class = ProjectFilter
    orders = ORDERS


class _Works(Export):
    queryset = Project.objects.for_lists()
    filterset_class = ProjectFilter
    orders = ORDERS


class ProjectsTable(_Works):
    content_type = "text/csv; charset=utf-8"
    name = "works.csv"

    @extend_schema(
        operation_id="projects_csv",
        filters=True,
        parameters=[ORDERING],
        responses={(200, "text/csv"): str, **told(400)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Public works as a table, filtered as the list is. A blank is not published."""
        return self.answer(exports.whole, exports.csv_lines)


class ProjectsMap(_Works):
    content_type = "application/geo+json"
    name = "works.geojson"

    @extend_schema(
        operation_id="projects_geojson",
        filters=True,
        parameters=[ORDERING],
        responses={(200, "application/geo+json"): dict, **told(400)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Public works as GeoJSON, filtered as the list is. No geometry: no point is known."""
        return self.answer(exports.whole, exports.geojson_lines)


@extend_schema(responses={200: ProjectDetailSerializer, **told(404)})
class ProjectDetail(RetrieveAPIView):
    """One work: what was planned, what is declared, what residents observe, and the papers."""

    queryset = _whole()
    serializer_class = ProjectDetailSerializer
    lookup_field = "identifier"


class NotAsked(Problem):
    status_code = 409
    default_code = "not_missing"
    default_detail = _("This is published, or the office has answered not long ago.")


class Askings(SentTo):
    """Ask the office to publish a figure that is missing. Taps are counted by the day."""

    @extend_schema(
        request=AskSerializer, responses={200: AskingSerializer, **told(400, 403, 404, 409)}
    )
    def post(self, request: Request, identifier: str) -> Response:
        project = get_object_or_404(Project, identifier=identifier)
        sent = AskSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            asked = asking.ask(project, sent.validated_data["figure"])
        except (asking.NotMissing, asking.TooSoon):
            raise NotAsked from None
        return Response(AskingSerializer(asked).data)


class Oc4ids(APIView):
    """All works as one project package of the Open Contracting for Infrastructure Data Standard."""

    @extend_schema(responses={200: {"type": "object", "additionalProperties": True}})
    def get(self, request: Request) -> HttpResponseBase:
        tag = package.tag(request.demonstration)
        text = package.pieces(request.demonstration)
        answer = StreamingHttpResponse(text, content_type="application/json")
        answer["ETag"] = tag
        patch_cache_control(answer, no_cache=True)
        return get_conditional_response(request, etag=tag, response=answer)
