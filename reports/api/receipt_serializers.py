"""What the reporter alone is told, and may say, with the receipt code."""

from rest_framework import serializers

from reports.api.filing_serializers import WordsField
from reports.api.serializers import ReportSerializer
from reports.models import Decision, Photo, Question, Removal
from reports.own import OwnReport
from reports.submission import MAX_PHOTOS


class CodeSerializer(serializers.Serializer):
    """The receipt code, forgiven as people write it. What cannot be a code is simply unknown."""

    receipt_code = serializers.CharField(style={"input_type": "password"}, min_length=1)


class StepSerializer(CodeSerializer):
    """A step of the reporter's."""

    step_id = serializers.UUIDField(
        required=False,
        help_text="Made by the sender: sent again, the step is not taken again.",
    )


class SayingSerializer(StepSerializer):
    """Yes or no to what the office says is done."""

    is_done = serializers.BooleanField()
    text = WordsField(required=False, allow_blank=True, default="", max_length=1000)


class MessageSerializer(StepSerializer):
    """An answer to what is asked."""

    text = WordsField(max_length=1000)


class QuestionSerializer(serializers.ModelSerializer):
    """What an office, or a moderator of a held report, asks, and nobody else reads."""

    id = serializers.CharField(source="public_id")
    words = serializers.CharField()
    office_name = serializers.CharField(
        source="office.name", default=None, allow_null=True, help_text="Null: a moderator asks."
    )

    class Meta:
        model = Question
        fields = ["id", "about", "words", "office_name", "asked_on"]


class DecisionSerializer(serializers.ModelSerializer):
    """What a moderator decided, by which rule; the note is for the reporter alone."""

    id = serializers.CharField(source="public_id")
    reason_words = serializers.CharField(source="get_reason_display")

    class Meta:
        model = Decision
        fields = ["id", "action", "reason", "reason_words", "note", "decided_on"]


class RemovalSerializer(serializers.ModelSerializer):
    """What was taken from sight, by which rule and role, and whether its author appealed."""

    reason_words = serializers.CharField(source="get_reason_display")
    role_words = serializers.CharField(source="get_role_display")
    photo = serializers.IntegerField(
        source="photo.number", default=None, allow_null=True, help_text="Null: the whole report."
    )

    class Meta:
        model = Removal
        fields = [
            *(
                "action",
                "photo",
                "is_of_words",
                "reason",
                "reason_words",
                "role",
                "role_words",
                "on",
            ),
            *("appealed_on", "appeal_decided_on", "appeal_granted"),
        ]


class OwnPhotoSerializer(serializers.Serializer):
    """A photo of the reporter's own: shown even while the report is held."""

    n = serializers.IntegerField(source="number")
    status = serializers.ChoiceField(choices=Photo.State.choices, source="state")
    reason_words = serializers.CharField(source="refusal", help_text="Why it was refused.")
    thumb = serializers.CharField(source="src", help_text="An address, or the picture itself.")


class OwnReportSerializer(serializers.Serializer):
    """The report as everybody sees it or would, and what happens next; `can`: what may be done."""

    report = ReportSerializer()
    is_public = serializers.BooleanField(source="report.is_public")
    visibility = serializers.CharField(source="report.visibility")
    days_waiting = serializers.IntegerField(source="own.days_waiting")
    decide_by = serializers.DateField(
        source="report.decide_by", allow_null=True, help_text="While it is held; else null."
    )
    days_to_decide = serializers.IntegerField(source="own.days_to_decide", allow_null=True)
    decisions = DecisionSerializer(source="own.decisions", many=True)
    removal = RemovalSerializer(
        source="own.removal", allow_null=True, help_text="The last hiding, or showing again."
    )
    removals = RemovalSerializer(
        source="own.removals", many=True, help_text="All that others hid, showed again or erased."
    )
    covered = serializers.ListField(
        child=serializers.CharField(),
        source="own.covered",
        help_text="Passages of its words that a moderator covered, for its author alone.",
    )
    photos = OwnPhotoSerializer(source="own.photos", many=True)
    question = QuestionSerializer(source="own.question", allow_null=True)
    can = serializers.SerializerMethodField()

    def get_can(self, seen: dict[str, object]) -> dict[str, bool]:
        own: OwnReport = seen["own"]
        return {
            "confirm": own.can_confirm,
            "dispute": own.can_dispute,
            "withdraw": own.can_withdraw,
            "appeal": own.can_appeal,
            "take_back": own.can_take_back,
            "say_pressed": own.can_say_pressed,
            "add_photos": own.can_add_photos,
        }


class FurtherPhotoSerializer(serializers.Serializer):
    """A photo that will follow, by the hash of the file as it is on the phone."""

    sha256_original = serializers.RegexField(
        "^[0-9a-f]{64}$", required=False, allow_blank=True, default=""
    )


class FurtherPhotosSerializer(CodeSerializer):
    """Photos that will follow a report that is there."""

    photos = FurtherPhotoSerializer(many=True, max_length=MAX_PHOTOS)


class ClaimedPhotoSerializer(serializers.Serializer):
    """The number under which a photo is awaited."""

    n = serializers.IntegerField(source="number")


class ClaimedSerializer(serializers.Serializer):
    """The report's id, and its photos' numbers in the order asked."""

    id = serializers.CharField()
    photos = serializers.ListField(child=ClaimedPhotoSerializer(allow_null=True))


class ErasedSerializer(serializers.Serializer):
    """What is left of an erased report."""

    id = serializers.CharField(source="public_id")
    visibility = serializers.CharField()


class UploadSerializer(serializers.ModelSerializer):
    """How far a photo has come."""

    n = serializers.IntegerField(source="number")
    received = serializers.IntegerField(help_text="Bytes that are there; go on from here.")
    status = serializers.ChoiceField(choices=Photo.State.choices, source="state")
    reason = serializers.CharField(source="refusal", required=False)

    class Meta:
        model = Photo
        fields = ["n", "received", "status", "reason"]

    def to_representation(self, photo: Photo) -> dict[str, object]:
        body = super().to_representation(photo)
        if not photo.refusal:
            del body["reason"]
        return body
