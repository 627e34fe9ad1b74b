"""The lines of a letter to an office: one report each, in a few words."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.models import Place
from projects.models.project import Stage
from reports.models import Report


@dataclass(frozen=True)
class Line:
    """One report as a letter tells it."""

    title: str
    place: str
    seen: str
    when: str
    url: str


def _when(days: int | None) -> str:
    """How much time is left, in words."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", -days) % {
            "days": -days
        }
    if days == 0:
        return _("The answer is due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


class Words:
    """Puts reports into the words of one letter; what many have in common is said once."""

    def __init__(self, at: date) -> None:
        self.at = at
        self.seen = {code: _seen(stage) for code, stage in Stage.choices}
        self.when = cache(_when)
        self.place = cache(_spoken)
        self.desk = settings.SITE_URL + reverse("desk:report", args=["0"]).removesuffix("0/")

    def line(self, report: Report) -> Line:
        place = self.place(report.place)
        return Line(
            title=report.thing.title if report.thing else _("A work that is not listed"),
            place=place,
            seen=self.seen[report.stage],
            when=self.when(report.days_left(self.at)),
            url=f"{self.desk}{report.public_id}/",
        )


def _spoken(place: Place) -> str:
    return place.spoken


def _seen(stage: str) -> str:
    return _("Residents see: %(stage)s") % {"stage": stage}
