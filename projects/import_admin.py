"""Importing lists in the Django admin: choose which, upload, see what would change, do it."""

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from oversight.admin_site import NothingChanged, NothingDeleted
from projects import list_imports
from projects.list_kinds import KINDS
from projects.models import ListImport

PREVIEWS = {
    "new": _("New"),
    "changed": _("Changed"),
    "renamed": _("Renamed"),
    "moved": _("Moved: the code of what they lie in"),
    "gone": _("No longer in the classifier"),
    "former": _("Former names that will find them"),
    "earlier": _("In the classifier earlier than known"),
    "questions": _("Questions: one place, or two? They are asked after writing"),
    "programmes": _("New programmes, as the source names them, with their works"),
    "errors": _("Errors in what is stated: it is taken as it stands"),
    "notes": _("To look at"),
    "refused": _("Refused rows"),
}
COUNTS = ("new_count", "changed_count", "unchanged_count", "refused_count")


class UploadForm(forms.ModelForm):
    """The file, and what the kind of list asks: data of others needs its source and licence."""

    upload = forms.FileField(label=_("file"), help_text=_("At most 100 MB."))
    source_url = forms.URLField(
        label=_("address of the source"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = ListImport
        fields = ["edition", "source", "licence", "source_url", "entered_by"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in {"source", "licence", "entered_by"}.intersection(self.fields):
            self.fields[name].required = True
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean_upload(self) -> UploadedFile:
        upload = self.cleaned_data["upload"]
        if upload.size > list_imports.MAX_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 100 MB."))
        return upload


class ListImportAdmin(NothingChanged, NothingDeleted, admin.ModelAdmin):
    """Nothing is written before the operator has seen what would change."""

    form = UploadForm
    list_display = [
        *("title", "kind", "state", "uploaded_by", "uploaded_on", "new_count", "changed_count"),
    ]
    list_filter = ["kind", "state"]
    list_select_related = ["uploaded_by"]
    change_form_template = "admin/list_import.html"

    def get_fields(self, request: HttpRequest, obj: ListImport | None = None) -> list[str]:
        if obj is None:
            return ["upload", *KINDS[request.GET["kind"]].asks]
        said = [name for name in KINDS[obj.kind].asks if getattr(obj, name)]
        problem = ["problem"] if obj.problem else []
        return ["title", "kind", "state", *problem, *COUNTS, *said, "uploaded_by"]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """First which list, then the file."""
        kind = request.GET.get("kind")
        if kind not in KINDS:
            return self._choose(request)
        context = {
            "title": capfirst(ListImport.Kind(kind).label),
            "columns": KINDS[kind].columns,
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        return super().add_view(request, form_url, context | (extra_context or {}))

    def _choose(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise Http404
        kinds = [(kind, ListImport.Kind(kind).label, KINDS[kind].columns) for kind in KINDS]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Which list do you have?"),
            "opts": self.opts,
            "kinds": kinds,
        }
        return TemplateResponse(request, "admin/list_kinds.html", context)

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
        said = dict(form.cleaned_data)
        upload = said.pop("upload")
        kept = list_imports.keep(upload, by=request.user, kind=request.GET["kind"], **said)
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
