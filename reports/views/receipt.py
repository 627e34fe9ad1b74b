"""The receipt: with the code, and with nothing else, the reporter's own report.

The code comes in the body of a POST only; the answer is a page, never an address with the code.
"""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import public_log
from oversight.origin import public_post
from reports import access, confirming, own, pressure, questions, services, timeline
from reports.forms.fields import refusal_sentence
from reports.forms.receipt import CodeForm, MessageForm, MorePhotosForm, VerdictForm
from reports.models import Confirmation, Report, Visibility
from reports.photos import drafts, uploads
from reports.removals import appeals, erasure
from reports.slips import Slip
from reports.views.public import tombstone
from reports.workflow import NotAllowed


class Refused(Exception):
    """What the reporter asked for cannot be done; the sentence says why."""


@public_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it show the report and do what its author asks."""
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if not form.is_valid():
        return _ask(request, form, status=400 if form.is_bound else 200)
    code = form.cleaned_data["receipt_code"]
    if request.POST.get("action") == "qr":
        return HttpResponse(Slip(code).qr_svg, content_type="image/svg+xml")
    if gone := _erased_by_others(code):
        return _gone(request, gone, code)
    report = _own(code)
    confirmation = None if report else access.own_confirmation(code)
    if confirmation:
        return _confirmed(request, confirmation, code)
    if report is None:
        form.add_error("receipt_code", _("There is no report for this code."))
        return _ask(request, form, status=404)
    return _act(request, report, code)


def _confirmed(request: HttpRequest, confirmation: Confirmation, code: str) -> HttpResponse:
    """The code of one who saw it too: the report as everybody sees it, and the way back."""
    if request.POST.get("action") == "take_back":
        confirming.take_back(confirmation)
    context = {"report": confirmation.report, "confirmation": confirmation, "slip": Slip(code)}
    return render(request, "reports/confirmed.html", context)


def _erased_by_others(code: str) -> Report | None:
    """After an own erasure the code is forgotten; after another its author is told why."""
    report = access.own_report(code)
    return report if report and report.visibility == Visibility.ERASED else None


def _gone(request: HttpRequest, gone: Report, code: str) -> HttpResponse:
    """Why it was erased and by whom, with the one appeal; asked twice, it stands as it stood."""
    if request.POST.get("action") == "appeal":
        with suppress(NotAllowed):
            appeals.appeal(gone)
    return tombstone(request, gone, can_appeal=appeals.against(gone), slip=Slip(code))


def _own(code: str) -> Report | None:
    """The report; an erased one is as unknown as one that never was."""
    report = access.own_report(code)
    return None if report and report.visibility == Visibility.ERASED else report


def _ask(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "reports/receipt.html", {"form": form}, status=status)


def _act(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    wish = request.POST.get("action", "")
    status, said = 200, {"asks": wish if wish in ASKED_TWICE else ""}
    try:
        ACTIONS.get(wish, _look)(request, report, code)
        said["notice"] = _notice(request, wish)
    except Refused as refusal:
        status, said["error"] = 400, str(refusal)
    except NotAllowed:
        status = 409
        said["error"] = _("This can no longer be done. The page shows how the report stands now.")
    return _show(request, code, said, status)


def _show(
    request: HttpRequest, code: str, said: dict[str, str | bool], status: int
) -> HttpResponse:
    report = _own(code)
    if report is None:
        return render(request, "reports/receipt_erased.html", {"languages": []})
    context = said | {
        "report": report,
        "own": own.view(report),
        "words": timeline.whole(report).words,
        "slip": Slip(code),
        "promise": public_log.promise_of(report.public_id),
    }
    return render(request, "reports/receipt_report.html", context, status=status)


def _notice(request: HttpRequest, wish: str) -> str:
    """What was done, in words; the phone's own queue tells which step it has brought."""
    done = request.POST.get("step", "") if wish == "arrived" else wish
    return str(NOTICES.get(done, ""))


def _look(request: HttpRequest, report: Report, code: str) -> None:
    pass


def _say_done(request: HttpRequest, report: Report, code: str) -> None:
    services.give_verdict(report, is_done=True, text=_words(request))


def _say_not_done(request: HttpRequest, report: Report, code: str) -> None:
    services.give_verdict(report, is_done=False, text=_words(request))


def _words(request: HttpRequest) -> str:
    form = VerdictForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["text"][0])
    return form.cleaned_data["text"]


def _answer(request: HttpRequest, report: Report, code: str) -> None:
    form = MessageForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["text"][0])
    questions.answer(report, form.cleaned_data["text"])


def _add_photos(request: HttpRequest, report: Report, code: str) -> None:
    if not own.view(report).can_add_photos:
        raise NotAllowed
    form = MorePhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(form.errors["photos"][0])
    try:
        for file in form.cleaned_data["photos"]:
            uploads.add(report, file.chunks(), code)
    except uploads.Refused as refusal:
        raise Refused(refusal_sentence(refusal.code)) from None
    except OSError:
        raise Refused(refusal_sentence(drafts.LATER)) from None


def _withdraw(request: HttpRequest, report: Report, code: str) -> None:
    services.withdraw_report(report)


def _appeal(request: HttpRequest, report: Report, code: str) -> None:
    appeals.appeal(report)


def _take_back(request: HttpRequest, report: Report, code: str) -> None:
    pressure.take_back(report)


def _pressed(request: HttpRequest, report: Report, code: str) -> None:
    pressure.note_pressure(report)


def _erase(request: HttpRequest, report: Report, code: str) -> None:
    erasure.erase_own(report)


# What cannot be undone, or not for long, is asked twice.
ASKED_TWICE = ("ask_to_withdraw", "ask_to_erase")
ACTIONS: dict[str, Callable[[HttpRequest, Report, str], None]] = {
    "done": _say_done,
    "not_done": _say_not_done,
    "photos": _add_photos,
    "answer": _answer,
    "withdraw": _withdraw,
    "appeal": _appeal,
    "take_back": _take_back,
    "pressed": _pressed,
    "erase": _erase,
}
NOTICES = {
    "done": gettext_lazy("Thank you. The report says now: confirmed as done."),
    "not_done": gettext_lazy("Thank you. The office must answer again."),
    "answer": gettext_lazy("Thank you. Only those who asked read your answer; it is not public."),
    "photos": gettext_lazy("The photos arrived and are being prepared."),
    "withdraw": gettext_lazy("The report is withdrawn."),
    "appeal": gettext_lazy("Another moderator will decide anew."),
    "take_back": gettext_lazy("Taken back. The report stands as it stood before."),
    "pressed": gettext_lazy("The report stands. Nobody is told of this."),
}
