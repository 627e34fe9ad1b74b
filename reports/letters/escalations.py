"""What a supervising office is told each week: where below it answers are overdue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.models import Installation, Office
from reports.models import Report

SHOWN = 60  # offices of one letter
_DEPTH = ("supervisor", "supervisor__supervisor")  # a region's office is two steps up


@dataclass(frozen=True)
class Late:
    """An office below, with how many answers are overdue and by how many days the worst."""

    office: Office
    count: int
    days: int

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("office", args=[self.office.pk])

    @property
    def call(self) -> str:
        """Whom no letter reaches is called; empty for the others."""
        if self.office.gets_letters:
            return ""
        if not self.office.phone:
            return _("No letter reaches it, and no telephone is known")
        return _("No letter reaches it: call %(phone)s") % {"phone": self.office.phone}

    @property
    def told(self) -> str:
        return ngettext(
            "%(count)d answer is overdue", "%(count)d answers are overdue", self.count
        ) % {"count": self.count}

    @property
    def oldest(self) -> str:
        return ngettext(
            "The oldest has been due for %(days)d day",
            "The oldest has been due for %(days)d days",
            self.days,
        ) % {"days": self.days}


@dataclass(frozen=True)
class Escalation:
    """The letter to one supervising office."""

    office: Office
    late: list[Late]
    demonstration: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.late

    @property
    def shown(self) -> list[Late]:
        return self.late[:SHOWN]

    @property
    def left_out(self) -> int:
        return max(0, len(self.late) - SHOWN)

    @property
    def desk_url(self) -> str:
        return settings.SITE_URL + reverse("desk:below")

    def subject(self) -> str:
        count = sum(late.count for late in self.late)
        if not count:
            return _("Nothing is overdue below you")
        return ngettext(
            "%(count)d answer below you is overdue",
            "%(count)d answers below you are overdue",
            count,
        ) % {"count": count}


def below(offices: Iterable[Office]) -> Q:
    """Offices that one of these supervises, itself or through another."""
    found = Q()
    for path in _DEPTH:
        found |= Q(**{f"{path}__in": offices})
    return found


def of(offices: Iterable[Office], at: date) -> Iterator[Escalation]:
    """The letters to these offices, in a constant number of queries."""
    offices = list(offices)
    late = {office.pk: [] for office in offices}
    for found in _late(offices, at):
        for above in _above(found.office):
            if above in late:
                late[above].append(found)
    demonstration = Installation.current().demonstration
    for office in offices:
        yield Escalation(office, late[office.pk], demonstration)


def _late(offices: list[Office], at: date) -> list[Late]:
    """The offices below with something overdue, the oldest first."""
    overdue = Report.objects.overdue(at).filter(
        office__in=Office.objects.filter(below(offices)).values("pk")
    )
    found = list(overdue.values("office").annotate(count=Count("pk"), oldest=Min("answer_due_on")))
    by_pk = Office.objects.select_related("supervisor").in_bulk([row["office"] for row in found])
    found.sort(key=lambda row: (row["oldest"], row["office"]))
    return [Late(by_pk[row["office"]], row["count"], (at - row["oldest"]).days) for row in found]


def _above(office: Office) -> list[int]:
    above = [office.supervisor_id]
    if office.supervisor:
        above.append(office.supervisor.supervisor_id)
    return [pk for pk in above if pk]
