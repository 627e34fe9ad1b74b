"""Under which rule of the law a report came: said by people who are none of the offices."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from reports import access, casework
from reports.forms.casework import ClockForm
from reports.workflow import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.arbiters_only
def clock(request: HttpRequest, public_id: str) -> HttpResponse:
    """A document came with the report, for which the law has days of its own."""
    report = access.owed_to_public(request, public_id)
    form = ClockForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            casework.set_regime(
                report,
                rule=form.cleaned_data["rule"],
                arrived_on=form.cleaned_data["arrived_on"],
                text=form.cleaned_data["text"],
                author=request.user,
                role=request.user.side,
            )
        except NotAllowed:
            form.add_error(None, ValidationError(_("This can no longer be done.")))
        else:
            messages.success(request, _("Done. It stands in the public log with its reason."))
            return redirect("moderation:removal", public_id)
    context = {"report": report, "form": form}
    return render(request, "moderation/clock.html", context, status=400 if form.errors else 200)
