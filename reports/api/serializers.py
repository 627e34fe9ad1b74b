"""What other software is told of a report: what everybody may know, and nothing else."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rest_framework import serializers

from reports.models import (
    DueChange,
    Enclosure,
    Forwarding,
    Photo,
    Removal,
    Reply,
    Report,
    Statement,
    Verdict,
    Visit,
)


def page_of(report: Report) -> str:
    """The report's page, in the language it was written in."""
    with translation.override(report.language):
        return settings.SITE_URL + reverse("report-detail", args=[report.public_id])


class ReadyPhotos(serializers.ListSerializer):
    """Photos that everybody may see."""

    def to_representation(self, photos: object) -> list[dict[str, object]]:
        return super().to_representation([photo for photo in photos.all() if photo.is_ready])


class PhotoSerializer(serializers.ModelSerializer):
    """A picture in its three public sizes, and what its author ticked and the file confirmed."""

    id = serializers.CharField(source="public_id")
    n = serializers.IntegerField(source="number")
    thumb = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    large = serializers.SerializerMethodField()

    class Meta:
        model = Photo
        list_serializer_class = ReadyPhotos
        fields = [
            "id",
            "n",
            "width",
            "height",
            "thumb",
            "phone",
            "large",
            "same_day",
            "near_site",
            "is_incomplete",
        ]

    def get_thumb(self, photo: Photo) -> str:
        return settings.SITE_URL + photo.thumb_url

    def get_phone(self, photo: Photo) -> str:
        return settings.SITE_URL + photo.phone_url

    def get_large(self, photo: Photo) -> str:
        return settings.SITE_URL + photo.large_url


class EnclosureSerializer(serializers.ModelSerializer):
    """A document that an office shows with its answer; it has an address once a moderator has
    read it."""

    id = serializers.CharField(source="public_id")
    n = serializers.IntegerField(source="number")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Enclosure
        fields = ["id", "n", "state", "because", "length", "url"]

    def get_url(self, enclosure: Enclosure) -> str | None:
        return settings.SITE_URL + enclosure.url if enclosure.is_shown else None


class ReplySerializer(serializers.ModelSerializer):
    """What an office answered; `is_claim`: it says that the thing is done."""

    id = serializers.CharField(source="public_id")
    office_name = serializers.CharField(source="office.name")
    reason_words = serializers.CharField(source="get_reason_display")
    photos = PhotoSerializer(many=True)
    documents = EnclosureSerializer(many=True, source="enclosures")

    class Meta:
        model = Reply
        fields = [
            "id",
            "office",
            "office_name",
            "is_claim",
            "reason",
            "reason_words",
            "text",
            "language",
            "replied_on",
            "corrected_on",
            "masked_on",
            "photos",
            "documents",
        ]


class VerdictSerializer(serializers.ModelSerializer):
    """What the reporter, or a group on site, says to a claim."""

    id = serializers.CharField(source="public_id")
    group = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)

    class Meta:
        model = Verdict
        fields = ["id", "group", "is_done", "text", "given_on", "taken_back_on"]


class DueChangeSerializer(serializers.ModelSerializer):
    """The day of the answer moved: an office asked for time, the calendar was corrected, or a
    document came for which the law has days of its own."""

    id = serializers.CharField(source="public_id")
    regime = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = DueChange
        fields = [
            *("id", "cause", "reason", "regime", "text"),
            *("old_due_on", "new_due_on", "changed_on"),
        ]


class StatementSerializer(serializers.ModelSerializer):
    """What a firm that the report names says to it, in its own words."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = Statement
        fields = ["id", "firm", "text", "language", "received_on", "shown_on"]


class ListedStatementSerializer(StatementSerializer):
    """A firm's statement, and the report that it is about."""

    report = serializers.SlugRelatedField(slug_field="public_id", read_only=True)

    class Meta(StatementSerializer.Meta):
        fields = ["report", *StatementSerializer.Meta.fields]


