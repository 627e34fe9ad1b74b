"""Words that moderators read: questions of offices, and what the site noticed something in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.models import User
from reports import access, conflicts, covering, masking, wordings
from reports.forms.casework import WordsForm
from reports.models import Reply
from reports.views import media
from reports.workflow import NotAllowed

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def words(request: HttpRequest) -> HttpResponse:
    """Everything that waits, each with what may be done about it."""
    if request.method == "POST":
        return _decide(request)
    own = conflicts.own(request.user)
    context = {
        "waiting": [one for one in wordings.waiting() if one.report.pk not in own],
        "reasons": masking.MASK_REASONS,
        "masked": [one for one in masking.masked() if one.report_id not in own],
        "covered": [one for one in covering.standing()[:SHOWN] if one.pk not in own],
        "lift_reasons": masking.LIFT_REASONS,
    }
    return render(request, "moderation/words.html", context)


@require_safe
@never_cache
@sides.moderators_only
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """A document that nobody but moderators may open yet."""
    return media.pdf(access.enclosure_to_read(request, public_id))


def _decide(request: HttpRequest) -> HttpResponse:
    form = WordsForm(request.POST)
    if form.is_valid() and _done(request.user, form.cleaned_data):
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("This can no longer be done."))
    return redirect("moderation:words")


def _done(user: User, sent: dict[str, str]) -> bool:
    kind, public_id = sent["kind"], sent["public_id"]
    if conflicts.is_own_words(kind, public_id, user):
        return False
    reason = sent["reason"] or masking.MASK_REASONS[0]
    try:
        if sent["action"] == "pass":
            wordings.let_pass(kind, public_id)
        elif sent["action"] == "keep":
            wordings.keep_back(kind, public_id, reason=reason)
        elif sent["action"] == "unmask":
            masking.unmask_reply(public_id, reason=reason)
        else:
            masking.mask_reply(public_id, words=sent["words"], reason=reason)
    except (NotAllowed, Reply.DoesNotExist):
        return False
    return True
