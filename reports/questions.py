"""Questions of an office to a reporter who stays unknown: they pass through the receipt.

The clock of the answer runs on meanwhile. A question in own words is read by a moderator first, so
that nobody is fished out by "which house?"; so is an answer in which checks.py noticed something.
"""

from django.db import IntegrityError, transaction

from oversight import jobs
from oversight.calendar import today
from oversight.models import Office, User
from reports import checks
from reports.models import Question, Report
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


def _tell(question: Question) -> None:
    if question.is_open and question.report.contact_email:
        jobs.put("tell_question", question.pk)


def open_question(report: Report) -> Question | None:
    """What the reporter is asked now."""
    asked = report.questions.filter(state=Question.State.ASKED)
    return asked.select_related("office").first()


def answer(report: Report, text: str) -> Question:
    """The reporter answers, for the office's eyes only. Raises NotAllowed when nothing is asked."""
    noticed = checks.found(text)
    state = Question.State.HELD if noticed else Question.State.ANSWERED
    asked = report.questions.filter(state=Question.State.ASKED)
    if not asked.update(answer=text, answered_on=today(), state=state):
        raise NotAllowed(f"answer {report}")
    return report.questions.exclude(answer="").last()
