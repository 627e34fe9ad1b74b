"""The Django admin of what businesses receive and promise."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from oversight.admin_site import ADDRESSES, NothingDeleted, ReadOnly, ToldToTheLog
from projects import giving
from projects.models import Pledge, PledgeChange


class PledgeChangeInline(ReadOnly, admin.TabularInline):
    model = PledgeChange
    extra = 0
    fields = ["field", "old", "new", "changed_on"]


class PledgeAdmin(NothingDeleted, admin.ModelAdmin):
    """Who enters a promise stands for it by name; what moves later stays readable."""

    list_display = ["what", "firm", "place", "promised_on", "promised", "paid", "due_on"]
    list_filter = ["kind", ("paid_on", admin.EmptyFieldListFilter)]
    list_select_related = ["firm", "place"]
    search_fields = ["what", "firm__name", "firm__bin", "place__name_kk", "place__name_ru"]
    autocomplete_fields = ["firm", "place", "project"]
    readonly_fields = ["came_count", "missing_count", "entered_on"]
    inlines = [PledgeChangeInline]
    formfield_overrides = ADDRESSES
    show_full_result_count = False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        return {"entered_by": str(request.user)} | super().get_changeform_initial_data(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Pledge | None = None) -> list[str]:
        """Whose promise it is, and to whom, is said once."""
        given_once = ["firm", "place", "kind", "promised_on", "entered_by"] if obj else []
        return [*self.readonly_fields, *given_once]

    def save_model(self, request: HttpRequest, obj: Pledge, form: ModelForm, change: bool) -> None:
        """The old figure must be read from the database: the form has overwritten it in `obj`."""
        if change:
            changed = {name: form.cleaned_data[name] for name in form.changed_data}
            giving.change(Pledge.objects.get(pk=obj.pk), **changed)
        else:
            giving.enter(obj)


class SubsidyAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """Filled from lists, each with its source."""

    list_display = ["firm", "place", "year", "purpose", "amount"]
    list_filter = ["year"]
    list_select_related = ["firm", "place"]
    search_fields = ["firm__name", "firm__bin", "purpose"]
    autocomplete_fields = ["firm", "place"]
    show_full_result_count = False
