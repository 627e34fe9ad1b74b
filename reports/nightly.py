"""What the passing of a day changes."""

from contextlib import suppress
from datetime import date, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Exists, OuterRef, Q

from oversight import groups, jobs, papers, restating, traces
from oversight.calendar import today
from oversight.models import Edition, NameWord, PlaceQuestion
from projects import asking, documents, giving, list_imports, people
from projects import services as register
from projects.budgets import keeping as budgets
from projects.machinery import keeping as machinery
from projects.models import Machine, Project
from projects.models.stage import GRAVE, Stage
from reports import enclosures, objecting, services, statements, statistics, summaries, waiting
from reports.counting import terms
from reports.deadlines import OPPOSE
from reports.following import news, subscribing
from reports.groups import dossiers, gatherings, ties
from reports.letters import mailing
from reports.models import Photo, Removal, Report, Visibility
from reports.photos import drafts, public_files, quarantine
from reports.removals import scrub
from reports.workflow import NotAllowed, State


def run(at: date | None = None) -> None:
    """Close what nobody opposed, refresh what counts days, sweep what nobody wants any more."""
    day = at or today()
    restating.catch_up()
    machinery.catch_up()
    documents.catch_up()
    for kind in (budgets, giving, asking, gatherings, dossiers, ties):
        kind.catch_up()
    waiting.release_due(day)
    waiting.drop_unconfirmed(day)
    close_unopposed(day)
    ask_if_fixed(day)
    refresh(day)
    terms.freeze_due(day)
    terms.show_due(day)
    catch_up_with_places(day)
    NameWord.objects.weigh()
    groups.forget_contacts(day)
    statements.forget_contacts(day)
    objecting.forget_words(day)
    drafts.sweep()
    subscribing.sweep(day)
    news.sweep(day)
    quarantine.sweep()
    papers.sweep(documents.files() | enclosures.files())
    list_imports.sweep()
    public_files.follow_all()
    SessionStore.clear_expired()
    if Removal.objects.filter(
        action=Removal.Action.ERASE, on__gte=day - timedelta(days=1)
    ).exists():
        traces.rewrite(*scrub.TABLES)


def catch_up_with_places(day: date) -> None:
    """Reckon every summary again when the classifier, or what places are, has changed."""
    since = day - timedelta(days=1)
    decided = PlaceQuestion.objects.filter(decided_on__gte=since)
    if decided.exists() or Edition.objects.filter(imported_on__gte=since).exists():
        summaries.rebuild()


def close_unopposed(day: date) -> int:
    """Claims that stood for thirty days without objection; returns how many were closed."""
    stale = Report.objects.filter(
        state=State.CLAIMED, claimed_on__lt=day - timedelta(days=OPPOSE)
    ).exclude(_contradicted())
    closed = 0
    for report in stale.select_related("project", "machine", "place"):
        # Its reporter may say no in this very moment.
        with suppress(NotAllowed):
            services.close_unopposed(report)
            closed += 1
    return closed


def _contradicted() -> Exists:
    """A later photo of the same work or machine, by any resident, on which it is not done."""
    later = Report.objects.public().filter(
        Q(project=OuterRef("project")) | Q(machine=OuterRef("machine")),
        stage__in=(Stage.NOT_STARTED, *GRAVE),
        observed_on__gt=OuterRef("claimed_on"),
        photos__state=Photo.State.READY,
        photos__visibility=Visibility.PUBLIC,
    )
    return Exists(later.exclude(state=State.WITHDRAWN).exclude(pk=OuterRef("pk")))


def ask_if_fixed(day: date) -> None:
    """Reporters who left an address are asked once, a fortnight after the first answer."""
    answered = Report.objects.public().filter(state__in=[State.ANSWERED, State.CLAIMED])
    since = answered.filter(answered_on__lte=day - mailing.FORTNIGHT).exclude(contact_email="")
    jobs.put("ask_if_fixed", *since.values_list("pk", flat=True))


def refresh(day: date) -> None:
    """What counts days: overdue and recent reports of what was seen, flags of works, offices."""
    people.refresh()
    for machine in Machine.objects.filter(report_count__gt=0).iterator():
        summaries.refresh_machine(machine)
    for project in Project.objects.select_related("place").iterator():
        if project.report_count:
            summaries.refresh_project(project)
        else:
            register.refresh_flags(project, day)
    statistics.rebuild(day)
