"""The akim's desk: what must be answered, the most urgent first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.calendar import today
from oversight.models import Office
from reports import access, casework, desk, enclosures, questions, services, timeline
from reports.filters import DeskFilter
from reports.forms.desk import PreviewForm, ReplyForm
from reports.models import Reply, ReplyTemplate, Report
from reports.workflow import NotAllowed

SHOWN = 100
MOST_PAGES = 100


@require_safe
@never_cache
@sides.offices_only
def queue(request: HttpRequest) -> HttpResponse:
    """The queue of the user's own offices, with counts that choose what is shown."""
    now, offices = desk.Desk.on(today()), sides.offices_of(request.user).select_related("place")
    mine = access.reports_of_offices(offices)
    narrowed = DeskFilter(request.GET, mine, offices=offices)
    chosen = request.GET.get("box", "owed")
    page = _page(request)
    found = list(now.queue(narrowed.qs, chosen)[page * SHOWN : (page + 1) * SHOWN + 1])
    context = {
        "offices": offices,
        "counts": now.counts(mine),
        "box": chosen if chosen in now.boxes else "owed",
        "soon_on": now.soon_on,
        "form": narrowed.form,
        "reports": found[:SHOWN],
        "page": page,
        "next": page + 1 if len(found) > SHOWN else None,
    }
    return render(request, "desk/queue.html", context)


def _page(request: HttpRequest) -> int:
    """Which hundred of the queue, counted from nothing; the queue itself moves all day."""
    asked = request.GET.get("page", "")
    return min(int(asked), MOST_PAGES) if asked.isdecimal() and len(asked) < 5 else 0


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report of the own office, with the form that answers it."""
    shown = access.report_to_answer(request, public_id)
    if request.POST.get("action") == "preview":
        return _preview(request, shown)
    template = _template(request, shown)
    form = ReplyForm(
        request.POST or None,
        request.FILES or None,
        report=shown,
        initial={"language": shown.language, **template},
    )
    if request.method == "POST" and form.is_valid() and _answered(request, shown, form):
        following = desk.next_owed(access.reports_of_desk(request), shown)
        return redirect("desk:report", following.public_id) if following else redirect("desk:queue")
    return _show(request, shown, form)


def _show(request: HttpRequest, shown: Report, form: ReplyForm) -> HttpResponse:
    context = {
        "report": shown,
        "form": form,
        "office": shown.office,
        "words": timeline.whole(shown).words,
        "questions": shown.questions.of_offices(),
        "templates": ReplyTemplate.objects.filter(office=shown.office_id),
        "may_extend": casework.may_extend(shown),
        "may_ask": questions.may_ask(shown),
        "soon_on": desk.Desk.on(today()).soon_on,
    }
    return render(request, "desk/report.html", context, status=400 if form.errors else 200)


def _template(request: HttpRequest, shown: Report) -> dict[str, str]:
    """The kept answer that was asked for, as a beginning to work on."""
    wanted = request.GET.get("template", "")
    kept = ReplyTemplate.objects.filter(office=shown.office_id)
    found = kept.filter(pk=wanted).first() if wanted.isdecimal() else None
    if found is None:
        return {}
    return {"text": found.text, "reason": found.reason, "language": found.language}


def _preview(request: HttpRequest, shown: Report) -> HttpResponse:
    """What everybody would see: nothing is kept or published."""
    form = PreviewForm(request.POST, report=shown)
    if not form.is_valid():
        return _show(request, shown, form)
    cleaned = form.cleaned_data
    reply = Reply(
        report=shown,
        office=shown.office,
        replied_on=today(),
        reason=cleaned["reason"],
        text=cleaned["text"],
        language=cleaned["language"],
        is_claim=cleaned["is_claim"],
    )
    context = {
        "report": shown,
        "reply": reply,
        "office": shown.office,
        "documents": [enclosures.preview(file) for file in request.FILES.getlist("documents")],
    }
    return render(request, "desk/preview.html", context)


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
            papers=cleaned["documents"],
            is_claim=cleaned["is_claim"],
        )
    except NotAllowed:
        form.add_error(None, ValidationError(_("This report can no longer be answered this way.")))
        return False
    messages.success(request, _("Your answer is published."))
    if cleaned["language"] != shown.language:
        messages.info(request, _("The report is written in another language than your answer."))
    return True


def _office(request: HttpRequest, shown: Report) -> Office:
    return sides.offices_of(request.user).get(pk=shown.office_id)
