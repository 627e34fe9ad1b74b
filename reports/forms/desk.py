"""What an office and a moderator may say."""

from collections.abc import Callable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight import papers
from reports import enclosures
from reports.forms.casework import PublicWords
from reports.forms.dashed import BLANK
from reports.models import Decision, Enclosure, Photo, Reply, Report
from reports.models.report import LANGUAGES
from reports.photos import uploads
from reports.photos.darkroom import REASONS
from reports.submission import MAX_PHOTOS

Take = Callable[[UploadedFile, int], object]


class FilesInput(forms.ClearableFileInput):
    """A chooser for several files, with the words of its button."""

    allow_multiple_selected = True

    def __init__(self, words: Promise, attrs: dict[str, object]) -> None:
        super().__init__(attrs)
        self.words = words


class CheckedFiles(forms.FileField):
    """Several files, each looked at before it is believed; cleans to what `take` makes of them."""

    def __init__(self, *, take: Take, most: int, too_many: Promise, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.take, self.most, self.too_many = take, most, too_many

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[object]:
        files = data if isinstance(data, list) else [data] if data else []
        if len(files) > self.most:
            raise forms.ValidationError(self.too_many % {"count": self.most})
        return [self.take(file, number) for number, file in enumerate(files, start=1)]


def take_photo(file: UploadedFile, number: int) -> Photo:
    """A photo in quarantine."""
    try:
        return uploads.proof(file.chunks(), number)
    except uploads.Refused as refusal:
        raise forms.ValidationError(REASONS[refusal.code]) from None


def _document(file: UploadedFile, number: int) -> Enclosure:
    """A document that is kept, and not saved yet."""
    try:
        return enclosures.take(file, number)
    except papers.Refused as refusal:
        raise forms.ValidationError(enclosures.REASONS[refusal.code]) from None


class ReplyForm(PublicWords):
    """An answer: the reason in a word, the rest in own words; a claim shows its proof too."""

    field_order = ["reason", "text", "is_checked", "language", "is_claim", "photos", "documents"]

    # Nothing is chosen beforehand: the first reason of the list is "done".
    reason = forms.ChoiceField(label=_("In a word"), choices=[BLANK, *Reply.Reason.choices])
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
    photos = CheckedFiles(
        label=_("Photos"),
        help_text=_("If it is done, show it: a photo or a document is needed."),
        required=False,
        take=take_photo,
        most=MAX_PHOTOS,
        too_many=_("Choose at most %(count)d photos."),
        widget=FilesInput(_("Choose photos"), {"accept": "image/*"}),
    )
    documents = CheckedFiles(
        label=_("Documents"),
        help_text=_(
            "An act of acceptance, a contract: PDF, at most 5 MB each. A moderator reads it before "
            "everybody can. Cover identity numbers and private telephone numbers first."
        ),
        required=False,
        take=_document,
        most=enclosures.MOST,
        too_many=_("Choose at most %(count)d documents."),
        widget=FilesInput(_("Choose documents"), {"accept": "application/pdf,.pdf"}),
    )

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].help_text = _("The report is written in: %(language)s.") % {
            "language": report.get_language_display()
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        proof = ("photos", "documents")
        is_shown = any(cleaned.get(name) or name in self.errors for name in proof)
        if cleaned.get("is_claim") and not is_shown:
            self.add_error("photos", _("Show with a photo or a document that it is done."))
        return cleaned


class PreviewForm(ReplyForm):
    """The answer without its files: they are chosen once, and travel when it is published."""

    photos = documents = None

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
