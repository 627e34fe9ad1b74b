"""What an office and a moderator may say."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports.forms.casework import PublicWords
from reports.models import Decision, Photo, Reply, Report
from reports.models.report import LANGUAGES
from reports.photos import uploads
from reports.photos.darkroom import REASONS
from reports.submission import MAX_PHOTOS


class PhotosInput(forms.ClearableFileInput):
    """A chooser for several pictures."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures, each looked at before it is believed. Cleans to photos in quarantine."""

    widget = PhotosInput(attrs={"accept": "image/*"})

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[Photo]:
        files = data if isinstance(data, list) else [data] if data else []
        if len(files) > MAX_PHOTOS:
            raise forms.ValidationError(
                _("Choose at most %(count)d photos.") % {"count": MAX_PHOTOS}
            )
        return [self._taken(file, number) for number, file in enumerate(files, start=1)]

    def _taken(self, file: UploadedFile, number: int) -> Photo:
        try:
            return uploads.proof(file.chunks(), number)
        except uploads.Refused as refusal:
            raise forms.ValidationError(REASONS[refusal.code]) from None


class ReplyForm(PublicWords):
    """An answer: the reason in a word, the rest in own words; a claim shows a photo too."""

    field_order = ["reason", "text", "is_checked", "language", "is_claim", "photos"]

    # Nothing is chosen beforehand: the first reason of the list is "done".
    reason = forms.ChoiceField(label=_("In a word"), choices=[("", "—"), *Reply.Reason.choices])
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Everybody can read it. Say what was done and what follows by which day."),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=10,
        max_length=4000,
    )
    language = forms.ChoiceField(label=_("Language of your answer"), choices=LANGUAGES)
    is_claim = forms.BooleanField(
        label=_("It is done: ask the reporter to confirm"), required=False
    )
    photos = PhotosField(
        label=_("Photos"), help_text=_("If it is done, show it: a photo is needed."), required=False
    )

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].help_text = _("The report is written in: %(language)s.") % {
            "language": report.get_language_display()
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("is_claim") and not cleaned.get("photos") and "photos" not in self.errors:
            self.add_error("photos", _("Show with a photo that it is done."))
        return cleaned


class PreviewForm(ReplyForm):
    """The answer without its photos: they are chosen once, and travel when it is published."""

    photos = None

    def clean(self) -> dict[str, object]:
        return PublicWords.clean(self)


class DecisionForm(forms.Form):
    """A moderator's decision by a written rule."""

    action = forms.ChoiceField(
        label=_("Decision"), choices=Decision.Action.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Rule"), choices=Decision.Reason.choices)
    note = forms.CharField(
        label=_("Note to the reporter"),
        help_text=_("The reporter reads it with the receipt code. It is not shown to others."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        refused = cleaned.get("action") == Decision.Action.REFUSE
        if refused and cleaned.get("reason") == Decision.Reason.FITS:
            self.add_error("reason", _("Name the rule that the report breaks."))
        return cleaned
