"""Asking the office to publish what is missing: one tap, counted, and it needs an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from oversight import calendar, public_log, told_later
from oversight.calendar import today
from oversight.models import DayTransfer, User
from projects import flags
from projects.models import Asking, AskingDay, Figure, Project

ANSWER = 15  # working days, as for an answer to a report
AGAIN = timedelta(days=30)  # after a reasoned answer the same may be asked again
MOST_A_DAY = 100  # taps counted per request and day: a program is no crowd

FLAGS = {
    Figure.END: "end_not_published",
    Figure.SUM: "sum_not_published",
    Figure.SUPPLIER: "supplier_not_published",
}


class NotMissing(Exception):
    """The figure is published, or need not be."""


class TooSoon(Exception):
    """The office has answered this with a reason not long ago."""


class Closed(Exception):
    """The request has been answered meanwhile."""


@dataclass(frozen=True)
class Missing:
    """A figure that is not published: what was asked about it last, and whether one may ask."""

    project: Project
    figure: Figure
    asking: Asking | None
    may_ask: bool


def missing(project: Project, at: date) -> dict[str, Missing]:
    """What is not published of a work, by the code of its flag."""
    newest = {asking.figure: asking for asking in project.askings.all()}
    found = flags.reckon(project, at)
    return {
        code: Missing(project, figure, newest.get(figure), _may_ask(newest.get(figure), at))
        for figure, code in FLAGS.items()
        if code in found
    }


def _may_ask(asking: Asking | None, at: date) -> bool:
    is_fresh = asking and asking.state == Asking.State.ANSWERED and at < asking.closed_on + AGAIN
    return not is_fresh


def ask(project: Project, figure: Figure) -> Asking:
    """Count one tap; the first one opens the request, and the office's clock runs.

    Raises NotMissing and TooSoon.
    """
    lack = missing(project, today()).get(FLAGS[figure])
    if lack is None:
        raise NotMissing
    if not lack.may_ask:
        raise TooSoon
    try:
        return _ask(project, figure)
    except IntegrityError:
        # Two first taps at once: the other one has opened the request.
        return _ask(project, figure)


@transaction.atomic
def _ask(project: Project, figure: Figure) -> Asking:
    asking = project.askings.open().filter(figure=figure).first() or _open(project, figure)
    day, _made = AskingDay.objects.get_or_create(asking=asking, day=today())
    counted = AskingDay.objects.filter(pk=day.pk, count__lt=MOST_A_DAY).update(count=F("count") + 1)
    Asking.objects.filter(pk=asking.pk).update(asked_count=F("asked_count") + counted)
    asking.refresh_from_db()
    return asking


def _open(project: Project, figure: Figure) -> Asking:
    transfers = dict(DayTransfer.objects.values_list("day", "is_working"))
    asking = project.askings.create(
        figure=figure,
        office=project.answering_office,
        asked_on=today(),
        answer_due_on=calendar.nth_working_day(today(), ANSWER, transfers),
        calendar_version=calendar.version(transfers),
    )
    public_log.append(
        "confirmation.added",
        asking.public_id,
        role="citizen",
        ref=project.public_id,
        reason=f"publish_{figure}",
        parts=public_log.parts(_asked(asking)),
    )
    return asking


@transaction.atomic
def answer(asking: Asking, *, author: User, reason: str, text: str, language: str) -> Asking:
    """Say in public why the figure is not published. Raises Closed."""
    _close(
        asking,
        Asking.State.ANSWERED,
        author=author,
        reason=reason,
        reply=text,
        reply_language=language,
    )
    public_log.append(
        "reply.added",
        asking.public_id,
        role="office",
        ref=asking.project.public_id,
        reason=reason,
        parts=public_log.parts(_answered(asking)),
    )
    return asking


def close_published(projects: Iterable[Project], at: date) -> None:
    """What is published now was asked for with success; the dated change is its entry."""
    works = {project.pk: project for project in projects}
    for asking in Asking.objects.open().filter(project__in=works):
        if FLAGS[asking.figure] not in flags.reckon(works[asking.project_id], at):
            _close(asking, Asking.State.PUBLISHED)


def _close(asking: Asking, state: str, **fields: object) -> None:
    """Of two who answer at once the second is refused."""
    fields |= {"state": state, "closed_on": today(), "told_on": today()}
    if not Asking.objects.open().filter(pk=asking.pk).update(**fields):
        raise Closed
    for name, value in fields.items():
        setattr(asking, name, value)


# The log ------------------------------------------------------------------------------------


def catch_up() -> int:
    """Tell of requests what their entries of before did not commit to. Returns of how many."""
    return told_later.tell(Asking.objects.all(), "figure", _later)


def values(asking: Asking) -> dict[str, str]:
    """What the log commits to of a request and its answer, by name."""
    return _asked(asking) | _answered(asking)


def _asked(asking: Asking) -> dict[str, str]:
    return {
        "figure": asking.figure,
        "office": str(asking.office_id or ""),
        "due": asking.answer_due_on.isoformat(),
    }


def _answered(asking: Asking) -> dict[str, str]:
    return {"text": asking.reply, "answer": asking.reason}


def _later(asking: Asking) -> dict[str, str]:
    """What entries of before did not commit to: of the answer they had the words."""
    return _asked(asking) | {"answer": asking.reason}
