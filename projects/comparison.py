"""The centre of a project page: what was planned, what is declared, what residents observe.

Three rows (stage, money, date) by three columns. Every cell has its source and its age; a cell
that nobody has published, or seen, is None. Differences stand in the row that they are about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects import flag_words, flags
from projects.asking import Missing
from projects.models import Project
from projects.models.project import Stage

Words = str | Promise

FLAG_ROWS = {
    **dict.fromkeys(("paid_ahead", "price_moved"), "money"),
    **dict.fromkeys(("sum_not_published", "supplier_not_published"), "money"),
    **dict.fromkeys(("late", "wrong_season", "warranty_ends", "end_not_published"), "date"),
}
FINISHED = (Stage.FINISHED, Stage.FINISHED_NOT_WORKING)
_PRECISION = {4: "year", 7: "month"}
_REST = {"year": "-01-01", "month": "-01"}


@dataclass(frozen=True)
class Cell:
    """A value in words, in money or as a day; a bar or a picture; who says so, and since when."""

    value: Words = ""
    money: Decimal | None = None
    day: date | None = None
    precision: str = Project.Precision.DAY
    percent: int | None = None
    picture: str = ""
    source: Words = ""
    on: date | None = None
    is_known: bool = True


@dataclass(frozen=True)
class Difference:
    """A flag as the page says it."""

    code: str
    word: Words
    sentence: str
    missing: Missing | None = None


@dataclass(frozen=True)
class Row:
    name: Words
    planned: Cell | None
    declared: Cell | None
    observed: Cell | None
    flags: list[Difference] = field(default_factory=list)


def rows(project: Project, at: date, missing: dict[str, Missing] | None = None) -> list[Row]:
    """The three rows of the comparison, with the differences that hold on that day."""
    found: dict[str, list[Difference]] = {"stage": [], "money": [], "date": []}
    for difference in differences(project, at, missing or {}):
        found[FLAG_ROWS.get(difference.code, "stage")].append(difference)
    return [
        _stage(project, at, found["stage"]),
        _money(project, found["money"]),
        _date(project, found["date"]),
    ]


def differences(project: Project, at: date, missing: dict[str, Missing]) -> Iterator[Difference]:
    """The flags of a project as they hold on that day, in the order of their weight."""
    for code, numbers in flags.reckon(project, at).items():
        sentence = flag_words.sentence(code, numbers)
        yield Difference(code, flag_words.TITLES[code], sentence, missing.get(code))


def host(url: str) -> str:
    """The name of the site an address leads to; empty for what is no address of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def source_day(project: Project) -> tuple[date | None, str]:
    """The day, month or year of the source, and how exact it is."""
    text = project.source_date
    precision = _PRECISION.get(len(text), Project.Precision.DAY)
    try:
        return date.fromisoformat(text + _REST.get(precision, "")), precision
    except ValueError:
        return None, precision


def elapsed(project: Project, at: date) -> int | None:
    """How much of the planned time has passed, in percent; None while a day is not published."""
    start, end = project.planned_start, project.planned_end
    if start is None or end is None:
        return None
    if end <= start:
        return 100 if at >= end else 0
    return min(100, max(0, round((at - start).days / (end - start).days * 100)))


# Stage ----------------------------------------------------------------------------------------


def _stage(project: Project, at: date, found: list[Difference]) -> Row:
    planned = _stage_planned(project, at)
    return Row(_("Stage"), planned, _stage_declared(project), _stage_observed(project), found)


def _stage_planned(project: Project, at: date) -> Cell | None:
    share = elapsed(project, at)
    passed = share if share is not None and 0 < share < 100 else None
    source = _("%(share)d%% of the time has passed") % {"share": passed} if passed else ""
    if project.planned_end and at > project.planned_end:
        return Cell(_("should be finished"), percent=share)
    if project.planned_start and at >= project.planned_start:
        return Cell(_("should be under way"), percent=share, source=source)
    if project.planned_start:
        return Cell(_("need not have begun"))
    return None


def _stage_declared(project: Project) -> Cell:
    """The percent as declared; without one, the status that its source says."""
    if project.declared_percent is None:
        on, _precision = source_day(project)
        return Cell(project.get_status_display(), source=host(project.source_url), on=on)
    percent = project.declared_percent
    return Cell(
        _("%(percent)d%% done") % {"percent": percent}, percent=percent, on=project.declared_on
    )


def _stage_observed(project: Project) -> Cell | None:
    if not project.observed_stage:
        return None
    count = project.observed_count
    source = ngettext("%(count)d recent report", "%(count)d recent reports", count)
    return Cell(
        project.get_observed_stage_display(),
        picture=project.observed_stage,
        source=source % {"count": count} if count else _("no recent report"),
        on=project.observed_on,
    )


# Money ----------------------------------------------------------------------------------------

_UNSEEN = gettext_lazy("cannot be seen on the site")


def _money(project: Project, found: list[Difference]) -> Row:
    unseen = Cell(_UNSEEN, is_known=False)
    return Row(_("Money"), _money_planned(project), _money_declared(project), unseen, found)


def _money_planned(project: Project) -> Cell | None:
    if project.budget_amount is None:
        return None
    shared = _("one sum for several works")
    source = shared if project.budget_shared else project.get_budget_kind_display()
    return Cell(money=project.budget_amount, source=source, on=source_day(project)[0])


def _money_declared(project: Project) -> Cell | None:
    if project.paid_amount is None:
        return None
    share = project.paid_percent
    source = _("paid: %(share)d%% of the budget") % {"share": share} if share else _("paid")
    percent = None if share is None else min(100, share)
    return Cell(money=project.paid_amount, percent=percent, source=source, on=project.paid_on)


# Date -----------------------------------------------------------------------------------------


def _date(project: Project, found: list[Difference]) -> Row:
    planned = None
    if project.planned_end:
        planned = Cell(
            day=project.planned_end,
            precision=project.planned_end_precision,
            source=host(project.source_url),
            on=source_day(project)[0],
        )
    return Row(_("End"), planned, _end_declared(project), _end_observed(project), found)


def _end_declared(project: Project) -> Cell | None:
    if project.actual_end:
        return Cell(day=project.actual_end, source=_("finished"))
    return None if project.is_over else Cell(_("not finished"))


def _end_observed(project: Project) -> Cell | None:
    if project.observed_stage in FINISHED:
        return Cell(day=project.observed_on, source=_("seen finished"))
    if project.observed_stage and project.observed_stage != Stage.CANNOT_TELL:
        return Cell(_("not finished"), on=project.observed_on)
    return None
