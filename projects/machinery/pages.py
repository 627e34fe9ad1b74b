"""Pages of public machines: which there are, who holds one, and what residents see it do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from oversight import paging
from oversight.calendar import today
from projects import services
from projects.filters import MACHINE_ORDER, MachineFilter
from projects.machinery import life
from projects.models import Machine


@require_safe
def machines(request: HttpRequest) -> HttpResponse:
    """Public machines by their numbers, narrowed as the reader asks."""
    narrowed = MachineFilter(request.GET, queryset=Machine.objects.for_lists())
    rows = narrowed.qs if narrowed.is_valid() else Machine.objects.none()
    page = paging.page_asked_for(request, rows, MACHINE_ORDER)
    context = {
        "form": narrowed.form,
        "place": narrowed.form.cleaned_data.get("place") if narrowed.is_valid() else None,
        "machines": page.rows,
        **paging.neighbours(request, page),
        "query": paging.query_with(request, cursor=""),
    }
    return render(request, "projects/machines.html", context)


@require_safe
def machine(request: HttpRequest, public_id: str) -> HttpResponse:
    """One machine: who held it from when to when, on which terms, and what residents saw."""
    known = Machine.objects.select_related(
        "place__parent__parent__parent", "answering_office", "source"
    )
    shown = get_object_or_404(known, public_id=public_id)
    context = {
        "machine": shown,
        "place": shown.place,
        "life": life.of(shown, today()),
        "changes": shown.changes.filter(holding=None),
        "office": shown.answering_office or services.akims_office(shown.place),
    }
    return render(request, "projects/machine.html", context)
