"""What an office may do with one report besides answering: ask, take time, hand on, correct.

Each is a page of its own and of one shape: say what it means, ask, do it, go back to the queue.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from oversight.access import View
from reports import access, casework, questions, wordings
from reports.forms.casework import AskForm, CorrectForm, ExtendForm, ForwardForm
from reports.models import Reply, Report
from reports.workflow import NotAllowed

Thing = Report | Reply
Cleaned = dict[str, object]


@dataclass(frozen=True)
class Step:
    """One thing on a page of its own: what it is about, what it asks, what it does."""

    fetch: Callable[[HttpRequest, str], Thing]
    ask: Callable[[HttpRequest, Thing], forms.Form]
    do: Callable[[HttpRequest, Thing, Cleaned], object]
    title: Promise
    about: Promise
    label: Promise
    done: Promise

    @property
    def view(self) -> View:
        """For the own office alone."""
        allowed = sides.offices_only(self._answer)
        return require_http_methods(["GET", "HEAD", "POST"])(never_cache(allowed))

    def _answer(self, request: HttpRequest, public_id: str) -> HttpResponse:
        thing = self.fetch(request, public_id)
        form = self.ask(request, thing)
        if request.method == "POST" and form.is_valid() and self._is_done(request, thing, form):
            messages.success(request, self.done)
            return redirect("desk:queue")
        report = thing.report if isinstance(thing, Reply) else thing
        context = {"report": report, "office": report.office, "form": form, "step": self}
        return render(request, "desk/step.html", context, status=400 if form.errors else 200)

    def _is_done(self, request: HttpRequest, thing: Thing, form: forms.Form) -> bool:
        try:
            self.do(request, thing, form.cleaned_data)
        except NotAllowed:
            form.add_error(None, ValidationError(_("This can no longer be done.")))
            return False
        return True


def _extend(request: HttpRequest, report: Report, cleaned: Cleaned) -> None:
    casework.extend_term(
        report,
        author=request.user,
        office=report.office,
        reason=cleaned["reason"],
        text=cleaned["text"],
        until=cleaned["until"],
    )


def _forward(request: HttpRequest, report: Report, cleaned: Cleaned) -> None:
    casework.forward_report(
        report,
        author=request.user,
        office=report.office,
        to_office=cleaned["to_office"],
        text=cleaned["text"],
    )


def _ask(request: HttpRequest, report: Report, cleaned: Cleaned) -> None:
    questions.ask(
        report,
        author=request.user,
        office=report.office,
        about=cleaned["about"],
        text=cleaned["text"],
        language=get_language(),
    )


def _correct(request: HttpRequest, reply: Reply, cleaned: Cleaned) -> None:
    wordings.correct_reply(
        reply,
        author=request.user,
        reason=cleaned["reason"],
        text=cleaned["text"],
        language=cleaned["language"],
    )


def _correct_form(request: HttpRequest, reply: Reply) -> CorrectForm:
    said = {"reason": reply.reason, "text": reply.text, "language": reply.language}
    return CorrectForm(request.POST or None, initial=said)


# More time, once, before the answer is late, with a reason that everybody reads.
extend = Step(
    fetch=access.owed_report,
    ask=lambda request, report: ExtendForm(request.POST or None, report=report),
    do=_extend,
    title=gettext_lazy("Ask for more time"),
    about=gettext_lazy(
        "Once for each report, and only before the answer is late. Everybody reads why."
    ),
    label=gettext_lazy("Move the day"),
    done=gettext_lazy("The day is moved, and everybody sees why."),
).view

# To the office whose it is; the trail is public and the clock runs on.
forward = Step(
    fetch=access.owed_report,
    ask=lambda request, report: ForwardForm(request.POST or None, report=report),
    do=_forward,
    title=gettext_lazy("Hand it to another office"),
    about=gettext_lazy(
        "The days run on, and everybody sees who handed it to whom. It cannot come back."
    ),
    label=gettext_lazy("Hand it on"),
    done=gettext_lazy("The report lies with the other office now."),
).view

# A question to somebody whom the site does not know: the receipt carries it.
ask = Step(
    fetch=access.report_to_answer,
    ask=lambda request, report: AskForm(request.POST or None),
    do=_ask,
    title=gettext_lazy("Ask the reporter"),
    about=gettext_lazy(
        "The reporter reads it with the receipt code, if ever. The days run on meanwhile."
    ),
    label=gettext_lazy("Ask"),
    done=gettext_lazy("The question waits for the reporter."),
).view

# An own answer in better words; the earlier ones stay readable.
correct = Step(
    fetch=access.own_reply,
    ask=_correct_form,
    do=_correct,
    title=gettext_lazy("Correct your answer"),
    about=gettext_lazy("The earlier words stay readable below the new ones."),
    label=gettext_lazy("Publish the correction"),
    done=gettext_lazy("The correction is published."),
).view
