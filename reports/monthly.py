"""The month of an office and of those below it, for the district: a page to print, a workbook.

It holds works, places, days and reasons, and no word of a resident.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from oversight.models import Office
from reports.models import Enclosure, Photo, Report, ReportQuerySet, Visibility

MOST = 5000  # rows: more than any district has in a month
WIDTHS = (18, 40, 30, 40, 24, 12, 12, 12, 12, 24, 10, 12, 12)


@dataclass(frozen=True)
class Month:
    """The reports that asked these offices for an answer within a month, or still did in it."""

    first: date
    offices: QuerySet[Office]

    @property
    def last(self) -> date:
        following = (self.first + timedelta(days=31)).replace(day=1)
        return following - timedelta(days=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)

    def reports(self) -> ReportQuerySet:
        within = (self.first, self.last)
        was_open = Q(public_on__lt=self.first) & (
            Q(answered_on=None) | Q(answered_on__gte=self.first)
        )
        asked = Report.objects.public().needing_answer().filter(office__in=self.offices)
        found = asked.filter(Q(public_on__range=within) | Q(decided_on__range=within) | was_open)
        return (
            found.exclude(public_on__gt=self.last)
            .select_related("project", "machine", "place", "office")
            .annotate(
                photos_shown=_shown(Photo, state=Photo.State.READY, visibility=Visibility.PUBLIC),
                documents_shown=_shown(Enclosure, state=Enclosure.State.SHOWN),
            )
            .order_by("office", "answer_due_on", "public_id")[:MOST]
        )


def _shown(model: type[Model], **is_shown: str) -> Coalesce:
    """How many of these the office shows with its answers, asked for each report of the month."""
    shown = model.objects.filter(reply__report=OuterRef("pk"), **is_shown).order_by()
    counted = shown.values("reply__report").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def header() -> list[str]:
    return [
        *(_("Number"), _("Office"), _("Place"), _("Work"), _("What residents see")),
        *(_("Public since"), _("Answer by"), _("Answered on"), _("In time"), _("State")),
        *(_("Handed on"), _("Photos of the office"), _("Documents of the office")),
    ]


def row(report: Report) -> list[str | int | date | None]:
    """One report as the district files it."""
    in_time = {True: _("yes"), False: _("no"), None: ""}[report.answered_in_time]
    return [
        *(report.public_id, report.office.name, report.place.spoken, report.subject),
        *(str(report.get_stage_display()), report.public_on, report.answer_due_on),
        *(report.answered_on, in_time, str(report.get_state_display()), report.forward_count),
        *(report.photos_shown, report.documents_shown),
    ]


def workbook(month: Month) -> bytes:
    """The month as .xlsx; words are written as words, never as formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(month.first.strftime("%Y-%m"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[chr(64 + number)].width = width
    sheet.append(_cells(sheet, header(), bold=True))
    for report in month.reports():
        sheet.append(_cells(sheet, row(report)))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(sheet: object, values: Iterable[object], *, bold: bool = False) -> list[WriteOnlyCell]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            cell.data_type = "s"  # else "=…" would be reckoned by whoever opens it
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    return cells
