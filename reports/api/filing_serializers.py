"""A report as a phone sends it, checked by the same rules as the form on the page."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from oversight.models import InitiativeGroup, Place
from projects.models import Machine, Project, Stage
from reports import identification, submission
from reports.api.serializers import page_of
from reports.models import Confirmation, Kind, Report
from reports.models.report import LANGUAGES
from reports.submission import MAX_PHOTOS, MAX_TEXT, DeclaredPhoto, Submission

_KATO = re.compile("[0-9]{9}")


class WordsField(serializers.CharField):
    """Words in one form, without what nobody sees."""

    def to_internal_value(self, data: object) -> str:
        return submission.clean_text(super().to_internal_value(data))


class CodeField(serializers.CharField):
    """A receipt code, forgiven as people write it."""

    def to_internal_value(self, data: object) -> str:
        return submission.read_code(super().to_internal_value(data))


class PlaceField(serializers.CharField):
    """The KATO code of a place in force."""

    default_error_messages = {
        "unknown": gettext_lazy("No place has this code."),
        "gone": gettext_lazy("This place is no longer in the classifier."),
        "became": gettext_lazy("This place is no longer in the classifier: it is {code} now."),
    }

    def to_internal_value(self, data: object) -> Place:
        code = super().to_internal_value(data)
        place = Place.objects.at(code) if _KATO.fullmatch(code) else None
        if place is None:
            self.fail("unknown")
        if not place.is_in_force():
            self.fail("gone")
        if place.code != code:
            self.fail("became", code=place.code)
        return place


class ProjectField(serializers.SlugRelatedField):
    """The identifier of a work of the register."""

    default_error_messages = {
        "does_not_exist": gettext_lazy("The register has no work with this identifier.")
    }

    def to_internal_value(self, data: object) -> Project:
        # PostgreSQL would not even look for a NUL.
        if "\0" in str(data):
            self.fail("does_not_exist")
        return super().to_internal_value(data)


class MachineField(ProjectField):
    """The id of a public machine."""

    default_error_messages = {
        "does_not_exist": gettext_lazy("The register has no machine with this id.")
    }


class DeclaredPhotoSerializer(serializers.Serializer):
    """A photo that will follow: its number, and the hash of the file as it is on the phone."""

    n = serializers.IntegerField(min_value=1, max_value=MAX_PHOTOS)
    sha256_original = serializers.RegexField("^[0-9a-f]{64}$", required=False, allow_blank=True)


class FilingSerializer(serializers.Serializer):
    """A new report on a work or a machine of the register, or on a place where the work is not
    listed."""

    draft_id = serializers.UUIDField()
    receipt_code = CodeField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    stage = serializers.ChoiceField(
        choices=Stage.choices, required=False, help_text="Needed for a progress report."
    )
    project = ProjectField(
        slug_field="identifier",
        queryset=Project.objects.select_related("place", "answering_office"),
        required=False,
        allow_null=True,
    )
    machine = MachineField(
        slug_field="public_id",
        queryset=Machine.objects.select_related("place", "answering_office"),
        required=False,
        allow_null=True,
        help_text="Instead of a work: a public machine; its stages are its own.",
    )
    place = PlaceField(required=False, allow_null=True)
    text = WordsField(required=False, allow_blank=True, default="", max_length=MAX_TEXT)
    language = serializers.ChoiceField(choices=LANGUAGES)
    observed_on = serializers.DateField(required=False, validators=[submission.check_day])
    observations = serializers.DictField(
        child=serializers.CharField(max_length=20),
        required=False,
        help_text="Answers to the checklist for this kind of work: question code to answer code.",
    )
    contact_email = serializers.EmailField(
        required=False, allow_blank=True, default="", max_length=254
    )
    near_site = serializers.BooleanField(default=False)
    same_day = serializers.BooleanField(default=False)
    by_week = serializers.BooleanField(
        default=False, help_text="Keep the Monday of the day's week instead of the day."
    )
    later = serializers.BooleanField(default=False, help_text="Show it a day later.")
    group = serializers.SlugField(
        required=False, help_text="In whose name; needs the session of one of its members."
    )
    photos = DeclaredPhotoSerializer(many=True, required=False, max_length=MAX_PHOTOS)

    def validate_photos(self, photos: list[dict[str, object]]) -> tuple[DeclaredPhoto, ...]:
        declared = {
            photo["n"]: DeclaredPhoto(photo["n"], photo.get("sha256_original", ""))
            for photo in photos
        }
        if len(declared) < len(photos):
            raise serializers.ValidationError(_("Each photo needs a number of its own."))
        return tuple(_once(declared[number] for number in sorted(declared)))

    def validate(self, sent: dict[str, object]) -> dict[str, object]:
        _check_subject(sent)
        _check_stage(sent)
        fitting = submission.list_of(sent.get("project"), sent.get("machine"))
        submission.check_observations(fitting, sent.get("observations", {}))
        submission.check_words(
            kind=sent["kind"],
            stage=sent["stage"],
            text=sent["text"],
            has_photos=bool(sent.get("photos")),
        )
        identification.check_address(
            self.context["installation"], sent["contact_email"], has_group="group" in sent
        )
        return sent

    def submission(self, group: InitiativeGroup | None = None) -> Submission:
        """The checked report, in the name of a group that the sender speaks for."""
        sent = dict(self.validated_data)
        sent.pop("group", None)
        by_week = sent.pop("by_week")
        project, machine = sent.pop("project", None), sent.pop("machine", None)
        return Submission(
            code=sent.pop("receipt_code"),
            project=project,
            machine=machine,
            place=sent.pop("place", None) or (project or machine).place,
            observed_on=submission.coarse(sent.pop("observed_on", None), by_week),
            group=group,
            must_confirm=identification.needs_address(
                self.context["installation"], has_group=group is not None
            ),
            **sent,
        )


def _once(photos: Iterable[DeclaredPhoto]) -> Iterator[DeclaredPhoto]:
    """The same file counts once; of those without a hash nobody knows whether they are the same."""
    met: set[str] = set()
    for photo in photos:
        if photo.sha256_original not in met:
            yield photo
        met |= {photo.sha256_original} - {""}


def _check_subject(sent: dict[str, object]) -> None:
    named = [name for name in ("project", "machine", "place") if sent.get(name)]
    if not named:
        raise serializers.ValidationError({"project": [_("Name the work or the place.")]})
    if len(named) > 1:
        one_only = _("Name the work, the machine or the place, and only one of them.")
        raise serializers.ValidationError({named[-1]: [one_only]})


def _check_stage(sent: dict[str, object]) -> None:
    """What stands there is the heart of a progress report; beside something wrong it may lack."""
    if sent["kind"] == Kind.PROGRESS and "stage" not in sent:
        raise serializers.ValidationError({"stage": [_("Choose what you see.")]})
    sent.setdefault("stage", Stage.CANNOT_TELL)
    submission.check_stage(sent["stage"], sent.get("machine"))


class ConfirmationSerializer(serializers.Serializer):
    """ "I see it too", once however often it is sent."""

    draft_id = serializers.UUIDField()
    receipt_code = CodeField()


class ConfirmedSerializer(serializers.ModelSerializer):
    """What was counted, and how many see it with this one."""

    id = serializers.CharField(source="public_id")
    report = serializers.CharField(source="report.public_id")
    confirmation_count = serializers.IntegerField(source="report.confirmation_count")

    class Meta:
        model = Confirmation
        fields = ["id", "report", "confirmation_count", "confirmed_on"]


class AddressSerializer(serializers.Serializer):
    """What the link in the letter holds, and whether the address is to be forgotten."""

    id = serializers.SlugField()
    token = serializers.SlugField()
    erase_address = serializers.BooleanField(default=False)


class FiledSerializer(serializers.Serializer):
    """What the sender keeps; a repeat gives the same, with state and day as they are now."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField()
    answer_due_on = serializers.DateField(help_text="Null while held or when none is needed.")
    promise = serializers.CharField(
        help_text="Signed: the report will be in the public log within a day."
    )
    waits_for = serializers.ChoiceField(
        ["", "confirmation", "tomorrow"], help_text="What it waits for before anybody sees it."
    )
    url = serializers.SerializerMethodField()

    def get_url(self, report: Report) -> str:
        return page_of(report)
