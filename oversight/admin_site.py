"""The Django admin's door, the page that opens the site, and what no operator may do."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import AdminSite, display
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import transaction
from django.db.models import Model, QuerySet, URLField
from django.forms import BaseInlineFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from oversight import readiness, restating, signin, views
from oversight.forms import ReportingForm
from oversight.models import Installation, Office, Place, Restated

View = Callable[..., HttpResponse]


class Suggestions(AutocompleteJsonView):
    """Dozens of villages share a name, and so do their offices: each is told apart by what it lies
    in."""

    def get_queryset(self) -> QuerySet:
        above = {Place: "parent__parent__parent", Office: "place__parent__parent__parent"}
        found, model = super().get_queryset(), self.model_admin.model
        return found.select_related(above[model]) if model in above else found

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        row = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Place):
            around = obj.lineage[:-1]
        else:
            around = obj.place.lineage[:-1] if isinstance(obj, Office) else []
        return row | {"text": ", ".join([row["text"], *(one.spoken for one in reversed(around))])}


class OperatorsAdmin(AdminSite):
    """Operators only, with a second factor in this session; to others it is not there."""

    site_header = site_title = gettext_lazy("Baqylau: operators")
    index_title = gettext_lazy("The register, the people and the work of the site")
    site_url = None
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and signin.has_second_factor(request)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """What you may not touch is not there: no sign-in page offered, no hint given."""
        inner = super().admin_view(view, cacheable)

        def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return gate

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect("account_login")

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return views.sign_out(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Suggestions.as_view(admin_site=self)(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        ready = self.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.ready))
        return [path("ready/", ready, name="ready"), *super().get_urls()]

    def ready(self, request: HttpRequest) -> HttpResponse:
        """What is missing before the site can open, and the button that opens it."""
        if "reporting" in request.POST:
            return self._choose_reporting(request)
        if request.method == "POST":
            return self._open(request)
        found = readiness.checks()
        context = {
            **self.each_context(request),
            "title": _("Ready to open?"),
            "checks": found,
            "is_ready": readiness.is_ready(found),
            "installation": Installation.current(),
            "reporting": ReportingForm(instance=Installation.current()),
        }
        return render(request, "admin/ready.html", context)

    def _choose_reporting(self, request: HttpRequest) -> HttpResponse:
        form = ReportingForm(request.POST)
        if form.is_valid():
            readiness.choose_reporting(**form.cleaned_data)
            messages.success(request, _("Who may report is settled."))
        else:
            messages.error(request, _("Choose one of the three ways, and a day."))
        return redirect("admin:ready")

    def _open(self, request: HttpRequest) -> HttpResponse:
        try:
            readiness.open_site()
        except readiness.NotReady:
            messages.error(request, _("The site cannot be opened yet: see what is missing."))
        else:
            messages.success(request, _("The site is open and takes reports."))
        return redirect("admin:ready")


def column(attribute: str, description: str) -> Callable[[Model], object]:
    """A column of a list that shows what its rows reckon; without it the name stays English."""

    @display(description=description)
    def shown(row: Model) -> object:
        return getattr(row, attribute)

    shown.__name__ = attribute
    return shown


# An address typed without its scheme is one of the safe kind.
ADDRESSES = {URLField: {"assume_scheme": "https"}}


class NothingAdded:
    """What comes in by other doors: an import, an invitation, a service."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NothingDeleted:
    """What the public has seen stays."""

    can_delete = False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NothingChanged:
    """What is written once."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ToldToTheLog:
    """Rows restated from elsewhere, by hand: the public log is told what is written or deleted."""

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: list[BaseInlineFormSet],
        change: bool,
    ) -> None:
        lines = [formset for formset in formsets if issubclass(formset.model, Restated)]
        gone = [line.instance.log_id for formset in lines for line in formset.deleted_forms]
        super().save_related(request, form, formsets, change)
        restating.forget(gone)
        restating.tell(self.model.objects.filter(pk=form.instance.pk))
        for formset in lines:
            restating.tell(formset.model.objects.filter(**{formset.fk.name: form.instance}))

    def delete_model(self, request: HttpRequest, obj: Restated) -> None:
        restating.drop(self.model.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Restated]) -> None:
        restating.drop(queryset)


class ReadOnly(NothingAdded, NothingChanged, NothingDeleted):
    """To look at, and no more."""
