"""The Django admin of public machines."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from oversight.admin_site import NothingChanged, NothingDeleted, ReadOnly
from projects.machinery import keeping, spans
from projects.machinery.spans import Span
from projects.models import Hire, Holding, Machine, MachineChange

# An address typed without a scheme.
SECURE = {models.URLField: {"assume_scheme": "https"}}


class ChangeInline(ReadOnly, admin.TabularInline):
    model = MachineChange
    extra = 0
    fields = ["field", "old", "new", "changed_on"]


class HeldInline(ReadOnly, admin.TabularInline):
    model = Holding
    extra = 0
    fields = ["mode", "holder", "starts_on", "ends_on", "hours_promised", "rent"]
    show_change_link = True


class MachineAdmin(NothingDeleted, admin.ModelAdmin):
    """What moves later stays readable."""

    list_display = ["number", "name", "kind", "place", "owner", "last_seen_on"]
    list_filter = ["kind"]
    list_select_related = ["place"]
    formfield_overrides = SECURE
    search_fields = ["search_key", "place__name_kk", "place__name_ru"]
    autocomplete_fields = ["place", "answering_office"]
    readonly_fields = ["entered_on", "report_count", "overdue_count", "last_seen_on"]
    inlines = [HeldInline, ChangeInline]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Machine | None = None) -> list[str]:
        return [*self.readonly_fields, *(["number"] if obj else [])]

    def save_model(self, request: HttpRequest, obj: Machine, form: ModelForm, change: bool) -> None:
        _save(obj, form, keeping.enter, change=change)


class HoldingForm(ModelForm):
    """Refuses a machine that two would hold at once, before anything is written."""

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        machine = cleaned.get("machine") or getattr(self.instance, "machine", None)
        starts_on = cleaned.get("starts_on") or self.instance.starts_on
        if (cleaned.get("mode") == Holding.Mode.OWN) == bool(cleaned.get("holder")):
            self.add_error("holder", _("Whoever holds it for the owner is named, and nobody else."))
        if machine and starts_on:
            self._check_alone(machine, Span(starts_on, cleaned.get("ends_on")))
        return cleaned

    def _check_alone(self, machine: Machine, mine: Span) -> None:
        for other in machine.holdings.exclude(pk=self.instance.pk):
            theirs = Span(other.starts_on, other.ends_on)
            if mine.meets(theirs):
                words = spans.said(*sorted((mine, theirs), key=lambda span: span.starts_on))
                raise ValidationError({"ends_on": words})


class HoldingAdmin(NothingDeleted, admin.ModelAdmin):
    """Which machine, and since when, is said once."""

    form = HoldingForm
    formfield_overrides = SECURE
    list_display = ["machine", "mode", "holder", "starts_on", "ends_on", "hours_promised"]
    list_filter = ["mode"]
    list_select_related = ["machine", "holder"]
    search_fields = ["machine__search_key", "holder__name", "holder__bin", "contract"]
    autocomplete_fields = ["machine", "holder"]
    inlines = [ChangeInline]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Holding | None = None) -> list[str]:
        return ["machine", "starts_on"] if obj else []

    def save_model(self, request: HttpRequest, obj: Holding, form: ModelForm, change: bool) -> None:
        _save(obj, form, keeping.hold, change=change)


class HireAdmin(NothingDeleted, NothingChanged, admin.ModelAdmin):
    """A payment is written once."""

    formfield_overrides = SECURE
    list_display = ["holding", "paid_by", "paid_on", "amount", "hours"]
    list_select_related = ["holding__machine", "holding__holder"]
    autocomplete_fields = ["holding"]
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Hire, form: ModelForm, change: bool) -> None:
        keeping.pay(obj)


def _save(obj: Machine | Holding, form: ModelForm, enter: object, *, change: bool) -> None:
    """The old figure must be read from the database: the form has overwritten it in `obj`."""
    if not change:
        enter(obj)
        return
    changed = {name: form.cleaned_data[name] for name in form.changed_data}
    keeping.change(type(obj).objects.get(pk=obj.pk), **changed)
