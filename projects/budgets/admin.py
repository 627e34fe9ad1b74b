"""The Django admin of local budgets."""

from django import forms
from django.contrib import admin
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from oversight.admin_site import NothingDeleted
from oversight.models import Place
from projects.budgets import cells, drafts, keeping, units
from projects.budgets.classification import FIGURES, Line
from projects.budgets.keeping import Wish
from projects.matching import Unreadable
from projects.models import BudgetLine, LocalBudget

_IDENTITY = ("place", "year", "version")


class LocalBudgetForm(forms.ModelForm):
    """A budget of a place that has one."""

    url = forms.URLField(
        label=_("address of the decision"), required=False, max_length=500, assume_scheme="https"
    )

    def clean_place(self) -> Place:
        place = self.cleaned_data["place"]
        if not units.is_unit(place):
            raise forms.ValidationError(units.why_not(place))
        return place


class BudgetLineForm(forms.ModelForm):
    """A line whose code may be set apart as decisions print it: `01 124 001`."""

    def clean_code(self) -> str:
        try:
            return cells.code(self.cleaned_data["code"])
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from None


class BudgetLineInline(admin.TabularInline):
    """The lines of the decision; what stood there before stays in the public history."""

    model = BudgetLine
    form = BudgetLineForm
    extra = 0
    fields = ["part", "code", "name", "amount"]


class LocalBudgetAdmin(NothingDeleted, admin.ModelAdmin):
    """What is entered or changed by hand is logged as what comes from lists."""

    form = LocalBudgetForm
    fieldsets = [
        (None, {"fields": [*_IDENTITY, "speaks", "does_not_add_up"]}),
        (_("decision"), {"fields": ["decided_on", "number", "act", "url", "note", "source"]}),
        (_("sums in tenge, as stated"), {"fields": list(FIGURES)}),
    ]
    inlines = [BudgetLineInline]
    list_display = [*_IDENTITY, "number", "income", "transfers", "expenditure", "speaks"]
    list_filter = ["version", "year", "speaks", "place__kind"]
    list_select_related = ["place"]
    search_fields = ["place__name_kk", "place__name_ru", "place__code", "number"]
    autocomplete_fields = ["place"]
    readonly_fields = ["speaks", "does_not_add_up"]
    show_full_result_count = False

    @admin.display(description=_("what does not add up"))
    def does_not_add_up(self, budget: LocalBudget) -> SafeString | str:
        if not budget.pk:
            return "–"
        told = ((drafts.sentence(difference),) for difference in budget.differences)
        return format_html_join("", "<p>{}</p>", told) or "–"

    def get_readonly_fields(
        self, request: HttpRequest, obj: LocalBudget | None = None
    ) -> list[str]:
        """Whose budget it is, and of which year, is said once."""
        return [*self.readonly_fields, *(_IDENTITY if obj else ())]

    def save_model(
        self, request: HttpRequest, obj: LocalBudget, form: ModelForm, change: bool
    ) -> None:
        """Written below, together with its lines: one budget is one entry of the public log."""

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: list[BaseInlineFormSet],
        change: bool,
    ) -> None:
        wish = Wish(form.instance, _lines(formsets[0]))
        if change:
            keeping.change([wish])
        else:
            keeping.enter([wish])


def _lines(formset: BaseInlineFormSet) -> list[Line]:
    """The lines as they shall stand, in the order of the form."""
    kept = [
        form for form in formset.forms if form.cleaned_data and form not in formset.deleted_forms
    ]
    formset.save(commit=False)  # so that Django can say what was added, changed and deleted
    return [
        Line(*(form.cleaned_data[name] for name in ("part", "code", "name", "amount")))
        for form in kept
    ]
