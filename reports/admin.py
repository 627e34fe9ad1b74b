"""The Django admin of what people said: to look at, and only what the public may see.

Held and refused reports are the moderators' alone; contacts, receipts, salts and moderators'
notes are nobody's here. So each admin names its fields, and none can write.
"""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oversight import public_log
from oversight.admin_site import NothingDeleted, ReadOnly, column
from oversight.calendar import today
from oversight.models import Office
from reports import ladder
from reports.letters import issues, sorting
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

    list_display = ["code", column("name", _("name")), "days", "unit"]

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
    """That an office asked something and was answered; the answer is the office's alone."""

    list_display = ["public_id", "report", "office", "about", "state", "asked_on"]
    list_filter = ["state", "about"]
    list_select_related = ["report", "office"]
    fields = ["public_id", "report", "office", "about", "state", "asked_on", "answered_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).of_offices()


@admin.register(Decision)
class DecisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["public_id", "report", "action", "reason", "moderator", "decided_on"]
    list_filter = ["action", "reason"]
    list_select_related = ["report", "moderator"]
    fields = ["public_id", "report", "action", "reason", "moderator", "decided_on"]


@admin.register(DigestIssue)
class DigestIssueAdmin(ReadOnly, admin.ModelAdmin):
    """The archive of letters to offices, and what an office would be told today."""

    list_display = ["office", "kind", "period_start", "state", "next_one", "recipient", "sent_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["office"]
    search_fields = ["recipient"]
    fields = ["office", "kind", "period_start", "recipient", "subject", "text", "state", "sent_at"]
    show_full_result_count = False

    @admin.display(description=gettext_lazy("what it would be told today"))
    def next_one(self, issue: DigestIssue) -> SafeString:
        address = reverse("admin:digest-preview", args=[issue.office_id])
        return format_html('<a href="{}">{}</a>', address, _("Look"))

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(require_safe(self.preview))
        return [path("preview/<int:pk>/", preview, name="digest-preview"), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The letter to one office as it would be frozen now; nothing is kept or sent."""
        office = get_object_or_404(Office, pk=pk)
        letter = next(sorting.weekly([office], today()))
        subject, text, _html = issues.render(letter, today(), public_log.latest_checkpoint())
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the office would be told today"),
            "office": office,
            "subject": subject,
            "text": text,
        }
        return render(request, "admin/digest_preview.html", context)


@admin.register(Tally)
class TallyAdmin(ReadOnly, admin.ModelAdmin):
    """The counters of the ladder; the rung itself stands above them."""

    list_display = ["subject", "hour", "count"]
    fields = ["subject", "hour", "count"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"subtitle": ladder.level().says})
