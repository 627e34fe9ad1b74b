"""The room in which groups and operators say which work an unlisted report is about."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reports import joining, registrars
from reports.forms.joining import JoinForm, NewWorkForm
from reports.models import Report

SHOWN = 100


@require_safe
@never_cache
@registrars.registrars_only
def unlisted(request: HttpRequest) -> HttpResponse:
    """Reports on works that are not listed, within the user's reach, newest first."""
    groups = registrars.groups_of_registrar(request)
    reports = registrars.unlisted_reports(request, groups).newest_first()
    context = {"reports": reports[:SHOWN], "groups": groups}
    return render(request, "reports/unlisted.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@registrars.registrars_only
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One such report: join it to a work, or register the work that it tells of."""
    shown = registrars.unlisted_report(request, public_id)
    action = request.POST.get("action")
    join = JoinForm(request.POST if action == "join" else None, report=shown)
    new = NewWorkForm(request.POST if action == "register" else None)
    for form, write in ((join, _join), (new, _register)):
        if form.is_valid() and write(request, shown, form):
            messages.success(request, _("The report belongs to this work now."))
            return redirect("project", shown.project.identifier)
    is_refused = request.method == "POST"
    context = {"report": shown, "join": join, "new": new}
    return render(request, "reports/unlisted_one.html", context, status=400 if is_refused else 200)


def _join(request: HttpRequest, shown: Report, form: Form) -> bool:
    group = registrars.group_of_registrar(request, shown)
    try:
        joining.join(shown, form.cleaned_data["project"], author=request.user, group=group)
    except joining.NotJoined:
        form.add_error(None, _("This report belongs to a work already."))
    return form.is_valid()


def _register(request: HttpRequest, shown: Report, form: Form) -> bool:
    group = registrars.group_of_registrar(request, shown)
    try:
        joining.register_from(shown, author=request.user, group=group, **form.cleaned_data)
    except joining.NotJoined:
        form.add_error(None, _("This report belongs to a work already."))
    return form.is_valid()
