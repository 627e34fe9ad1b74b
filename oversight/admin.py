"""The Django admin of the ground floor: people, places, days, and the work of the site."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry as OperatorsDeed
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oversight import election_admin, group_admin, jobs
from oversight.admin_site import NothingAdded, NothingDeleted, ReadOnly
from oversight.models import (
    AccessEntry,
    AkimTerm,
    ApiKey,
    Appointment,
    DataSource,
    DayTransfer,
    Edition,
    Election,
    ElectionFigure,
    GroupRequest,
    InitiativeGroup,
    Invitation,
    Job,
    LogEntry,
    Office,
    Place,
    PlacePopulation,
    PlaceQuestion,
    Posting,
    User,
)
from oversight.places import decisions

# Addresses stand in User alone, sides in Appointment, and nobody may look at a second factor.
admin.site.unregister([EmailAddress, Authenticator, Group])

Found = tuple[QuerySet, bool]


# People ---------------------------------------------------------------------------------------


@admin.register(User)
class UserAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """People come by `manage.py invite`; here their account can be closed."""

    list_display = ["email", "name", "side", "language", "is_active", "last_login"]
    list_filter = ["appointment__side", "is_active", "language"]
    list_select_related = ["appointment"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "is_active", "joined_on", "last_login"]
    readonly_fields = ["email", "joined_on", "last_login"]

    @admin.display(description=_("side"), ordering="appointment__side")
    def side(self, user: User) -> str:
        return user.appointment.get_side_display() if user.side else ""


class PostingInline(admin.TabularInline):
    model = Posting
    autocomplete_fields = ["office"]
    extra = 0


@admin.register(Appointment)
class AppointmentAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """The side is chosen by the invitation; here clerks are moved between offices."""

    list_display = ["user", "side", "since"]
    list_filter = ["side"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    readonly_fields = ["user", "side", "since"]

    def get_inlines(
        self, request: HttpRequest, obj: Appointment | None
    ) -> list[type[PostingInline]]:
        """Only the office side has offices."""
        return [PostingInline] if obj and obj.side == Appointment.Side.OFFICE else []


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, admin.ModelAdmin):
    """A link that was lost or went astray is taken back by deleting it."""

    list_display = ["user", "expires_at", "used_at"]
    list_select_related = ["user"]
    fields = ["user", "expires_at", "used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return request.user.is_superuser


@admin.register(Authenticator)
class SecondFactorAdmin(ReadOnly, admin.ModelAdmin):
    """That there is one, never what it is. A lost one is deleted, and its owner enrols anew;
    with a stolen one the account is closed as well, which ends its sessions at once."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return request.user.is_superuser


admin.site.register(Election, election_admin.ElectionAdmin)
admin.site.register(ElectionFigure, election_admin.ElectionFigureAdmin)
admin.site.register(InitiativeGroup, group_admin.InitiativeGroupAdmin)
admin.site.register(GroupRequest, group_admin.GroupRequestAdmin)


# Places and days ------------------------------------------------------------------------------


@admin.register(DataSource)
class DataSourceAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Sources come with what is imported from them; here their terms are put right."""

    list_display = ["name", "licence", "imported_on"]
    search_fields = ["name"]
    readonly_fields = ["imported_on"]


class PopulationInline(ReadOnly, admin.TabularInline):
    """What `manage.py import_population` read, the newest year first."""

    model = PlacePopulation


class PlaceForm(forms.ModelForm):
    def clean_successor(self) -> Place | None:
        successor = self.cleaned_data["successor"]
        if successor and successor.valid_to:
            raise ValidationError(_("Choose a place that the classifier knows today."))
        return successor


@admin.register(Edition)
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


@admin.register(PlaceQuestion)
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


@admin.register(Place)
class PlaceAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Places and their names come from the classifier; here their people and their point are
    filled in."""

    list_display = ["code", "spoken", "kind", "population", "valid_to"]
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

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        """By the beginning of the code, or by the name in any script."""
        if term.isdecimal():
            return queryset.filter(code__startswith=term), False
        return (queryset.named(term) if term else queryset), False


class AkimTermInline(admin.TabularInline):
    model = AkimTerm
    extra = 0


@admin.register(Office)
class OfficeAdmin(NothingDeleted, admin.ModelAdmin):
    """The number is what `manage.py invite --office` asks for."""

    list_display = ["pk", "name", "kind", "place", "contact", "phone", "email"]
    list_display_links = ["name"]
    list_filter = ["contact", "kind", "language"]
    list_select_related = ["place"]
    search_fields = ["email"]
    autocomplete_fields = ["place", "supervisor"]
    readonly_fields = ["failing_since"]
    inlines = [AkimTermInline]
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        """By where it sits, in any script, or by its address or number."""
        if not term:
            return queryset, False
        here = Q(place__in=Place.objects.named(term)) | Q(email__icontains=term) | Q(bin=term)
        return queryset.filter(here), False


@admin.register(DayTransfer)
class DayTransferAdmin(admin.ModelAdmin):
    """A day entered or taken away has the open deadlines reckoned anew, in public."""

    list_display = ["day", "is_working", "source"]
    list_filter = ["is_working"]

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: DayTransfer, form: ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        jobs.put_again("recompute_deadlines", 0)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: DayTransfer) -> None:
        super().delete_model(request, obj)
        jobs.put_again("recompute_deadlines", 0)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        super().delete_queryset(request, queryset)
        jobs.put_again("recompute_deadlines", 0)


# The work of the site -------------------------------------------------------------------------


@admin.register(ApiKey)
class ApiKeyAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Keys are given by `manage.py give_api_key`; here they are ended, or get another limit."""

    list_display = ["name", "contact", "per_minute", "made_on", "ended_on"]
    fields = ["name", "contact", "per_minute", "made_on", "ended_on"]
    readonly_fields = ["made_on"]


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["key", "attempts", "next_try_at", "done_at", "dead_at", "error"]
    list_filter = ["kind", ("done_at", admin.EmptyFieldListFilter), "dead_at"]
    search_fields = ["key"]
    show_full_result_count = False


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["pk", "index", "kind", "object_id"]
    list_filter = ["kind"]
    search_fields = ["object_id"]
    fields = ["index", "kind", "object_id", "text"]
    show_full_result_count = False


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnly, admin.ModelAdmin):
    """Who opened held reports and who changed what: offices never see that there are such."""

    list_display = ["at", "user", "deed", "path", "status"]
    list_filter = ["deed", "user__appointment__side"]
    list_select_related = ["user"]
    search_fields = ["user__email", "path"]
    fields = ["at", "user", "deed", "path", "status"]
    show_full_result_count = False


@admin.register(OperatorsDeed)
class OperatorsDeedAdmin(ReadOnly, admin.ModelAdmin):
    """What operators did here, for the other operators."""

    list_display = ["action_time", "user", "content_type", "object_repr", "action_flag"]
    list_filter = ["action_flag"]
    list_select_related = ["user", "content_type"]
    fields = ["action_time", "user", "content_type", "object_repr", "change_message"]
