"""Documents of a work in the Django admin: a link, or a paper that is kept here."""

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from oversight import papers
from oversight.admin_site import NothingDeleted
from projects import documents
from projects.models import Document


class DocumentForm(forms.ModelForm):
    """A link to a paper, or the paper itself."""

    upload = forms.FileField(
        label=_("file"), required=False, help_text=_("PDF, JPEG or PNG, at most 20 MB")
    )
    paper: papers.Paper | None = None

    class Meta:
        model = Document
        fields = ["kind", "title", "url", "published_on", "hidden_reason"]

    def clean_upload(self) -> UploadedFile | None:
        upload = self.cleaned_data["upload"]
        if upload and self.instance.pk:
            raise forms.ValidationError(_("Add the file as a new document: this one stays."))
        try:
            self.paper = papers.look_at(upload) if upload else None
        except papers.Refused as refusal:
            raise forms.ValidationError(papers.REASONS[refusal.code]) from None
        return upload

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        is_there = cleaned.get("url") or self.paper or self.instance.file_name
        if not is_there and "upload" not in self.errors and not self.instance.hidden_on:
            raise forms.ValidationError(_("Give an address or a file."))
        if self.instance.hidden_on and not cleaned.get("hidden_reason"):
            raise forms.ValidationError(_("Why it was taken from view stays written."))
        return cleaned


class DocumentInline(NothingDeleted, admin.TabularInline):
    """A paper is taken from view by writing why; its title and the reason stay."""

    model = Document
    form = DocumentForm
    extra = 0


def save(formset: BaseInlineFormSet) -> None:
    """New papers are looked at and logged; a written reason takes one from view."""
    formset.save(commit=False)
    papers = {id(form.instance): form.paper for form in formset.forms}
    for row in formset.new_objects:
        documents.add(row, papers[id(row)])
    for row, names in formset.changed_objects:
        kept = Document.objects.get(pk=row.pk)
        is_hidden_now = "hidden_reason" in names and kept.hidden_on is None
        names = [name for name in names if name != "hidden_reason" or not is_hidden_now]
        documents.correct(kept, **{name: getattr(row, name) for name in names})
        if is_hidden_now:
            documents.hide(kept, reason=row.hidden_reason)
