"""The desk's room for what residents ask to publish."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight.calendar import today
from projects import asking
from projects import services as register
from projects.models import Asking
from reports import access
from reports.deadlines import Deadlines
from reports.forms.asking import PublishForm, WhyNotForm

SHOWN = 100


@require_safe
@never_cache
@sides.offices_only
def askings(request: HttpRequest) -> HttpResponse:
    """What the user's offices are asked to publish, what is due first on top."""
    mine = access.askings_of_desk(request).order_by("answer_due_on", "public_id")
    context = {
        "offices": sides.offices_of(request.user).select_related("place"),
        "askings": mine[:SHOWN],
        "soon_on": Deadlines(today()).soon(),
    }
    return render(request, "desk/askings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request: publish the figure, or say why not."""
    shown = access.asking_to_answer(request, public_id)
    publishes = request.POST.get("action") == "publish"
    publish = PublishForm(request.POST if publishes else None, figure=shown.figure)
    why_not = WhyNotForm(
        request.POST if request.method == "POST" and not publishes else None,
        initial={"language": request.user.language},
    )
    for form, write in ((publish, _publish), (why_not, _say_why_not)):
        if form.is_valid() and write(request, shown, form):
            messages.success(request, _("It is published."))
            return redirect("desk:askings")
    context = {"asking": shown, "publish": publish, "why_not": why_not}
    is_refused = publish.errors or why_not.errors
    return render(request, "desk/asking.html", context, status=400 if is_refused else 200)


def _publish(request: HttpRequest, shown: Asking, form: Form) -> bool:
    cleaned = form.cleaned_data
    try:
        with transaction.atomic():
            register.publish_figure(
                shown.project, shown.figure, cleaned["value"], cited=cleaned["cited"]
            )
    except IntegrityError:
        form.add_error("value", _("The work cannot end before it begins."))
    return form.is_valid()


def _say_why_not(request: HttpRequest, shown: Asking, form: Form) -> bool:
    cleaned = form.cleaned_data
    try:
        asking.answer(
            shown,
            author=request.user,
            reason=cleaned["reason"],
            text=cleaned["text"],
            language=cleaned["language"],
        )
    except asking.Closed:
        form.add_error(None, _("This request has been answered meanwhile."))
    return form.is_valid()
