"""The life of a report in one table: each step, who may take it, and the log entry it writes."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    HELD = "held", _("waiting for a moderator")
    REFUSED = "refused", _("refused by a moderator")
    OPEN = "open", _("waiting for an answer")
    ANSWERED = "answered", _("answered")
    CLAIMED = "claimed", _("the office says it is done")
    RESOLVED = "resolved", _("confirmed as done")
    DISPUTED = "disputed", _("not done, say residents")
    CLOSED_UNOPPOSED = "closed_unopposed", _("closed, nobody objected")
    WITHDRAWN = "withdrawn", _("withdrawn by the reporter")


class Role(TextChoices):
    """The roles of the public log."""

    CITIZEN = "citizen", _("resident")
    OFFICE = "office", _("office")
    SUPERVISOR = "supervisor", _("supervisor")
    GROUP = "group", _("initiative group")
    MODERATOR = "moderator", _("moderator")
    OPERATOR = "operator", _("operator")
    SYSTEM = "system", _("the site")


class NotAllowed(Exception):
    """The report cannot go from its state to the one asked for."""


@dataclass(frozen=True)
class Step:
    """Who may take the step, and the kind of entry the public log gets."""

    by: frozenset[str]
    log_kind: str


def _step(log_kind: str, *roles: Role) -> Step:
    return Step(frozenset(roles), log_kind)


_PUBLISH = _step("report.published", Role.MODERATOR, Role.SYSTEM)
_REFUSE = _step("report.refused", Role.MODERATOR)
_WITHDRAW = _step("report.withdrawn", Role.CITIZEN)
_APPEAL = _step("appeal.filed", Role.CITIZEN)
_ANSWER = _step("reply.added", Role.OFFICE)
_CLAIM = _step("claim.made", Role.OFFICE)
_VERDICT = _step("verdict.given", Role.CITIZEN, Role.GROUP)
_CLOSE = _step("verdict.given", Role.SYSTEM)
_UNSAY = _step("verdict.given", Role.CITIZEN)
_REOPEN = _step("verdict.given", Role.CITIZEN)

NEXT: dict[str, dict[str, Step]] = {
    State.HELD: {State.OPEN: _PUBLISH, State.REFUSED: _REFUSE, State.WITHDRAWN: _WITHDRAW},
    State.REFUSED: {State.HELD: _APPEAL},
    State.OPEN: {State.ANSWERED: _ANSWER, State.CLAIMED: _CLAIM, State.WITHDRAWN: _WITHDRAW},
    State.ANSWERED: {State.CLAIMED: _CLAIM, State.WITHDRAWN: _WITHDRAW},
    State.CLAIMED: {
        State.RESOLVED: _VERDICT,
        State.DISPUTED: _VERDICT,
        State.CLOSED_UNOPPOSED: _CLOSE,
    },
    State.DISPUTED: {State.ANSWERED: _ANSWER, State.CLAIMED: _CLAIM},
    State.CLOSED_UNOPPOSED: {State.DISPUTED: _VERDICT},
    # Whoever takes the phone or the paper must not silence a report: its author can go back.
    # And what a group confirmed on site, its author may still see otherwise.
    State.RESOLVED: {State.CLAIMED: _UNSAY, State.DISPUTED: _REOPEN},
    State.WITHDRAWN: {
        State.HELD: _WITHDRAW,
        State.OPEN: _WITHDRAW,
        State.ANSWERED: _WITHDRAW,
    },
}

# States in which the office owes the next word.
OWED = frozenset({State.OPEN, State.DISPUTED})


def check(old: str, new: str, *, role: str) -> Step:
    """The step from one state to another. Raises NotAllowed when the role has none."""
    step = NEXT[old].get(new)
    if step is None or role not in step.by:
        raise NotAllowed(f"{old} to {new} by {role}")
    return step
