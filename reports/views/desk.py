"""The akim's desk: what must be answered, the most urgent first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.models import Office
from reports import access, desk, services, timeline
from reports.desk_forms import ReplyForm
from reports.models import Report
from reports.workflow import NotAllowed

SHOWN = 100


@require_safe
@never_cache
@sides.offices_only
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the user's own offices, with counts that choose what is shown."""
    mine = access.reports_of_desk(request)
    chosen = request.GET.get("box", "owed")
    context = {
        "offices": sides.offices_of(request.user).select_related("place"),
        "counts": desk.counts(mine),
        "box": chosen,
        "reports": desk.queue(mine, chosen)[:SHOWN],
    }
    return render(request, "desk/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report of the own office, with the form that answers it."""
    shown = access.report_to_answer(request, public_id)
    form = ReplyForm(
        request.POST or None, request.FILES or None, initial={"language": shown.language}
    )
    if request.method == "POST" and form.is_valid() and _answered(request, shown, form):
        following = desk.next_owed(access.reports_of_desk(request), shown)
        return redirect("desk:report", following.public_id) if following else redirect("desk:queue")
    words = timeline.whole(shown).words
    context = {"report": shown, "form": form, "office": shown.office, "words": words}
    return render(request, "desk/report.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, shown: Report, form: ReplyForm) -> bool:
    cleaned = form.cleaned_data
    try:
        services.post_reply(
            shown,
            author=request.user,
            office=_office(request, shown),
            reason=cleaned["reason"],
            text=cleaned["text"],
            language=cleaned["language"],
            proof=cleaned["photos"],
            is_claim=cleaned["is_claim"],
        )
    except NotAllowed:
        form.add_error(None, ValidationError(_("This report can no longer be answered this way.")))
        return False
    messages.success(request, _("Your answer is published."))
    return True


def _office(request: HttpRequest, shown: Report) -> Office:
    return sides.offices_of(request.user).get(pk=shown.office_id)
