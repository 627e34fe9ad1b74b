"""Answers an office keeps at hand. None is ever published without somebody's hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight import access as sides
from reports.forms.casework import TemplateForm
from reports.models import ReplyTemplate


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def kept(request: HttpRequest) -> HttpResponse:
    """The kept answers of the user's offices, and the form that keeps one more."""
    offices = sides.offices_of(request.user)
    form = TemplateForm(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The answer is kept."))
        return redirect("desk:kept-answers")
    context = {
        "form": form,
        "templates": ReplyTemplate.objects.filter(office__in=offices).select_related("office"),
        "offices": offices,
    }
    return render(request, "desk/kept_answers.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sides.offices_only
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a kept answer, or keep it no longer."""
    offices = sides.offices_of(request.user)
    template = get_object_or_404(ReplyTemplate, pk=pk, office__in=offices)
    if request.POST.get("action") == "forget":
        template.delete()
        messages.success(request, _("The answer is kept no longer."))
        return redirect("desk:kept-answers")
    form = TemplateForm(request.POST or None, instance=template, offices=offices)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The answer is kept."))
        return redirect("desk:kept-answers")
    context = {"form": form, "template": template, "offices": offices}
    return render(request, "desk/kept_answer.html", context, status=400 if form.errors else 200)
