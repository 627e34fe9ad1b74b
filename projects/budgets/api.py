"""Budgets for other software, read only: lists, one with its lines, and a table."""

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView

from oversight import streams
from oversight.endpoints import WHOLE, ListTable, Whole
from oversight.problems import told
from projects.budgets.classification import FIGURES
from projects.filters import BUDGET_ORDER, BudgetFilter
from projects.models import BudgetLine, LocalBudget

_PLAIN = ("year", "version", "speaks", "decided_on", "number", "act", "url", "note", "entered_on")


class BudgetSerializer(serializers.ModelSerializer):
    """What one decision says of a place's money in one year; tenge as stated, null: not stated."""

    id = serializers.CharField(source="public_id")
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    is_newest = serializers.BooleanField(
        source="speaks", help_text="The newest word on its year: executed, else amended, else plan."
    )
    total = serializers.DecimalField(
        max_digits=18, decimal_places=2, help_text="Income as stated, else as its parts make it."
    )
    own = serializers.DecimalField(
        max_digits=18,
        decimal_places=2,
        help_text="Taxes, other income, sales: not transfers.",
    )
    decision_url = serializers.CharField(source="url", help_text="Blank where none is known.")
    source = serializers.SlugRelatedField(slug_field="name", read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = LocalBudget
        fields = [
            *("id", "place", "year", "version", "is_newest", "decided_on", "number", "act"),
            *("decision_url", "note", *FIGURES, "total", "own", "source", "entered_on", "told_on"),
            "url",
        ]
        read_only_fields = fields

    def get_url(self, budget: LocalBudget) -> str:
        return _page(budget)


class BudgetLineSerializer(serializers.ModelSerializer):
    """One line by the budget classification."""

    class Meta:
        model = BudgetLine
        fields = ["part", "code", "name", "amount"]
        read_only_fields = fields


class DifferenceSerializer(serializers.Serializer):
    """A total that its parts do not make. Nothing is corrected."""

    figure = serializers.CharField(help_text="Which total; blank for a line.")
    part = serializers.CharField()
    code = serializers.CharField()
    stated = serializers.DecimalField(max_digits=18, decimal_places=2)
    summed = serializers.DecimalField(max_digits=18, decimal_places=2)
    is_rounding = serializers.BooleanField(help_text="Rounding alone can explain it.")


class EarlierSerializer(serializers.Serializer):
    """What the budget said until that day."""

    until = serializers.DateField()
    said = serializers.DictField(child=serializers.CharField())


class BudgetDetailSerializer(BudgetSerializer):
    """A budget with its lines, what does not add up in it, and what it said before."""

    lines = BudgetLineSerializer(many=True)
    differences = DifferenceSerializer(many=True)
    earlier = serializers.SerializerMethodField()

    class Meta(BudgetSerializer.Meta):
        fields = [*BudgetSerializer.Meta.fields, "lines", "differences", "earlier"]
        read_only_fields = fields

    @extend_schema_field(EarlierSerializer(many=True))
    def get_earlier(self, budget: LocalBudget) -> list[dict[str, object]]:
        return budget.earlier


@extend_schema(parameters=[WHOLE], responses={200: BudgetSerializer(many=True), **told(400)})
class Budgets(Whole):
    """Budgets of towns, settlements and rural districts, every version, the newest year first."""

    queryset = LocalBudget.objects.select_related("place", "source")
    whole_queryset = queryset.prefetch_related("lines")
    serializer_class, whole_serializer_class = BudgetSerializer, BudgetDetailSerializer
    filterset_class = BudgetFilter
    orders = {"": BUDGET_ORDER}


@extend_schema(responses={200: BudgetDetailSerializer, **told(404)})
class BudgetDetail(RetrieveAPIView):
    """One version of one budget."""

    queryset = Budgets.whole_queryset
    serializer_class = BudgetDetailSerializer
    lookup_field = "public_id"


def _page(budget: LocalBudget) -> str:
    address = reverse("budget", args=[budget.place.code])
    return f"{settings.SITE_URL}{address}?year={budget.year}"


_COLUMNS: streams.Columns = {
    "id": lambda budget: budget.public_id,
    "kato": lambda budget: budget.place.code,
    "place_kk": lambda budget: budget.place.name_kk,
    "place_ru": lambda budget: budget.place.name_ru,
    "invented": lambda budget: budget.place.invented,
    **streams.own(*_PLAIN, *FIGURES, "total", "own"),
    "source": lambda budget: budget.source.name,
    "page": _page,
}


@extend_schema_view(get=extend_schema(operation_id="budgets_csv"))
class BudgetsTable(ListTable):
    """Budgets as a table, filtered as the list is; tenge, a blank is not stated."""

    queryset = Budgets.queryset
    filterset_class = BudgetFilter
    orders = Budgets.orders
    columns = _COLUMNS
    name = "budgets.csv"
