"""The desk's room for what final documents and gatherings ask of an office."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.calendar import today
from reports.deadlines import Deadlines
from reports.forms.dossiers import AnswerForm
from reports.groups import commitments
from reports.models import Commitment

SHOWN = 100


def _mine(request: HttpRequest) -> QuerySet[Commitment]:
    """What waits for the user's own offices."""
    waiting = Commitment.objects.open().filter(office__in=sides.offices_of(request.user))
    return waiting.select_related("office", "dossier__group", "gathering__place")


@require_safe
@never_cache
@sides.offices_only
def waiting(request: HttpRequest) -> HttpResponse:
    """What the user's offices owe a word on, what is due first on top."""
    context = {
        "offices": sides.offices_of(request.user).select_related("place"),
        "commitments": _mine(request).order_by("answer_due_on", "public_id")[:SHOWN],
        "soon_on": Deadlines(today()).soon(),
    }
    return render(request, "desk/commitments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of them, with the form that answers it."""
    shown = get_object_or_404(_mine(request), public_id=public_id)
    form = AnswerForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid() and _answered(request, shown, form):
        return redirect("desk:commitments")
    context = {"commitment": shown, "form": form}
    return render(request, "desk/commitment.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, shown: Commitment, form: AnswerForm) -> bool:
    cleaned = form.cleaned_data
    try:
        commitments.answer(
            shown,
            author=request.user,
            answer=cleaned["answer"],
            text=cleaned["text"],
            language=cleaned["language"],
        )
    except commitments.Closed:
        form.add_error(None, _("This request has been answered meanwhile."))
        return False
    messages.success(request, _("Your answer is published."))
    return True
