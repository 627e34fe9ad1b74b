"""What other software is told of a work: planned, declared and observed side by side."""

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from projects import flag_words
from projects.line_serializers import (
    ContractSerializer,
    DeclarationSerializer,
    DocumentSerializer,
    FigureChangeSerializer,
    FundingSerializer,
    MilestoneSerializer,
)
from projects.models import Asking, Figure, Project, ProjectFlag
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

    id = serializers.CharField(
        source="public_id", help_text="What entries of moved figures refer to in the public log."
    )
    log_id = serializers.CharField(help_text="The object of the entries that tell how it stands.")
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
            "id",
            "log_id",
            "told_on",
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
            "told_on",
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
