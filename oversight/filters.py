"""How lists are narrowed by place, on pages and in the API alike."""

from collections.abc import Mapping

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from drf_spectacular.utils import extend_schema_field

from oversight.models import InitiativeGroup, Office, Place

FIRST_YEAR, LAST_YEAR = 1991, 2100


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


class ParentFilter(django_filters.CharFilter):
    """Rows that stand in a place directly."""

    field_class = PlaceField

    def filter(self, rows: QuerySet, value: Place | None) -> QuerySet:
        return rows.filter(parent=value) if value else rows


class Tick(forms.CheckboxInput):
    """A box. Unlike Django's it tells "no" and "nothing said" apart, since addresses can."""

    def value_from_datadict(
        self, data: Mapping[str, str], files: Mapping[str, object], name: str
    ) -> str | None:
        return data.get(name)


class YesNoField(forms.Field):
    """True or false, as programs say it; a ticked box says "on"."""

    widget = Tick(check_test=lambda said: str(said).lower() in ("true", "on"))
    default_error_messages = {"invalid": _("Write true or false.")}
    said = {"true": True, "on": True, "false": False}

    def to_python(self, value: object) -> bool | None:
        if value in self.empty_values:
            return None
        word = str(value).lower()
        if word not in self.said:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self.said[word]


class YesNoFilter(django_filters.BooleanFilter):
    """Rows of which something is true, or false; any other word is refused."""

    field_class = YesNoField


@extend_schema_field({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})
class YearNumberFilter(django_filters.NumberFilter):
    """Rows of one year."""

    def __init__(self, **kwargs: object) -> None:
        bounds = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "decimal_places": 0}
        super().__init__(label=_("Year"), **bounds, **kwargs)


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
    parent = ParentFilter(label=_("Inside"), max_length=9)

    class Meta:
        model = Place
        fields: list[str] = []

    def named(self, places: QuerySet, name: str, value: str) -> QuerySet:
        """Left to search, which also says in which order."""
        return places


class OfficeFilter(django_filters.FilterSet):
    """Offices by place (with everything inside it) and kind."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9, method="within")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Office.Kind.choices)

    class Meta:
        model = Office
        fields: list[str] = []

    def within(self, offices: QuerySet, name: str, value: Place) -> QuerySet:
        return offices.filter(place__in=Place.objects.below(value))


class GroupFilter(django_filters.FilterSet):
    """Initiative groups by place (with everything inside it)."""

    place = WithinPlaceFilter(label=_("Place"), max_length=9, method="within")

    class Meta:
        model = InitiativeGroup
        fields: list[str] = []

    def within(self, groups: QuerySet, name: str, value: Place) -> QuerySet:
        return groups.filter(place__in=Place.objects.below(value))
