"""What the numbers are counted of, row by row, so that anybody can count again."""

from collections.abc import Iterator
from datetime import date

from oversight import streams
from reports.counting.periods import Period
from reports.counting.reckoning import counted
from reports.counting.scopes import Scope

_REPORT = ("public_id", "public_on", "kind", "stage", "state", "needs_answer", "answer_due_on")
_REPORT += ("answered_on", "answered_in_time", "claimed_on", "decided_on")
_WORK = ("identifier", "status", "added_on", "last_seen_on", "budget_amount", "budget_shared")


REPORT_COLUMNS: streams.Columns = streams.own(*_REPORT) | {
    "place": lambda report: report.place.code,
    "office": lambda report: report.office_id,
    "project": lambda report: report.project.identifier if report.project else "",
}
WORK_COLUMNS: streams.Columns = streams.own(*_WORK) | {
    "in_question": lambda work: work.is_grave,
    "place": lambda work: work.place.code,
}


def of_reports(scope: Scope, period: Period, at: date) -> Iterator[str]:
    """The reports that are counted; `counted_on` is the day on which overdue is reckoned."""
    reports = counted(scope, period).select_related("place", "project").order_by("public_id")
    reports = reports.only(*_REPORT, "office", "place__code", "project__identifier")
    return streams.csv_lines(
        REPORT_COLUMNS | {"counted_on": lambda _report: at},
        reports.iterator(chunk_size=streams.AT_ONCE),
    )


def of_works(scope: Scope, at: date) -> Iterator[str]:
    """The works that are counted, as they stand today."""
    works = scope.works.select_related("place").order_by("identifier")
    works = works.only(*_WORK, "is_grave", "place__code")
    return streams.csv_lines(
        WORK_COLUMNS | {"counted_on": lambda _work: at},
        works.iterator(chunk_size=streams.AT_ONCE),
    )
