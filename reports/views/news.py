"""What is new about a place, a work, a programme, a group or a report: a page, and an Atom feed."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from oversight import paging
from oversight.calendar import midnight
from reports.following import subjects
from reports.models import News, NewsQuerySet

FED = 50
KEPT = 600  # seconds
ORDER = paging.Order("-id", "id")


@require_safe
def page(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Everything that became public, newest first."""
    subject = subjects.find(kind, key)
    found = _page(_told(subject.news), request.GET.get("cursor", ""))
    context = {
        "subject": subject,
        "news": found.rows,
        "next": found.next and paging.query_with(request, cursor=found.next),
        "previous": found.previous and paging.query_with(request, cursor=found.previous),
    }
    return render(request, "reports/news.html", context)


def _page(news: NewsQuerySet, cursor: str) -> paging.Page:
    """A cursor that this list did not make leads to its first page."""
    try:
        return paging.page(news, ORDER, cursor)
    except paging.BadCursor:
        return paging.page(news, ORDER)


def _told(news: NewsQuerySet) -> NewsQuerySet:
    about = (
        "project",
        "place",
        "report",
        "group",
        "dossier",
        "gathering",
        "pledge__firm",
        "machine",
        "term",
    )
    return news.select_related(*about)


@require_safe
@conditional_page
@cache_control(public=True, max_age=KEPT)
def feed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The newest fifty facts about one thing."""
    subject = subjects.find(kind, key)
    return _feed(
        _told(subject.news).newest_first()[:FED],
        title=_("What is new: %(title)s") % {"title": subject.name},
        link=settings.SITE_URL + subject.url,
        address=subject.feed_url,
    )


@require_safe
@conditional_page
@cache_control(public=True, max_age=KEPT)
def reports_feed(request: HttpRequest) -> HttpResponse:
    """The newest reports of the whole country."""
    reported = News.objects.filter(kind=News.Kind.REPORTED)
    if not request.demonstration:
        reported = reported.filter(place__invented=False)
    return _feed(
        _told(reported).newest_first()[:FED],
        title=_("What residents report"),
        link=settings.SITE_URL + reverse("home"),
        address=settings.SITE_URL + reverse("reports-feed"),
    )


def _feed(news: Iterable[News], *, title: str, link: str, address: str) -> HttpResponse:
    atom = Atom1Feed(
        title=title, link=link, description="", language=get_language(), feed_url=address
    )
    for one in news:
        moment = midnight(one.day)
        atom.add_item(
            title=f"{one.title}: {one.get_kind_display()}",
            link=settings.SITE_URL + one.url,
            description=one.place.spoken,
            unique_id=_identity(one),
            pubdate=moment,
            updateddate=moment,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _identity(news: News) -> str:
    """Stays for ever: the number of its entry in the public log, or the work that was listed; of
    a work that a paper names, both."""
    host = urlsplit(settings.SITE_URL).hostname
    if news.entry is None:
        return f"tag:{host},2026:work/{news.project.identifier}"
    cited = f"/{news.project.identifier}" if news.kind == News.Kind.CITED else ""
    return f"tag:{host},2026:log/{news.entry}{cited}"
