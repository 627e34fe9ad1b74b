"""Public pages that everybody may read: the front page, a report, an office, the rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from oversight.models import AkimTerm, Election, Installation, Office, Place
from projects import flags
from projects.models import Project
from projects.unpublished import Unpublished
from reports import access, deadlines, rules, statistics, summaries, timeline
from reports.counting import terms
from reports.models import Report, Visibility

FEW = 4  # works and reports on the front page
NEWEST = 10  # reports on the page of an office
# What robots have no business with: forms, and what is behind a sign-in.
PRIVATE = ["/accounts/", "/admin/", "/api/", "/desk/", "/moderation/", "/*/receipt/", "/*/report/"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Find your village; what the site is; where works are late; what residents saw last."""
    tops = Place.objects.current().filter(parent=None).order_by("code")
    context = {
        "regions": [place for place in tops if not place.invented],
        "invented": [place for place in tops if place.invented],
        "works": _in_question(FEW),
        "reports": timeline.pictured(Report.objects.all(), FEW),
    }
    return render(request, "reports/home.html", context)


def _in_question(count: int) -> list[Project]:
    """Works to be looked at, those that residents looked at last on top.

    Asked in two parts, so that an index serves each.
    """
    works = Project.objects.in_question().for_lists()
    seen = works.filter(last_seen_on__isnull=False).order_by("-last_seen_on", "identifier")
    found = list(seen[:count])
    if len(found) < count:
        unseen = works.filter(last_seen_on=None).order_by("identifier")
        found += unseen[: count - len(found)]
    return found


@require_safe
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """One report with everything that followed it, and nothing that is private."""
    shown = access.once_public_report(public_id)
    if shown.visibility != Visibility.PUBLIC:
        return tombstone(request, shown)
    return render(request, "reports/report_detail.html", {"told": timeline.whole(shown)})


def tombstone(request: HttpRequest, gone: Report, **own: object) -> HttpResponse:
    """That a report was there, and why it can no longer be read; `own`: for its author alone."""
    context = {"report": gone, "removal": gone.removals.whole().last(), **own}
    return render(request, "reports/tombstone.html", context, status=410)


@require_safe
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """What an office was asked, and what it answered. Offices are never ranked."""
    offices = Office.objects.select_related("place__parent__parent__parent", "supervisor")
    shown = get_object_or_404(offices, pk=pk)
    asked = Report.objects.public().filter(office=shown)
    context = {
        "office": shown,
        "unpublished": Unpublished.of_works(shown.works_answered_for.all()),
        "answers": statistics.reckon(asked),
        "median_days": statistics.median_days(asked),
        "least": statistics.LEAST,
        "commitments": shown.commitments.shown().order_by("-asked_on", "-pk")[:NEWEST],
        "terms": shown.terms.all(),
        "letters": shown.digests.all()[:NEWEST],
        "reports": timeline.newest(asked)[:NEWEST],
    }
    return render(request, "reports/office.html", context)


@require_safe
def term(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """One akim's term, with its sheet once it is kept and no vote is near."""
    found = AkimTerm.objects.select_related("office__place")
    shown = get_object_or_404(found, office=pk, pk=term)
    context = {
        "term": shown,
        "office": shown.office,
        "sheet": terms.shown(shown, terms.Votes.on()),
        "election": Election.objects.running().touching(shown.office.place).first(),
    }
    return render(request, "reports/term.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is and is not, how differences are reckoned, how days are counted."""
    context = {
        "recent_days": summaries.RECENT.days,
        "flags": flags,
        "answer_days": deadlines.ANSWER,
        "decision_days": deadlines.DECISION,
        "oppose_days": deadlines.OPPOSE,
    }
    return render(request, "reports/about.html", context)


@require_safe
def moderation_rules(request: HttpRequest) -> HttpResponse:
    """The written rules: each reason for which a moderator may refuse a report."""
    context = {"rules": rules.RULES, "decision_days": deadlines.DECISION}
    return render(request, "reports/rules.html", context)


@require_safe
def short(request: HttpRequest, identifier: str) -> HttpResponse:
    """The address on a board leads to the work, or to the place, in the reader's language."""
    if Project.objects.filter(identifier=identifier).exists():
        response = redirect("project", identifier)
    elif Place.objects.at(identifier):
        response = redirect("place", identifier)
    else:
        raise Http404
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read the public pages of an open site, and nothing of a demonstration."""
    installation = Installation.current()
    is_closed = installation.demonstration or installation.opened_on is None
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (["/"] if is_closed else PRIVATE))]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
