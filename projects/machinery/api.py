"""Public machines for other software, read only."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request

from oversight import streams
from oversight.calendar import today
from oversight.endpoints import Export
from oversight.problems import told
from projects.filters import MACHINE_ORDER, MachineFilter
from projects.giving_api import BusinessSerializer
from projects.machinery import spans
from projects.models import Hire, Holding, Machine, MachineChange


class HireSerializer(serializers.ModelSerializer):
    """What the village's own office paid for the use of the machine. Null hours: not published."""

    source_url = serializers.CharField(help_text="Blank where none is known.")
    id = serializers.CharField(source="public_id")

    class Meta:
        model = Hire
        fields = ["id", "paid_by", "paid_on", "amount", "hours", "source_url"]
        read_only_fields = fields


class MachineChangeSerializer(serializers.ModelSerializer):
    """A figure or a term that moved; blank is "not published"."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = MachineChange
        fields = ["id", "field", "old", "new", "changed_on"]
        read_only_fields = fields


class HoldingSerializer(serializers.ModelSerializer):
    """Who held it from when to when; null is "not published", and of `ends_on` "no end known"."""

    id = serializers.CharField(source="public_id")
    holder = BusinessSerializer(allow_null=True)
    contract_url = serializers.CharField(help_text="Blank where none is known.")
    hours_due = serializers.SerializerMethodField()
    hires = HireSerializer(many=True)
    changes = MachineChangeSerializer(many=True)

    class Meta:
        model = Holding
        fields = [
            *("id", "mode", "holder", "starts_on", "ends_on", "contract", "contract_url"),
            *("purpose", "language", "rent", "hours_promised", "hours_due", "served_hours"),
            *("served_days", "elsewhere_count", "refused_count", "hires", "changes"),
            "told_on",
        ]
        read_only_fields = fields

    def get_hours_due(self, holding: Holding) -> int | None:
        """Hours promised for the time that has passed; null when none are published."""
        return spans.hours_due(holding.hours_promised, holding.days())


class MachineSerializer(serializers.ModelSerializer):
    """A public machine with its whole life, the newest holder first."""

    id = serializers.CharField(source="public_id")
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    source = serializers.SlugRelatedField(slug_field="name", read_only=True, allow_null=True)
    source_url = serializers.CharField(help_text="Blank where none is known.")
    holdings = HoldingSerializer(many=True)
    changes = MachineChangeSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Machine
        fields = [
            *("id", "number", "kind", "name", "made_in", "place", "owner", "bought_on", "price"),
            *("report_count", "overdue_count", "last_seen_on", "source", "source_url"),
            *("entered_on", "told_on", "holdings", "changes", "url"),
        ]
        read_only_fields = fields

    def get_url(self, machine: Machine) -> str:
        return page_of(machine)


def page_of(machine: Machine) -> str:
    return settings.SITE_URL + reverse("machine", args=[machine.public_id])


def _whole() -> QuerySet[Machine]:
    """Machines with their lives, at a constant number of queries."""
    own = Prefetch("changes", MachineChange.objects.filter(holding=None))
    return Machine.objects.select_related("place", "source").prefetch_related(
        "holdings__holder", "holdings__hires", "holdings__changes", own
    )


@extend_schema(responses={200: MachineSerializer(many=True), **told(400)})
class Machines(ListAPIView):
    """Public machines by their numbers; narrowed by who holds them today."""

    queryset = _whole()
    serializer_class = MachineSerializer
    filterset_class = MachineFilter
    orders = {"": MACHINE_ORDER}


@extend_schema(responses={200: MachineSerializer, **told(404)})
class MachineDetail(RetrieveAPIView):
    """One public machine."""

    queryset = _whole()
    serializer_class = MachineSerializer
    lookup_field = "public_id"


# As a table -----------------------------------------------------------------------------------

Row = tuple[Machine, Holding | None]


def _own(name: str) -> object:
    return lambda row: getattr(row[0], name)


def _held(name: str) -> object:
    return lambda row: getattr(row[1], name) if row[1] else ""


COLUMNS: streams.Columns = {
    "id": _own("public_id"),
    "number": _own("number"),
    "name": _own("name"),
    "kind": _own("kind"),
    "made_in": _own("made_in"),
    "kato": lambda row: row[0].place.code,
    "invented": lambda row: row[0].place.invented,
    "owner": _own("owner"),
    "bought_on": _own("bought_on"),
    "price": _own("price"),
    "mode": _held("mode"),
    "holder": lambda row: row[1].holder.name if row[1] and row[1].holder else "",
    "holder_bin": lambda row: row[1].holder.bin if row[1] and row[1].holder else "",
    **{name: _held(name) for name in ("starts_on", "ends_on", "contract", "contract_url")},
    **{name: _held(name) for name in ("purpose", "language", "rent", "hours_promised")},
    "hours_due": lambda row: _due(row[1], today()) if row[1] else "",
    **{name: _held(name) for name in ("served_hours", "served_days")},
    **{name: _held(name) for name in ("elsewhere_count", "refused_count")},
    "source_url": _own("source_url"),
    "url": lambda row: page_of(row[0]),
}


def _due(holding: Holding, at: date) -> int | None:
    return spans.hours_due(holding.hours_promised, holding.days(at))


def rows(machines: QuerySet[Machine]) -> Iterator[Row]:
    """A row a holding, in the columns that `import_machines` reads; without one a row all the
    same."""
    for machine in machines.iterator(chunk_size=streams.AT_ONCE):
        holdings = sorted(machine.holdings.all(), key=lambda holding: holding.starts_on)
        yield from ((machine, holding) for holding in holdings or [None])


def csv_lines(lives: Iterable[Row]) -> Iterator[str]:
    return streams.csv_lines(COLUMNS, lives)


class MachinesTable(Export):
    queryset = _whole()
    filterset_class = MachineFilter
    orders = {"": MACHINE_ORDER}
    content_type = "text/csv; charset=utf-8"
    name = "machines.csv"

    @extend_schema(
        operation_id="machines_csv", filters=True, responses={(200, "text/csv"): str, **told(400)}
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """Public machines as a table, a row a holding, filtered as the list is."""
        return self.answer(rows, csv_lines)
