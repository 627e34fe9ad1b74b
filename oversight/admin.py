"""The Django admin of the ground floor: people, places, days, and the work of the site."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry as OperatorsDeed
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oversight.admin_site import NothingAdded, NothingDeleted, ReadOnly
from oversight.models import (
    Appointment,
    DataSource,
    DayTransfer,
    GroupMember,
    InitiativeGroup,
    Invitation,
    Job,
    LogEntry,
    Office,
    Place,
    PlacePopulation,
    Posting,
    User,
)

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


class MemberInline(NothingAdded, admin.TabularInline):
    """Members come by `manage.py invite --group`, which keeps clerks and moderators out."""

    model = GroupMember
    readonly_fields = ["user"]
    extra = 0


@admin.register(InitiativeGroup)
class InitiativeGroupAdmin(NothingDeleted, admin.ModelAdmin):
    list_display = ["slug", "name", "place"]
    list_select_related = ["place"]
    search_fields = ["slug", "name_kk", "name_ru", "name_en"]
    autocomplete_fields = ["place"]
    inlines = [MemberInline]


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


@admin.register(Place)
class PlaceAdmin(NothingAdded, NothingDeleted, admin.ModelAdmin):
    """Places come from the classifier; here their people and their point are filled in."""

    list_display = ["code", "spoken", "kind", "population", "valid_to"]
    list_filter = ["kind", "invented", ("valid_to", admin.EmptyFieldListFilter)]
    search_fields = ["search_key"]
    fields = [
        *("code", "kind", "parent", "name_kk", "name_ru", "name_en"),
        *("latitude", "longitude", "point_source"),
        *("population", "population_year", "population_source"),
        *("valid_from", "valid_to", "successor"),
    ]
    readonly_fields = ["code", "kind", "parent", "valid_from", "valid_to", "successor"]
    inlines = [PopulationInline]
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        """By the beginning of the code, or by the name in any script."""
        if term.isdecimal():
            return queryset.filter(code__startswith=term), False
        return (queryset.named(term) if term else queryset), False


@admin.register(Office)
class OfficeAdmin(NothingDeleted, admin.ModelAdmin):
    """The number is what `manage.py invite --office` asks for."""

    list_display = ["pk", "name", "kind", "place", "contact", "email"]
    list_display_links = ["name"]
    list_filter = ["contact", "kind", "language"]
    list_select_related = ["place"]
    search_fields = ["email"]
    autocomplete_fields = ["place", "supervisor", "deputy"]
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> Found:
        """By where it sits, in any script, or by its address or number."""
        if not term:
            return queryset, False
        here = Q(place__in=Place.objects.named(term)) | Q(email__icontains=term) | Q(bin=term)
        return queryset.filter(here), False


@admin.register(DayTransfer)
class DayTransferAdmin(admin.ModelAdmin):
    list_display = ["day", "is_working", "source"]
    list_filter = ["is_working"]


# The work of the site -------------------------------------------------------------------------


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


@admin.register(OperatorsDeed)
class OperatorsDeedAdmin(ReadOnly, admin.ModelAdmin):
    """What operators did here, for the other operators."""

    list_display = ["action_time", "user", "content_type", "object_repr", "action_flag"]
    list_filter = ["action_flag"]
    list_select_related = ["user", "content_type"]
    fields = ["action_time", "user", "content_type", "object_repr", "change_message"]