class ForwardingSerializer(serializers.ModelSerializer):
    """One office handed the report to another."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = Forwarding
        fields = ["id", "from_office", "to_office", "text", "forwarded_on"]


class RemovalStepSerializer(serializers.ModelSerializer):
    """A step of hiding, showing again or erasing: of a report, a final document or a gathering, or
    of a photo of one of them."""

    report = serializers.SlugRelatedField(slug_field="public_id", read_only=True, allow_null=True)
    dossier = serializers.SlugRelatedField(slug_field="public_id", read_only=True, allow_null=True)
    gathering = serializers.SlugRelatedField(
        slug_field="public_id", read_only=True, allow_null=True
    )
    photo = serializers.SlugRelatedField(slug_field="public_id", read_only=True, allow_null=True)
    reason_words = serializers.CharField(source="get_reason_display")

    class Meta:
        model = Removal
        fields = [
            *("report", "dossier", "gathering", "photo", "is_of_words"),
            *("action", "reason", "reason_words", "role", "on"),
        ]


class VisitSerializer(serializers.ModelSerializer):
    """How a group looked at a site; `about` is another's report whose claim it checked."""

    id = serializers.CharField(source="public_id")
    methods = serializers.ListField(child=serializers.ChoiceField(Visit.Method.choices))
    about = serializers.SlugRelatedField(slug_field="public_id", read_only=True)

    class Meta:
        model = Visit
        fields = [
            "id",
            "people",
            "people_named",
            "methods",
            "access",
            "information",
            "about",
            "finding",
        ]


class ReportSerializer(serializers.ModelSerializer):
    """A public report with its photos, answers and verdicts."""

    id = serializers.CharField(source="public_id")
    project = serializers.SlugRelatedField(slug_field="identifier", read_only=True, allow_null=True)
    machine = serializers.SlugRelatedField(slug_field="public_id", read_only=True, allow_null=True)
    place = serializers.SlugRelatedField(slug_field="code", read_only=True)
    subject = serializers.CharField(
        help_text="The work, the machine or the place, in your language."
    )
    office_name = serializers.CharField(source="office.name", default=None)
    group = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    state_words = serializers.CharField(source="get_state_display")
    days_left = serializers.IntegerField(
        allow_null=True, help_text="Days until the answer is due, negative when overdue."
    )
    observations = serializers.DictField(
        child=serializers.CharField(), help_text="Answers to the checklist, by question."
    )
    photos = PhotoSerializer(many=True)
    replies = ReplySerializer(many=True)
    verdicts = VerdictSerializer(many=True)
    due_changes = DueChangeSerializer(many=True)
    forwardings = ForwardingSerializer(many=True)
    visit = VisitSerializer(
        default=None, allow_null=True, help_text="Of a group's visit on site: how it was done."
    )
    legal_status = serializers.CharField(
        help_text="The code of the rule under which it stands: `platform` is the site's own, and "
        "then it is no official appeal."
    )
    confirmations_changed_on = serializers.DateField(
        allow_null=True, help_text="The day when their number last moved."
    )
    url = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = [
            "id",
            "kind",
            "project",
            "machine",
            "place",
            "subject",
            "office",
            "office_name",
            "group",
            "stage",
            "text",
            "masked_because",
            "masked_on",
            "language",
            "observed_on",
            "observations",
            "near_site",
            "same_day",
            "state",
            "state_words",
            "needs_answer",
            "confirmation_count",
            "confirmations_changed_on",
            "filed_on",
            "public_on",
            "legal_status",
            "answer_due_on",
            "days_left",
            "answered_on",
            "claimed_on",
            "decided_on",
            "withdrawn_on",
            "photos",
            "replies",
            "verdicts",
            "due_changes",
            "forwardings",
            "visit",
            "url",
        ]

    def get_url(self, report: Report) -> str:
        return page_of(report)


class OneReportSerializer(ReportSerializer):
    """A report by itself: with what firms that it names say to it."""

    statements = StatementSerializer(many=True)

    class Meta(ReportSerializer.Meta):
        fields = [*ReportSerializer.Meta.fields, "statements"]
