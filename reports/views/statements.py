"""A firm that a report names is heard, through a moderator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from oversight.calendar import today
from reports import access, statements
from reports.forms.casework import StatementForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.moderators_only
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the firm's words beside the report, as they came."""
    report = access.public_to_moderate(request, public_id)
    form = StatementForm(request.POST or None, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("firm", "text", "language")}
        received_on = form.cleaned_data["received_on"]
        statements.show(report, received_on=received_on, moderator=request.user, **told)
        messages.success(request, _("Done. It stands in the public log with its reason."))
        return redirect("moderation:removal", public_id)
    context = {"report": report, "form": form, "show_by": statements.show_by(today())}
    return render(request, "moderation/statement.html", context, status=400 if form.errors else 200)
