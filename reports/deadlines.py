"""Days by which somebody must act, on the working calendar with the operator's transfers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from oversight import calendar
from oversight.models import DayTransfer
from reports.models import Report

ANSWER = 15  # working days for an office, counted from the day after publication
DECISION = 3  # working days for a moderator
SOON = 3  # working days: what is due by then is said apart, on the desk and in letters
OPPOSE = 30  # days in which anybody may say that a claim is not true


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

    def answer_by(self) -> date:
        return calendar.nth_working_day(self.start, ANSWER, self.transfers)

    def decide_by(self) -> date:
        return calendar.nth_working_day(self.start, DECISION, self.transfers)

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
        report.answer_due_on = self.answer_by()
        report.calendar_version = self.version
