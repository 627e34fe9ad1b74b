"""Fields that several forms of residents have, and what a refused photo is told."""

import re
from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import submission
from reports.forms.desk import FilesInput
from reports.photos import darkroom, drafts
from reports.submission import MAX_PHOTOS

_SHA256 = re.compile("[0-9a-f]{64}")
_REASONS = darkroom.REASONS | {
    drafts.GONE: gettext_lazy("A photo chosen earlier is no longer kept. Choose it again."),
    drafts.LATER: gettext_lazy(
        "There is no room for photos right now. Add this one later, with your receipt code."
    ),
}


class TextField(forms.CharField):
    """Words with one kind of line end, so that a form sent twice is the same twice."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: object) -> str:
        return submission.clean_text(super().to_python(value))


class CodeField(forms.CharField):
    """A receipt code, forgiven as people write it. Cleans to the folded code."""

    def clean(self, value: object) -> str:
        return submission.read_code(super().clean(value))


class FilesField(forms.FileField):
    """Several files as they came."""

    widget = FilesInput(gettext_lazy("Choose photos"), {"accept": "image/*", "data-photos": True})

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        return [file for file in data or [] if file is not None]


class KeptField(forms.Field):
    """Hashes of photos that the server keeps from the same form sent before."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Sequence[str] | None) -> list[str]:
        return [sha256 for sha256 in value or [] if _SHA256.fullmatch(sha256)][:MAX_PHOTOS]


def too_many() -> forms.ValidationError:
    sentence = _("A report has at most %(count)d photos. Choose again.") % {"count": MAX_PHOTOS}
    return forms.ValidationError(sentence, code="too_many_photos")


def refusal_sentence(code: str) -> str:
    """Why a photo was not taken."""
    return str(_REASONS[code])
