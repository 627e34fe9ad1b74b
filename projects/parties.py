"""Pages of what stands behind works: a programme, a supplier, a paper."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects import documents, programmes
from projects.models import Document, Programme, Project, Supplier

SHOWN = 50


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """What a programme is, what its sources say of each year, and how much of it is listed."""
    known = Programme.objects.select_related("umbrella", "successor")
    shown = get_object_or_404(known, code=code)
    works = Project.objects.of_programme(shown)
    context = {
        "programme": shown,
        "members": shown.members.all(),
        "predecessors": shown.predecessors.all(),
        "years": programmes.years(shown, works),
        "listed": works.count(),
    }
    return render(request, "projects/programme.html", context)


@require_safe
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """A firm: works it has contracts for, machines it holds, what it received and promised."""
    shown = get_object_or_404(Supplier, pk=pk)
    works = Project.objects.filter(contracts__supplier=shown).distinct().for_lists()
    page = Paginator(works, SHOWN).get_page(request.GET.get("page"))
    context = {
        "supplier": shown,
        "page": page,
        "works": page.object_list,
        "total": shown.contracts.aggregate(total=Sum("contract_value"))["total"],
        "unpublished": shown.contracts.filter(contract_value=None).count(),
        "subsidies": shown.subsidies.select_related("place", "source")[:SHOWN],
        "holdings": shown.holdings.select_related("machine__place")[:SHOWN],
        "pledges": shown.pledges.select_related("place")[:SHOWN],
    }
    return render(request, "projects/supplier.html", context)


@require_safe
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """A paper kept here. A picture is shown; a PDF is saved, so that no page of ours runs it."""
    kept = Document.objects.shown().exclude(file_name="")
    shown = get_object_or_404(kept, public_id=public_id)
    try:
        content = documents.content(shown)
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=shown.media_type)
    shown_as = "attachment" if shown.format == Document.Format.PDF else "inline"
    name = f"{shown.public_id}.{shown.format}"
    response["Content-Disposition"] = f'{shown_as}; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-cache"
    return response
