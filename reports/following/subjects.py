"""What can be followed and read on about: places, works, programmes, machines, groups, reports."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from oversight.models import InitiativeGroup, Place
from projects.models import Machine, Programme, Project
from reports import access
from reports.models import Follow, News, NewsQuerySet, Report
from reports.models.following import SUBJECTS

Thing = Place | Project | Programme | Machine | InitiativeGroup | Report


@dataclass(frozen=True)
class Subject:
    """One thing with what is new about it. `key` is what its addresses name it by."""

    kind: str
    key: str
    thing: Thing
    news: NewsQuerySet

    @property
    def name(self) -> str:
        """In the reader's language."""
        if isinstance(self.thing, Place):
            return self.thing.spoken
        if isinstance(self.thing, Project | Machine):
            return self.thing.title
        return self.thing.subject if isinstance(self.thing, Report) else self.thing.name

    @property
    def url(self) -> str:
        """Its own page."""
        return page_of(self.kind, self.key)

    @property
    def news_url(self) -> str:
        return reverse(f"{self.kind}-news", args=[self.key])

    @property
    def feed_url(self) -> str:
        return settings.SITE_URL + reverse(f"{self.kind}-feed", args=[self.key])

    @property
    def follow_url(self) -> str:
        return f"{reverse('follow')}?{self.kind}={self.key}"


def page_of(kind: str, key: str) -> str:
    """The address of the page of a place, work, programme, machine, group or report."""
    return reverse(_PAGES.get(kind, kind), args=[key])


def _place(code: str) -> Subject:
    place = Place.objects.at(code)
    if place is None:
        raise Http404
    return Subject("place", place.code, place, News.objects.of_place(place))


def _project(identifier: str) -> Subject:
    projects = Project.objects.select_related("place")
    project = get_object_or_404(projects, identifier=identifier)
    return Subject("project", identifier, project, News.objects.filter(project=project))


def _programme(code: str) -> Subject:
    programme = get_object_or_404(Programme, code=code)
    return Subject("programme", code, programme, News.objects.of_programme(programme))


def _machine(public_id: str) -> Subject:
    machine = get_object_or_404(Machine, public_id=public_id)
    return Subject("machine", public_id, machine, News.objects.filter(machine=machine))


def _group(slug: str) -> Subject:
    group = get_object_or_404(InitiativeGroup, slug=slug)
    return Subject("group", slug, group, News.objects.of_group(group))


def _report(public_id: str) -> Subject:
    report = access.public_report(public_id)
    return Subject("report", public_id, report, News.objects.filter(report=report))


_FIND: dict[str, Callable[[str], Subject]] = {
    "place": _place,
    "project": _project,
    "programme": _programme,
    "machine": _machine,
    "group": _group,
    "report": _report,
}
_PAGES = {"report": "report-detail"}
_KEYS = {
    **{"place": "code", "project": "identifier", "programme": "code"},
    **{"machine": "public_id", "group": "slug"},
}
FOLLOWED = SUBJECTS


def find(kind: str, key: str) -> Subject:
    """The thing of that kind and name; what is not there is 404."""
    return _FIND[kind](key)


def of_follow(follow: Follow) -> Subject:
    """What somebody follows, as it stands today; costs no query."""
    thing = follow.thing
    return Subject(follow.kind, getattr(thing, _KEYS[follow.kind]), thing, News.objects.none())
