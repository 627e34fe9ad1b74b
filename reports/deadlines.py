"""Days by which somebody must act, on the working calendar with the operator's transfers."""

import time
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from oversight import calendar
from oversight.models import DayTransfer
from oversight.public_log import Part
from reports.models import ClockRule, Report

ANSWER = 15  # working days of the site's own rule, counted from the day after publication
DECISION = 3  # working days for a moderator
SOON = 3  # working days: what is due by then is said apart, on the desk and in letters
REMEMBERED = 60  # seconds
OPPOSE = 30  # days in which anybody may say that a claim is not true


@lru_cache(maxsize=1)
def own_rule(minute: int) -> ClockRule:
    """The site's own rule as the operators' row says; asked for once a minute, not per report."""
    found = ClockRule.objects.filter(code=ClockRule.PLATFORM).first()
    return found or ClockRule(days=ANSWER, unit=ClockRule.Unit.WORKING)


def due_parts(report: Report) -> list[Part]:
    """The day by which the office should answer, where there is one, for the public log."""
    due = report.answer_due_on
    return [Part("due", due.isoformat().encode())] if due else []


@dataclass(frozen=True)
class Deadlines:
    """The working calendar as it stands now; asks the database once."""

    start: date

    @cached_property
    def transfers(self) -> dict[date, bool]:
        return dict(DayTransfer.objects.values_list("day", "is_working"))

    @cached_property
    def version(self) -> str:
        """Which calendar the days were reckoned on, kept with each deadline."""
        return calendar.version(self.transfers)

    def rule_of(self, report: Report) -> ClockRule:
        """The regime of the report; the site's own where no other was named."""
        return report.regime or own_rule(int(time.monotonic()) // REMEMBERED)

    def due(self, rule: ClockRule, start: date) -> date:
        """The day of the answer when the clock of this rule began on that day."""
        if rule.unit == ClockRule.Unit.CALENDAR:
            return rule.calendar_day(start)
        return calendar.nth_working_day(start, rule.days, self.transfers)

    def answer_by(self) -> date:
        """What the site promises whoever files a report today."""
        return self.due(self.rule_of(Report()), self.start)

    def decide_by(self) -> date:
        return self.working_days(DECISION)

    def soon(self) -> date:
        """What is due by this day is due soon."""
        return self.working_days(SOON)

    def working_days(self, count: int) -> date:
        return calendar.nth_working_day(self.start, count, self.transfers)

    def make_public(self, report: Report) -> None:
        """Everybody may read the report; where it asks for an answer, the office's clock runs."""
        report.public_on = self.start
        if report.needs_answer:
            self.ask_for_answer(report)

    def ask_for_answer(self, report: Report) -> None:
        """The office owes an answer, reckoned from this day on this calendar."""
        report.clock_started_on = self.start
        report.answer_due_on = self.due(self.rule_of(report), self.start)
        report.calendar_version = self.version
        report.office_told = False
