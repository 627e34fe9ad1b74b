"""What an office may do with one report besides answering: ask, take time, hand on, correct."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from reports import access, casework, questions, wordings
from reports.forms.casework import AskForm, CorrectForm, ExtendForm, ForwardForm
from reports.models import Reply, Report
from reports.workflow import NotAllowed

Do = Callable[[dict[str, object]], object]


def _step(
    request: HttpRequest,
    report: Report,
    form: forms.Form,
    do: Do,
    *,
    title: str | Promise,
    about: str | Promise,
    label: str | Promise,
    done: str | Promise,
) -> HttpResponse:
    """One thing on a page of its own: say what it means, ask, do it, and go back to the report."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except NotAllowed:
            form.add_error(None, ValidationError(_("This can no longer be done.")))
        else:
            messages.success(request, done)
            return redirect("desk:queue")
    context = {
        "report": report,
        "office": report.office,
        "form": form,
        "title": title,
        "about": about,
        "label": label,
    }
    return render(request, "desk/step.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """More time, once, before the answer is late, with a reason that everybody reads."""
    report = access.owed_report(request, public_id)
    form = ExtendForm(request.POST or None, report=report)

    def do(cleaned: dict[str, object]) -> None:
        casework.extend_term(
            report,
            author=request.user,
            office=report.office,
            reason=cleaned["reason"],
            text=cleaned["text"],
            until=cleaned["until"],
        )

    return _step(
        request,
        report,
        form,
        do,
        title=_("Ask for more time"),
        about=_("Once for each report, and only before the answer is late. Everybody reads why."),
        label=_("Move the day"),
        done=_("The day is moved, and everybody sees why."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand the report to the office whose it is; the trail is public and the clock runs on."""
    report = access.owed_report(request, public_id)
    form = ForwardForm(request.POST or None, report=report)

    def do(cleaned: dict[str, object]) -> None:
        casework.forward_report(
            report,
            author=request.user,
            office=report.office,
            to_office=cleaned["to_office"],
            text=cleaned["text"],
        )

    return _step(
        request,
        report,
        form,
        do,
        title=_("Hand it to another office"),
        about=_("The days run on, and everybody sees who handed it to whom. It cannot come back."),
        label=_("Hand it on"),
        done=_("The report lies with the other office now."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """A question to somebody whom the site does not know: the receipt carries it."""
    report = access.report_to_answer(request, public_id)
    form = AskForm(request.POST or None)

    def do(cleaned: dict[str, object]) -> None:
        questions.ask(
            report,
            author=request.user,
            office=report.office,
            about=cleaned["about"],
            text=cleaned["text"],
            language=get_language(),
        )

    return _step(
        request,
        report,
        form,
        do,
        title=_("Ask the reporter"),
        about=_("The reporter reads it with the receipt code, if ever. The days run on meanwhile."),
        label=_("Ask"),
        done=_("The question waits for the reporter."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say an own answer in better words; the earlier ones stay readable."""
    reply = _own_reply(request, public_id)
    said = {"reason": reply.reason, "text": reply.text, "language": reply.language}
    form = CorrectForm(request.POST or None, initial=said)

    def do(cleaned: dict[str, object]) -> None:
        wordings.correct_reply(
            reply,
            author=request.user,
            reason=cleaned["reason"],
            text=cleaned["text"],
            language=cleaned["language"],
        )

    return _step(
        request,
        reply.report,
        form,
        do,
        title=_("Correct your answer"),
        about=_("The earlier words stay readable below the new ones."),
        label=_("Publish the correction"),
        done=_("The correction is published."),
    )


def _own_reply(request: HttpRequest, public_id: str) -> Reply:
    """An answer of the user's own office, on a report that is public."""
    mine = Reply.objects.filter(
        office__in=sides.offices_of(request.user), report__in=Report.objects.public()
    )
    return get_object_or_404(mine.select_related("report__office"), public_id=public_id)
