"""People and pupils by year, and the norms they are held against, for other software, read only."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from oversight import streams
from oversight.endpoints import ListTable
from oversight.models import PlacePopulation, PlacePupils
from oversight.problems import told
from projects.filters import COUNT_ORDER, NORM_ORDER, PopulationFilter, PupilsFilter
from projects.models import Norm

_COUNT = ("place", "year", "source")
_NORM = ("sector", "least", "per_hundred", "since", "until", "source", "source_url")


class CountSerializer(serializers.ModelSerializer):
    """What was counted in one place in one year."""

    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    source = serializers.SlugRelatedField(slug_field="name", read_only=True)


class PopulationSerializer(CountSerializer):
    """How many people lived in a place in one year."""

    class Meta:
        model = PlacePopulation
        fields = [*_COUNT, "people", "log_id", "told_on"]
        read_only_fields = fields


class PupilsSerializer(CountSerializer):
    """How many children went to school in a place in one year."""

    class Meta:
        model = PlacePupils
        fields = [*_COUNT, "pupils", "log_id", "told_on"]
        read_only_fields = fields


class NormSerializer(serializers.ModelSerializer):
    """How many places each hundred pupils or people should have. No end: it is in force."""

    source_url = serializers.CharField(help_text="Blank where none is known.")

    class Meta:
        model = Norm
        fields = [*_NORM, "log_id", "told_on"]
        read_only_fields = fields


@extend_schema(responses={200: PopulationSerializer(many=True), **told(400)})
class Populations(ListAPIView):
    """People of places by year, the newest year first. A year that is missing is not known."""

    queryset = PlacePopulation.objects.select_related("place", "source")
    serializer_class = PopulationSerializer
    filterset_class = PopulationFilter
    orders = {"": COUNT_ORDER}


@extend_schema(responses={200: PupilsSerializer(many=True), **told(400)})
class Pupils(ListAPIView):
    """Pupils of places by year, the newest year first. A year that is missing is not known."""

    queryset = PlacePupils.objects.select_related("place", "source")
    serializer_class = PupilsSerializer
    filterset_class = PupilsFilter
    orders = {"": COUNT_ORDER}


@extend_schema(responses={200: NormSerializer(many=True), **told(400)})
class Norms(ListAPIView):
    """Norms of schools and of drinking water, those of the past too, each with its source."""

    queryset = Norm.objects.all()
    serializer_class = NormSerializer
    orders = {"": NORM_ORDER}


# As tables ------------------------------------------------------------------------------------


def _columns(name: str, field: str) -> streams.Columns:
    """Those that the import of such counts reads, and whose they are."""
    return {
        "kato": lambda row: row.place.code,
        "name_kk": lambda row: row.place.name_kk,
        "name_ru": lambda row: row.place.name_ru,
        "invented": lambda row: row.place.invented,
        "year": lambda row: row.year,
        name: lambda row: getattr(row, field),
        "source": lambda row: row.source.name,
        "licence": lambda row: row.source.licence,
    }


@extend_schema_view(get=extend_schema(operation_id="populations_csv"))
class PopulationsTable(ListTable):
    """People by year as a table, in the columns that `import_populations` reads."""

    queryset = Populations.queryset
    filterset_class = PopulationFilter
    orders = Populations.orders
    columns = _columns("population", "people")
    name = "populations.csv"


@extend_schema_view(get=extend_schema(operation_id="pupils_csv"))
class PupilsTable(ListTable):
    """Pupils by year as a table, in the columns that `import_pupils` reads."""

    queryset = Pupils.queryset
    filterset_class = PupilsFilter
    orders = Pupils.orders
    columns = _columns("pupils", "pupils")
    name = "pupils.csv"


@extend_schema_view(get=extend_schema(operation_id="norms_csv"))
class NormsTable(ListTable):
    """Norms as a table."""

    queryset = Norms.queryset
    orders = Norms.orders
    columns = streams.own(*_NORM)
    name = "norms.csv"
