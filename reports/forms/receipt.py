"""What a reporter may say with the receipt code."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.forms.fields import CodeField, FilesField, TextField, too_many
from reports.submission import MAX_PHOTOS


class CodeForm(forms.Form):
    """The key to one's own report."""

    receipt_code = CodeField(
        label=gettext_lazy("Receipt code"),
        help_text=gettext_lazy("24 letters and digits. Case, spaces and dashes do not matter."),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "data-receipt-code": True,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code from your receipt.")},
    )


class VerdictForm(forms.Form):
    """Yes or no to what the office says is done."""

    text = TextField(max_length=1000, required=False)


class MessageForm(forms.Form):
    """An answer to what is asked."""

    text = TextField(
        max_length=1000, error_messages={"required": gettext_lazy("Write your answer.")}
    )


class MorePhotosForm(forms.Form):
    """Further photos of a report that is there."""

    photos = FilesField()

    def clean_photos(self) -> list[UploadedFile]:
        photos = self.cleaned_data["photos"]
        if not photos:
            raise forms.ValidationError(_("Choose a photo."))
        if len(photos) > MAX_PHOTOS:
            raise too_many()
        return photos
