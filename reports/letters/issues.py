"""Which office gets which letter when, each frozen into a row before anything leaves.

A constraint allows one issue per office, kind and period; so two beats at once, or one that slept
for days, make no letter twice. Periods are days in Kazakhstan.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation

from oversight import calendar, jobs, public_log
from oversight.folding import fold
from oversight.models import Checkpoint, Office
from reports.letters import escalations, sorting
from reports.letters.digests import Digest
from reports.letters.escalations import Escalation
from reports.models import DigestIssue, Report

BATCH = 100
Kind = DigestIssue.Kind
Letters = Iterator[Digest] | Iterator[Escalation]
Make = Callable[[Iterable[Office], date], Letters]


def make_all(at: date) -> int:
    """Whatever is due on this day and was not made yet; returns how many letters were made."""
    return make_weekly(at) + make_escalations(at) + make_urgent(at) + make_first(at)


def make_weekly(at: date) -> int:
    """This week's digest of every office that can be reached, an empty one too: it shows that
    nothing was lost on the way."""
    return _make(_reachable(), sorting.weekly, Kind.WEEKLY, calendar.week_start(at), at)


def make_escalations(at: date) -> int:
    """This week's letter to every supervising office below which something is overdue."""
    above = _reachable().filter(supervised__isnull=False).distinct()
    return _make(above, escalations.of, Kind.ESCALATION, calendar.week_start(at), at)


def make_urgent(at: date) -> int:
    """The day's letter where something is due within three working days or overdue; on the day of
    the weekly one that says it all."""
    pressing = Report.objects.owed().filter(answer_due_on__lte=sorting.soon_on(at))
    offices = _reachable().filter(pk__in=pressing.values("office"))
    told = DigestIssue.objects.filter(kind=Kind.WEEKLY, made_on=at).values("office")
    return _make(offices.exclude(pk__in=told), sorting.urgent, Kind.URGENT, at, at)


def make_first(at: date) -> int:
    """At most once a day: there are reports of which no letter has told yet."""
    untold = Report.objects.owed().filter(office_told=False)
    offices = _reachable().filter(pk__in=untold.values("office"))
    return _make(offices, sorting.first, Kind.FIRST, at, at)


def _reachable() -> QuerySet[Office]:
    return Office.objects.filter(contact=Office.Contact.CONFIRMED)


def _make(offices: QuerySet[Office], make: Make, kind: str, period: date, at: date) -> int:
    made = DigestIssue.objects.filter(kind=kind, period_start=period).values("office")
    waiting = offices.exclude(pk__in=made).order_by("pk").iterator(chunk_size=BATCH)
    count = 0
    while batch := list(islice(waiting, BATCH)):
        count += _freeze(list(make(batch, at)), kind, period, at)
    return count


def _freeze(letters: list[Digest | Escalation], kind: str, period: date, at: date) -> int:
    """The letters of one batch, the jobs that send them, and what they told: together."""
    checkpoint = public_log.latest_checkpoint()
    kept = [letter for letter in letters if kind == Kind.WEEKLY or not letter.is_empty]
    issues = [_issue(letter, kind, period, at, checkpoint) for letter in kept]
    with transaction.atomic():
        DigestIssue.objects.bulk_create(issues, ignore_conflicts=True)
        waiting = DigestIssue.objects.filter(
            office__in=[letter.office for letter in kept], kind=kind, period_start=period
        )
        jobs.put("send_issue", *waiting.values_list("pk", flat=True))
        told = [pk for letter in kept if isinstance(letter, Digest) for pk in letter.told]
        Report.objects.filter(pk__in=told, office_told=False).update(office_told=True)
    return len(issues)


def _issue(
    letter: Digest | Escalation, kind: str, period: date, at: date, checkpoint: Checkpoint | None
) -> DigestIssue:
    subject, text, html = render(letter, period, checkpoint)
    return DigestIssue(
        office=letter.office,
        kind=kind,
        period_start=period,
        made_on=at,
        recipient=letter.office.email,
        subject=subject,
        text=text,
        html=html,
    )


def render(
    letter: Digest | Escalation, period: date, checkpoint: Checkpoint | None
) -> tuple[str, str, str]:
    """Subject, text and layout, in the office's language; the log's newest head at the foot makes
    each mailbox a witness."""
    name = "digest" if isinstance(letter, Digest) else "escalation"
    with translation.override(letter.office.language):
        context = {"digest": letter, "period": period, "checkpoint": checkpoint}
        context["site_url"] = settings.SITE_URL
        if isinstance(letter, Digest):
            context["sections"] = letter.rows()
        return (
            letter.subject(),
            fold(render_to_string(f"reports/email/{name}.txt", context)),
            render_to_string(f"reports/email/{name}.html", context),
        )
