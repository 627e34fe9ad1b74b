"""How lists are narrowed by place, on pages and in the API alike."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from oversight.models import Place


class PlaceField(forms.CharField):
    """A KATO code, understood as the place it means today."""

    default_error_messages = {"unknown": _("No place has this code.")}

    def clean(self, value: object) -> Place | None:
        code = super().clean(value)
        if not code:
            return None
        place = Place.objects.at(code)
        if place is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return place


class WithinPlaceFilter(django_filters.CharFilter):
    """Rows of a place and of everything inside it; of those that are not of a place themselves,
    `field_name` leads to it."""

    field_class = PlaceField

    def filter(self, rows: QuerySet, value: Place | None) -> QuerySet:
        if value is None:
            return rows
        if self.field_name == "place":
            return rows.below(value)
        return rows.filter(**{f"{self.field_name}__in": Place.objects.below(value)})


class CodeChoiceField(ModelChoiceField):
    """A row by its code. A NUL is in no code, and PostgreSQL would not even look for it."""

    def to_python(self, value: object) -> Model | None:
        if "\0" in str(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class CodeChoiceFilter(django_filters.ModelChoiceFilter):
    """Rows that belong to the one with this code."""

    field_class = CodeChoiceField


class PlaceFilter(django_filters.FilterSet):
    """Places by name, kind and what they stand in directly."""

    q = django_filters.CharFilter(label=_("Name"), method="named", max_length=100)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Place.Kind.choices)
    parent = django_filters.CharFilter(label=_("Inside"), method="inside", max_length=9)

    class Meta:
        model = Place
        fields: list[str] = []

    def named(self, places: QuerySet, name: str, value: str) -> QuerySet:
        """Left to search, which also says in which order."""
        return places

    def inside(self, places: QuerySet, name: str, value: str) -> QuerySet:
        return places.filter(parent__code=value, parent__valid_to=None)
