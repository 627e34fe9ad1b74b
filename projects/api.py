"""The register for other software, read only."""

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView

from oversight.problems import told
from projects.filters import ORDERS, ProjectFilter
from projects.models import Contract, Project
from projects.serializers import ProjectDetailSerializer, ProjectSerializer


@extend_schema(responses={200: ProjectSerializer(many=True), **told(400)})
class Projects(ListAPIView):
    """Public works. A place means everything inside it, an umbrella programme its members too."""

    queryset = Project.objects.for_lists()
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    orders = ORDERS


@extend_schema(responses={200: ProjectDetailSerializer, **told(404)})
class ProjectDetail(RetrieveAPIView):
    """One work: what was planned, what is declared, what residents observe, and the papers."""

    queryset = (
        Project.objects.for_lists()
        .select_related("implementer")
        .prefetch_related(
            Prefetch("contracts", Contract.objects.select_related("supplier")),
            "contracts__modifications",
            "contracts__payments",
            "funding",
            "milestones",
            "declarations",
            "documents",
            "figure_changes",
        )
    )
    serializer_class = ProjectDetailSerializer
    lookup_field = "identifier"
