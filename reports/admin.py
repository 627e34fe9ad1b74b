"""The Django admin of what people said: to look at, and only what the public may see.

Held and refused reports are the moderators' alone; contacts, receipts, salts and moderators'
notes are nobody's here. So each admin names its fields, and none can write.
"""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from oversight.admin_site import NothingDeleted, ReadOnly
from reports import ladder
from reports.models import (
    ClockRule,
    Decision,
    DigestIssue,
    DueChange,
    Forwarding,
    Photo,
    Question,
    Reply,
    Report,
    Tally,
    Verdict,
)


@admin.register(Report)
class ReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "kind", "stage", "place", "office", "state", "filed_on"]
    list_filter = ["state", "kind", "visibility", "stage"]
    list_select_related = ["place", "office"]
    search_fields = ["public_id", "project__identifier"]
    fields = [
        *("public_id", "kind", "project", "place", "office", "stage", "text", "language"),
        *("observed_on", "group", "state", "visibility", "needs_answer", "filed_on"),
        *("public_on", "answer_due_on", "answered_on", "claimed_on", "decided_on"),
    ]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(public_on__isnull=False)


@admin.register(Photo)
class PhotoAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "reply", "number", "state", "refusal", "day"]
    list_filter = ["state", "visibility"]
    list_select_related = ["report", "reply"]
    fields = ["public_id", "report", "reply", "number", "state", "refusal", "visibility", "day"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        shown = Q(report__public_on__isnull=False) | Q(reply__isnull=False)
        return super().get_queryset(request).filter(shown)


@admin.register(Reply)
class ReplyAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "office", "reason", "is_claim", "replied_on"]
    list_filter = ["is_claim", "reason"]
    list_select_related = ["report", "office"]
    search_fields = ["public_id", "report__public_id"]
    fields = [
        *("public_id", "report", "office", "is_claim", "reason", "text", "language", "replied_on")
    ]
    show_full_result_count = False


@admin.register(Verdict)
class VerdictAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "is_done", "group", "given_on"]
    list_filter = ["is_done"]
    list_select_related = ["report", "group"]
    fields = ["public_id", "report", "is_done", "group", "text", "given_on"]


@admin.register(ClockRule)
class ClockRuleAdmin(NothingDeleted, admin.ModelAdmin):
    """Days of a regime; a change holds for clocks that start after it."""

    list_display = ["code", "name", "days", "unit"]

    def get_readonly_fields(self, request: HttpRequest, obj: ClockRule | None = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(DueChange)
class DueChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "office", "cause", "old_due_on", "new_due_on"]
    list_filter = ["cause", "reason"]
    list_select_related = ["report", "office"]
    search_fields = ["public_id", "report__public_id"]
    fields = [
        *("public_id", "report", "office", "cause", "reason", "text", "old_due_on", "new_due_on"),
        *("calendar_version", "changed_on"),
    ]


@admin.register(Forwarding)
class ForwardingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "from_office", "to_office", "forwarded_on"]
    list_select_related = ["report", "from_office", "to_office"]
    search_fields = ["public_id", "report__public_id"]
    fields = ["public_id", "report", "from_office", "to_office", "text", "forwarded_on"]


@admin.register(Question)
class QuestionAdmin(ReadOnly, admin.ModelAdmin):
    """That something was asked and answered; the answer is the office's alone."""

    list_display = ["public_id", "report", "office", "about", "state", "asked_on"]
    list_filter = ["state", "about"]
    list_select_related = ["report", "office"]
    fields = ["public_id", "report", "office", "about", "state", "asked_on", "answered_on"]


@admin.register(Decision)
class DecisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "action", "reason", "moderator", "decided_on"]
    list_filter = ["action", "reason"]
    list_select_related = ["report", "moderator"]
    fields = ["public_id", "report", "action", "reason", "moderator", "decided_on"]


@admin.register(DigestIssue)
class DigestIssueAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["office", "kind", "period_start", "recipient", "state", "sent_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["office"]
    search_fields = ["recipient"]
    fields = ["office", "kind", "period_start", "recipient", "subject", "text", "state", "sent_at"]
    show_full_result_count = False


@admin.register(Tally)
class TallyAdmin(ReadOnly, admin.ModelAdmin):
    """The counters of the ladder; the rung itself stands above them."""

    list_display = ["subject", "hour", "count"]
    fields = ["subject", "hour", "count"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"subtitle": ladder.level().says})
