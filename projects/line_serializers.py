"""What hangs on a work, for other software: contracts, money, steps, papers, moved figures."""

from rest_framework import serializers

from projects.models import (
    Contract,
    Declaration,
    Document,
    FigureChange,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Supplier,
)


class BusinessSerializer(serializers.ModelSerializer):
    """A business by its name and its BIN, blank where none is known."""

    class Meta:
        model = Supplier
        fields = ["id", "name", "bin", "log_id", "told_on"]
        read_only_fields = fields


class ModificationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Modification
        fields = [
            *("changed_on", "rationale", "old_value", "new_value", "old_end", "new_end"),
            *("log_id", "told_on"),
        ]


class PaymentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Payment
        fields = ["amount", "paid_on", "source_url", "log_id", "told_on"]


class ContractSerializer(serializers.ModelSerializer):
    """What a supplier promised, how the promise changed, and what it was paid."""

    supplier = serializers.CharField(source="supplier.name")
    supplier_bin = serializers.CharField(source="supplier.bin")
    firm = BusinessSerializer(source="supplier")
    modifications = ModificationSerializer(many=True)
    payments = PaymentSerializer(many=True)

    class Meta:
        model = Contract
        fields = [
            "number",
            "supplier",
            "supplier_bin",
            "firm",
            "signed_on",
            "contract_value",
            "starts_on",
            "ends_on",
            "final_value",
            "log_id",
            "told_on",
            "modifications",
            "payments",
        ]


class MilestoneSerializer(serializers.ModelSerializer):
    title = serializers.CharField()

    class Meta:
        model = Milestone
        fields = [
            *("title", "title_kk", "title_ru", "title_en", "due_date", "date_met"),
            *("log_id", "told_on"),
        ]


class FundingSerializer(serializers.ModelSerializer):
    class Meta:
        model = FundingLine
        fields = ["source", "giver", "promised", "paid", "log_id", "told_on"]


class DeclarationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Declaration
        fields = ["percent", "declared_on", "by", "source_url", "log_id", "told_on"]


class DocumentSerializer(serializers.ModelSerializer):
    """A paper: where it is published, or the file kept here; taken from view, only its reason."""

    id = serializers.CharField(source="public_id")
    file = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = [
            *("id", "kind", "title", "url", "file", "format", "length", "sha256"),
            *("published_on", "added_on", "corrected_on", "hidden_on", "hidden_reason"),
            "told_on",
        ]

    def get_file(self, document: Document) -> str | None:
        return document.file_address or None

    def to_representation(self, document: Document) -> dict[str, object]:
        """Where it is, and what its file is, go from view with it."""
        told = super().to_representation(document)
        return told if document.hidden_on is None else told | {"url": "", "sha256": ""}


class FigureChangeSerializer(serializers.ModelSerializer):
    """An official figure that moved; `id` is its name in the public log."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = FigureChange
        fields = ["id", "field", "about", "old", "new", "changed_on", "source_url"]
