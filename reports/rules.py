"""The written rules of moderation: a reason to refuse each, with what to write instead."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import Decision

Reason = Decision.Reason


@dataclass(frozen=True)
class Rule:
    """A reason for which a report is not published, why that is so, and how to write it."""

    code: str
    why: Promise
    instead: Promise

    @property
    def sentence(self) -> str:
        """The reason in the words in which a moderator gives it."""
        return str(Reason(self.code).label)


RULES = [
    Rule(
        Reason.PRIVATE_DATA,
        _("What is public once can be copied for ever, and it may harm somebody."),
        _(
            "Name the work, the office or the firm. Leave out people's names, telephone numbers, "
            "addresses, number plates and identity numbers."
        ),
    ),
    Rule(
        Reason.ACCUSATION,
        _("Whether somebody is guilty is for a court to say, and a wrong word can be punished."),
        _(
            "Say what you saw, where and when: “The tractor of the akim's office has ploughed a "
            "private field since Monday.”"
        ),
    ),
    Rule(
        Reason.NOT_ABOUT_WORKS,
        _("This site asks about public works and public machines; other bodies answer the rest."),
        _("Tell of a road, a pipe, a school, a clinic, a club, a tractor paid for in public."),
    ),
    Rule(
        Reason.INSULT,
        _("An insult answers no question, and gives the office a reason not to answer either."),
        _("Say the same without the insult. It will be published."),
    ),
    Rule(
        Reason.ADVERTISING,
        _("Neighbours come here to learn what is being built."),
        _("Leave out offers, prices and links."),
    ),
    Rule(
        Reason.UNREADABLE,
        _("An office can only answer what it understands."),
        _("Write in Kazakh, Russian or English what stands there and what does not; add a photo."),
    ),
]
