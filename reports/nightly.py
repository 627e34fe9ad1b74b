"""What the passing of a day changes."""

from datetime import date, timedelta

from django.contrib.sessions.backends.db import SessionStore

from oversight import traces
from oversight.calendar import today
from projects import documents, people
from projects import services as register
from projects.models import Project
from reports import drafts, public_files, quarantine, scrub, services, statistics, summaries
from reports.deadlines import OPPOSE
from reports.models import Removal, Report
from reports.workflow import State


def run(at: date | None = None) -> None:
    """Close what nobody opposed, refresh what counts days, sweep what nobody wants any more."""
    day = at or today()
    close_unopposed(day)
    refresh(day)
    drafts.sweep()
    quarantine.sweep()
    documents.sweep()
    public_files.follow_all()
    SessionStore.clear_expired()
    if Removal.objects.filter(
        action=Removal.Action.ERASE, on__gte=day - timedelta(days=1)
    ).exists():
        traces.rewrite(*scrub.TABLES)


def close_unopposed(day: date) -> int:
    """Claims that stood for thirty days without objection; returns how many were closed."""
    stale = Report.objects.filter(
        state=State.CLAIMED, claimed_on__lt=day - timedelta(days=OPPOSE)
    ).select_related("project", "place")
    for report in stale:
        services.close_unopposed(report)
    return len(stale)


def refresh(day: date) -> None:
    """What counts days: overdue and recent reports of works seen, the flags of all, the offices."""
    people.refresh()
    for project in Project.objects.select_related("place").iterator():
        if project.report_count:
            summaries.refresh_project(project)
        else:
            register.refresh_flags(project, day)
    statistics.rebuild(day)
