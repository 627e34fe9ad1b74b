"""The Django admin of the ground floor: people, places, days, and the work of the site."""

from itertools import combinations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry as OperatorsDeed
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oversight import election_admin, group_admin, jobs, place_admin
from oversight.admin_site import NothingAdded, NothingDeleted, ReadOnly, ToldToTheLog, column
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
    PlaceQuestion,
    Posting,
    SecondFactor,
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


@admin.register(SecondFactor)
class SecondFactorAdmin(ReadOnly, admin.ModelAdmin):
    """That there is one, never what it is. A lost one is deleted, and its owner enrols anew;
    with a stolen one the account is closed as well, which ends its sessions at once."""

    list_display = fields = [
        column("user", _("user")),
        "kind",
        column("created_at", _("since")),
        column("last_used_at", _("last used")),
    ]
    list_select_related = ["user"]
    search_fields = ["user__email"]

    @admin.display(description=_("kind"))
    def kind(self, factor: SecondFactor) -> str:
        return factor.get_type_display()

    def has_delete_permission(self, request: HttpRequest, obj: SecondFactor | None = None) -> bool:
        return request.user.is_superuser


admin.site.register(DataSource, place_admin.DataSourceAdmin)
admin.site.register(Edition, place_admin.EditionAdmin)
admin.site.register(Place, place_admin.PlaceAdmin)
admin.site.register(PlaceQuestion, place_admin.PlaceQuestionAdmin)
admin.site.register(Election, election_admin.ElectionAdmin)
admin.site.register(ElectionFigure, election_admin.ElectionFigureAdmin)
admin.site.register(InitiativeGroup, group_admin.InitiativeGroupAdmin)
admin.site.register(GroupRequest, group_admin.GroupRequestAdmin)


# Places and days ------------------------------------------------------------------------------


class AkimTermFormSet(BaseInlineFormSet):
    """Terms that are written together do not overlap either."""

    def clean(self) -> None:
        super().clean()
        kept = [form.instance for form in self.forms if form.is_valid() and form.has_changed()]
        for one, two in combinations([term for term in kept if term.elected_on], 2):
            if one.elected_on != two.elected_on and one.overlaps(two):
                raise ValidationError(one.overlap_said(two))


class AkimTermInline(admin.TabularInline):
    model = AkimTerm
    formset = AkimTermFormSet
    extra = 0


@admin.register(Office)
class OfficeAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """The number is what `manage.py invite --office` asks for."""

    list_display = ["pk", column("name", _("name")), "kind", "place", "contact", "phone", "email"]
    list_display_links = ["pk", list_display[1]]
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
    list_display = ["key", "attempts", "error", "next_try_at", "dead_at", "done_at"]
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
