"""What other software is told of a work: planned, declared and observed side by side."""

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from projects import flag_words
from projects.models import (
    Asking,
    Contract,
    Declaration,
    Document,
    Figure,
    FigureChange,
    FundingLine,
    Milestone,
    Modification,
    Payment,
    Project,
    ProjectFlag,
)
from projects.models.project import Stage


class PlannedSerializer(serializers.ModelSerializer):
    """What was promised. Null is "not published", never zero and never on time."""

    class Meta:
        model = Project
        fields = [
            "approved_on",
            "planned_start",
            "planned_start_precision",
            "planned_end",
            "planned_end_precision",
            "budget_amount",
            "budget_kind",
            "budget_shared",
        ]


class DeclaredSerializer(serializers.ModelSerializer):
    """What the office or the contractor says, and what was paid."""

    class Meta:
        model = Project
        fields = [
            "declared_percent",
            "declared_on",
            "paid_amount",
            "paid_on",
            "actual_start",
            "actual_end",
        ]


class ObservedSerializer(serializers.ModelSerializer):
    """What residents see: the stage of the newest report, and how many stand behind it."""

    observed_stage = serializers.ChoiceField(choices=Stage.choices, allow_blank=True)

    class Meta:
        model = Project
        fields = [
            "observed_stage",
            "observed_on",
            "observed_count",
            "last_seen_on",
            "report_count",
            "overdue_count",
        ]


class FlagSerializer(serializers.ModelSerializer):
    """A difference the site computed, with its numbers and the sentence they make."""

    title = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField()
    numbers = serializers.DictField(child=serializers.IntegerField())
    reckoned = serializers.SerializerMethodField(help_text="The page that says how.")

    class Meta:
        model = ProjectFlag
        fields = ["code", "title", "sentence", "numbers", "reckoned"]

    def get_reckoned(self, flag: ProjectFlag) -> str:
        return f"{settings.SITE_URL}{reverse('about')}#flag-{flag.code}"

    def get_title(self, flag: ProjectFlag) -> str:
        return str(flag_words.TITLES[flag.code])

    def get_sentence(self, flag: ProjectFlag) -> str:
        return flag_words.sentence(flag.code, flag.numbers)


class ProjectSerializer(serializers.ModelSerializer):
    """A work as a row of the list."""

    log_id = serializers.CharField(source="public_id", help_text="Its name in the public log.")
    figures_changed_on = serializers.DateField(
        allow_null=True, help_text="The day when an official figure last moved."
    )
    title = serializers.CharField(help_text="In your language, else in the first that has it.")
    title_language = serializers.CharField()
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    place_name = serializers.CharField(source="place.spoken")
    programme = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    planned = PlannedSerializer(source="*")
    declared = DeclaredSerializer(source="*")
    observed = ObservedSerializer(source="*")
    flags = FlagSerializer(many=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = [
            "identifier",
            "log_id",
            "title",
            "title_language",
            "title_kk",
            "title_ru",
            "title_en",
            "place",
            "place_name",
            "latitude",
            "longitude",
            "programme",
            "sector",
            "type",
            "status",
            "source_status",
            "answering_office",
            "planned",
            "declared",
            "observed",
            "flags",
            "figures_changed_on",
            "url",
        ]

    def get_url(self, project: Project) -> str:
        return settings.SITE_URL + reverse("project", args=[project.identifier])


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
    modifications = ModificationSerializer(many=True)
    payments = PaymentSerializer(many=True)

    class Meta:
        model = Contract
        fields = [
            "number",
            "supplier",
            "supplier_bin",
            "signed_on",
            "contract_value",
            "starts_on",
            "ends_on",
            "final_value",
            "modifications",
            "payments",
        ]


class MilestoneSerializer(serializers.ModelSerializer):
    title = serializers.CharField()

    class Meta:
        model = Milestone
        fields = ["title", "title_kk", "title_ru", "title_en", "due_date", "date_met"]


class FundingSerializer(serializers.ModelSerializer):
    class Meta:
        model = FundingLine
        fields = ["source", "giver", "promised", "paid"]


class DeclarationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Declaration
        fields = ["percent", "declared_on", "by", "source_url"]


class DocumentSerializer(serializers.ModelSerializer):
    """A paper: where it is published, or the file kept here; taken from view, only its reason."""

    id = serializers.CharField(source="public_id")
    file = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = [
            *("id", "kind", "title", "url", "file", "format", "length", "sha256"),
            *("published_on", "added_on", "corrected_on", "hidden_on", "hidden_reason"),
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


class AskingSerializer(serializers.ModelSerializer):
    """What residents ask the office to publish, and what became of it."""

    id = serializers.CharField(source="public_id")
    reply_language = serializers.CharField()

    class Meta:
        model = Asking
        fields = [
            "id",
            "figure",
            "state",
            "office",
            "asked_on",
            "asked_count",
            "answer_due_on",
            "closed_on",
            "reason",
            "reply",
            "reply_language",
        ]


class AskSerializer(serializers.Serializer):
    """Which figure the office is asked to publish."""

    figure = serializers.ChoiceField(choices=Figure.choices)


class ProjectDetailSerializer(ProjectSerializer):
    """A work with all that is published of it."""

    implementer = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    funding = FundingSerializer(many=True)
    contracts = ContractSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    declarations = DeclarationSerializer(many=True)
    documents = DocumentSerializer(many=True)
    figure_changes = FigureChangeSerializer(many=True)
    askings = AskingSerializer(many=True)

    class Meta:
        model = Project
        fields = [
            *ProjectSerializer.Meta.fields,
            "description_kk",
            "description_ru",
            "description_en",
            "customer",
            "implementer",
            "operated_by",
            "operated_since",
            "warranty_until",
            "capacity",
            "funding",
            "contracts",
            "milestones",
            "declarations",
            "documents",
            "figure_changes",
            "askings",
            "source_url",
            "source_date",
            "added_on",
        ]
