"""Importing a list of works in the Django admin: upload, see what would change, do it."""

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from oversight.admin_site import NothingChanged, NothingDeleted
from projects import list_imports
from projects.models import ListImport

PREVIEWS = {
    "new": _("New works"),
    "changed": _("Changed works"),
    "programmes": _("New programmes, as the source names them, with their works"),
    "notes": _("To look at"),
    "refused": _("Refused rows"),
}


class UploadForm(forms.ModelForm):
    """The file, as CSV, XLSX or OC4IDS JSON."""

    upload = forms.FileField(
        label=_("file"), help_text=_("CSV, XLSX or OC4IDS JSON, at most 100 MB")
    )

    class Meta:
        model = ListImport
        fields: list[str] = []

    def clean_upload(self) -> UploadedFile:
        upload = self.cleaned_data["upload"]
        if upload.size > list_imports.MAX_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 100 MB."))
        return upload


class ListImportAdmin(NothingChanged, NothingDeleted, admin.ModelAdmin):
    """Nothing is written before the operator has seen what would change."""

    form = UploadForm
    list_display = ["title", "state", "uploaded_by", "uploaded_on", "new_count", "changed_count"]
    list_filter = ["state"]
    list_select_related = ["uploaded_by"]
    change_form_template = "admin/list_import.html"

    def get_fields(self, request: HttpRequest, obj: ListImport | None = None) -> list[str]:
        if obj is None:
            return ["upload"]
        counts = ["new_count", "changed_count", "unchanged_count", "refused_count"]
        return ["title", "state", *(["problem"] if obj.problem else []), *counts, "uploaded_by"]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, object], **kwargs: object
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        preview = obj.preview if obj else {}
        context["previews"] = [(preview.get(name, []), title) for name, title in PREVIEWS.items()]
        return super().render_change_form(request, context, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: ListImport, form: UploadForm, change: bool
    ) -> None:
        kept = list_imports.keep(form.cleaned_data["upload"], by=request.user)
        obj.pk, obj.title = kept.pk, kept.title

    def response_add(
        self, request: HttpRequest, obj: ListImport, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._to(obj.pk)

    def _to(self, pk: int) -> HttpResponse:
        return redirect("admin:projects_listimport_change", pk)

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path("<int:pk>/write/", own(self.write), name="projects_listimport_write"),
            path("<int:pk>/refused/", own(self.refused), name="projects_listimport_refused"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def write(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what was shown."""
        try:
            list_imports.confirm(get_object_or_404(ListImport, pk=pk))
        except list_imports.NotReady:
            messages.error(request, _("This list was not read, or is being written already."))
        return self._to(pk)

    @method_decorator(require_safe)
    def refused(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The refused rows with their reasons, to be mended and uploaded again."""
        kept = list_imports.refused_path(get_object_or_404(ListImport, pk=pk))
        if not kept.exists():
            raise Http404
        return HttpResponse(
            kept.read_bytes(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="refused.csv"'},
        )
