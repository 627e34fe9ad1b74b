"""The Django admin of places: editions of the classifier, what they ask, sources of figures."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oversight.admin_site import (
    ADDRESSES,
    NothingAdded,
    NothingDeleted,
    ReadOnly,
    ToldToTheLog,
    column,
)
from oversight.models import Place, PlacePopulation, PlaceQuestion
from oversight.places import decisions


class DataSourceAdmin(NothingAdded, NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """Sources come with what is imported from them, and keep the name by which imports and the
    public log know them; here their terms are put right."""

    list_display = ["name", "licence", "imported_on"]
    search_fields = ["name"]
    readonly_fields = ["name", "imported_on"]
    formfield_overrides = ADDRESSES


class PopulationInline(ReadOnly, admin.TabularInline):
    """What `manage.py import_population` read, the newest year first."""

    model = PlacePopulation


class PlaceForm(forms.ModelForm):
    def clean_successor(self) -> Place | None:
        successor = self.cleaned_data["successor"]
        if successor and successor.valid_to:
            raise ValidationError(_("Choose a place that the classifier knows today."))
        return successor


class EditionAdmin(ReadOnly, admin.ModelAdmin):
    """What `manage.py import_places` took in."""

    list_display = ["day", "imported_on", "new", "renamed", "moved", "gone", "reused"]


class DecisionForm(forms.ModelForm):
    """One answer, given once: what follows from it cannot be taken back by a click."""

    class Meta:
        model = PlaceQuestion
        fields = ["answer"]
        widgets = {"answer": forms.RadioSelect}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "answer" in self.fields:
            self.fields["answer"].choices = PlaceQuestion.Answer.choices
            self.fields["answer"].required = True


class PlaceQuestionAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Where an edition's name and code disagree: is it one place, or are they two?"""

    form = DecisionForm
    list_display = ["place_code", "place_name", "code", "name_kk", "name_ru", "edition", "answer"]
    list_display_links = ["place_code", "place_name"]
    list_filter = ["answer", "is_past", "edition"]
    list_select_related = ["place"]
    fields = [
        *("place", "inside", "edition", "is_past", "code", "kind", "name_kk", "name_ru"),
        *("answer", "decided_on", "decided_by"),
    ]
    readonly_fields = [name for name in fields if name != "answer"]

    @admin.display(description=_("known code"), ordering="place__code")
    def place_code(self, question: PlaceQuestion) -> str:
        return question.place.code

    @admin.display(description=_("known name"))
    def place_name(self, question: PlaceQuestion) -> str:
        return question.place.name_kk

    @admin.display(description=_("inside"))
    def inside(self, question: PlaceQuestion) -> str:
        return " › ".join(place.spoken for place in question.place.lineage[:-1])

    def has_change_permission(self, request: HttpRequest, obj: PlaceQuestion | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.answer)

    def save_model(
        self, request: HttpRequest, obj: PlaceQuestion, form: forms.ModelForm, change: bool
    ) -> None:
        decisions.decide(obj, form.cleaned_data["answer"], by=request.user)


class PlaceAdmin(NothingAdded, NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """Places and their names come from the classifier; here their people and their point are
    filled in."""

    list_display = ["code", column("spoken", _("name")), "kind", "population", "valid_to"]
    list_filter = ["kind", "invented", ("valid_to", admin.EmptyFieldListFilter)]
    search_fields = ["search_key"]
    fieldsets = [
        (
            _("From the classifier"),
            {
                "fields": [
                    "code",
                    "kind",
                    "parent",
                    "name_kk",
                    "name_ru",
                    "valid_from",
                    "valid_to",
                ],
                "description": _(
                    "A new name comes with its edition (manage.py import_places), which keeps the "
                    "former one for the search. Written here, the next edition would undo it."
                ),
            },
        ),
        (
            _("Filled in here"),
            {
                "fields": [
                    *("name_en", "latitude", "longitude", "point_source"),
                    *("population", "population_year", "population_source", "successor"),
                ]
            },
        ),
    ]
    readonly_fields = ["code", "kind", "parent", "name_kk", "name_ru", "valid_from", "valid_to"]
    autocomplete_fields = ["successor"]
    form = PlaceForm
    inlines = [PopulationInline]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Place | None = None) -> list[str]:
        """Only a place that is gone can have a successor."""
        is_gone = obj is not None and obj.valid_to is not None
        return self.readonly_fields if is_gone else [*self.readonly_fields, "successor"]

    def save_model(
        self, request: HttpRequest, obj: Place, form: forms.ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if "successor" in form.changed_data:
            decisions.succeed(obj, obj.successor)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, term: str
    ) -> tuple[QuerySet, bool]:
        """By the beginning of the code, or by the name in any script."""
        if term.isdecimal():
            return queryset.filter(code__startswith=term), False
        return (queryset.named(term) if term else queryset), False
