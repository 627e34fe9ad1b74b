"""Questions to a reporter who stays unknown: they pass through the receipt.

The clock of the answer runs on meanwhile. A question in own words is read by a moderator first, so
that nobody is fished out by "which house?"; so is an answer in which checks.py noticed something.

While a report is held a moderator may ask: that is no public fact, only moderators read the answer,
and the time to decide runs on.
"""

from django.db import IntegrityError, transaction

from oversight import jobs
from oversight.calendar import today
from oversight.models import Office, User
from reports import checks
from reports.models import Question, QuestionQuerySet, Report
from reports.workflow import NotAllowed, State

ASKABLE = frozenset({State.OPEN, State.ANSWERED, State.DISPUTED, State.CLAIMED})


def may_ask(report: Report) -> bool:
    """While the case is open, one question at a time."""
    is_busy = report.questions.filter(state__in=Question.OPEN).exists()
    return report.is_public and report.state in ASKABLE and not is_busy


def ask(
    report: Report, *, author: User, office: Office, about: str, language: str, text: str = ""
) -> Question:
    """Put one question of the list at once, one in own words through a moderator.

    Raises NotAllowed for a closed report, or while another question is open.
    """
    if not may_ask(report):
        raise NotAllowed(f"ask {report}")
    is_own = about == Question.About.OWN_WORDS
    try:
        with transaction.atomic():
            question = report.questions.create(
                office=office,
                author=author,
                about=about,
                text=text if is_own else "",
                language=language,
                state=Question.State.WAITING if is_own else Question.State.ASKED,
                asked_on=today(),
            )
            _tell(question)
    except IntegrityError:
        raise NotAllowed(f"ask {report} twice") from None
    return question


def may_ask_held(report: Report) -> bool:
    """While a moderator decides, one question at a time."""
    is_busy = report.questions.filter(state__in=Question.OPEN).exists()
    return report.state == State.HELD and not is_busy


def ask_held(
    report: Report, *, author: User, about: str, language: str, text: str = ""
) -> Question:
    """A moderator asks before deciding. Raises NotAllowed once it is decided, or while another
    question is open."""
    is_own = about == Question.About.OWN_WORDS
    try:
        with transaction.atomic():
            locked = Report.objects.select_for_update().get(pk=report.pk)
            if not may_ask_held(locked):
                raise NotAllowed(f"ask {report}")
            question = report.questions.create(
                author=author,
                about=about,
                text=text if is_own else "",
                language=language,
                state=Question.State.ASKED,
                asked_on=today(),
            )
            _tell(question)
    except IntegrityError:
        raise NotAllowed(f"ask {report} twice") from None
    return question


def _tell(question: Question) -> None:
    if question.is_open and question.report.contact_email:
        jobs.put("tell_question", question.pk)


def open_question(report: Report) -> Question | None:
    """What the reporter is asked now."""
    return _open(report).select_related("office").first()


def _open(report: Report) -> QuestionQuerySet:
    """A moderator's question is over once the report waits for nobody any more."""
    asked = report.questions.filter(state=Question.State.ASKED)
    return asked if report.state == State.HELD else asked.of_offices()


def answer(report: Report, text: str) -> Question:
    """The reporter answers, for the eyes of whoever asked. Raises NotAllowed when nothing is
    asked."""
    question = _open(report).first()
    if question is None:
        raise NotAllowed(f"answer {report}")
    waits = question.office_id and checks.found(text)
    state = Question.State.HELD if waits else Question.State.ANSWERED
    asked = Question.objects.filter(pk=question.pk, state=Question.State.ASKED)
    if not asked.update(answer=text, answered_on=today(), state=state):
        raise NotAllowed(f"answer {report}")
    question.refresh_from_db()
    return question
