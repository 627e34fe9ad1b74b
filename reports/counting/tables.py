"""What the numbers are counted of, row by row, so that anybody can count again."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from oversight import tables
from projects.models import Project
from reports.counting.periods import Period
from reports.counting.reckoning import counted
from reports.counting.scopes import Scope
from reports.models import Report

Row = Report | Project
Columns = dict[str, Callable[[Row], object]]

AT_ONCE = 1000

_REPORT = ("public_id", "public_on", "kind", "stage", "state", "needs_answer", "answer_due_on")
_REPORT += ("answered_on", "answered_in_time", "claimed_on", "decided_on")
_WORK = ("identifier", "status", "added_on", "last_seen_on", "budget_amount", "budget_shared")


def _own(*names: str) -> Columns:
    return {name: (lambda row, name=name: getattr(row, name)) for name in names}


REPORT_COLUMNS: Columns = _own(*_REPORT) | {
    "place": lambda report: report.place.code,
    "office": lambda report: report.office_id,
    "project": lambda report: report.project.identifier if report.project else "",
}
WORK_COLUMNS: Columns = _own(*_WORK) | {
    "in_question": lambda work: work.is_grave,
    "place": lambda work: work.place.code,
}


def of_reports(scope: Scope, period: Period, at: date) -> Iterator[str]:
    """The reports that are counted; `counted_on` is the day on which overdue is reckoned."""
    reports = counted(scope, period).select_related("place", "project").order_by("public_id")
    reports = reports.only(*_REPORT, "office", "place__code", "project__identifier")
    yield from _lines(reports.iterator(chunk_size=AT_ONCE), REPORT_COLUMNS, at)


def of_works(scope: Scope, at: date) -> Iterator[str]:
    """The works that are counted, as they stand today."""
    works = scope.works.select_related("place").order_by("identifier")
    works = works.only(*_WORK, "is_grave", "place__code")
    yield from _lines(works.iterator(chunk_size=AT_ONCE), WORK_COLUMNS, at)


def _lines(rows: Iterable[Row], columns: Columns, at: date) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([*columns, "counted_on"])
    for row in rows:
        yield writer.writerow([*(_cell(column(row)) for column in columns.values()), at])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> object:
    """Days as ISO, a blank for what is not known; no text is taken for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return tables.escaped(value) if isinstance(value, str) else value
