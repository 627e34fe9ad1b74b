"""The people of an office: a deputy is invited, a successor comes, somebody leaves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from oversight import staff
from reports.forms.office import InviteForm

SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def people(request: HttpRequest) -> HttpResponse:
    """Who works for the own offices and those below; a link is shown once, to be handed over."""
    wish = request.POST.get("action", "")
    if wish in ("again", "let_go"):
        return _change(request, wish)
    form = InviteForm(request.POST or None, offices=staff.offices_in_charge(request.user))
    invited = None
    if request.method == "POST" and form.is_valid():
        invited = _invite(form)
    return _show(request, form, invited)


def _show(request: HttpRequest, form: InviteForm, invited: staff.Invited | None) -> HttpResponse:
    context = {
        "offices": sides.offices_of(request.user),
        "postings": staff.postings(request.user)[:SHOWN],
        "form": form,
        "invited": invited,
    }
    return render(request, "desk/people.html", context, status=400 if form.errors else 200)


def _invite(form: InviteForm) -> staff.Invited | None:
    """The same sentence whoever it is: nobody learns here who has an account on which side."""
    cleaned = form.cleaned_data
    try:
        return staff.invite(
            cleaned["email"],
            office=cleaned["office"],
            name=cleaned["name"],
            language=cleaned["language"],
        )
    except staff.Refused:
        form.add_error("email", ValidationError(_("This address cannot be invited here.")))
        return None


def _change(request: HttpRequest, wish: str) -> HttpResponse:
    wanted = request.POST.get("posting", "")
    posting = get_object_or_404(
        staff.postings(request.user), pk=wanted if wanted.isdecimal() and len(wanted) < 16 else 0
    )
    if wish == "let_go":
        staff.let_go(posting)
        messages.success(request, _("The person works for this office no longer."))
        return redirect("desk:people")
    form = InviteForm(offices=staff.offices_in_charge(request.user))
    try:
        invited = staff.invite_again(posting)
    except staff.Refused:
        messages.error(request, _("This address cannot be invited here."))
        return redirect("desk:people")
    return _show(request, form, invited)
