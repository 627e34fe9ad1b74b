"""The numbers of a sheet in words: each with what it is of, its rule, and its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects import flags
from reports import statistics
from reports.counting.reckoning import Sheet
from reports.statistics import Share

REPORTS, WORKS = "reports", "works"


@dataclass(frozen=True)
class Figure:
    """One number. `value` is what is said of it (None: too few cases), `note` what it is of."""

    code: str
    title: str
    value: str | None
    note: str
    rule: str
    table: str
    part: int | Decimal | None = None
    whole: int | Decimal | None = None
    percent: int | None = None


def of(sheet: Sheet) -> list[Figure]:
    """All numbers of a sheet, in the reader's language."""
    return [*_answers(sheet), *_claims(sheet), *_works(sheet)]


def _answers(sheet: Sheet) -> Iterator[Figure]:
    found = sheet.together
    yield Figure(
        "reports",
        _("Reports"),
        number_format(found.total, force_grouping=True),
        ngettext(
            "%(count)d of them asked for an answer",
            "%(count)d of them asked for an answer",
            found.asked,
        )
        % {"count": found.asked},
        _("Reports that became public in this time, without those their authors took back."),
        REPORTS,
        part=found.asked,
        whole=found.total,
    )
    yield _share(
        "in_time",
        _("Answered in time"),
        found.answered_in_time,
        _(
            "Of the reports that were answered or are overdue: those that got their first answer by"
            " its day. One that is overdue again after a dispute is not answered."
        ),
    )
    yield _median(sheet)
    yield _share(
        "fixed",
        _("Fix-Rate"),
        found.fixed,
        _(
            "Of the reports that are past their day or decided: those that the reporter, or a group"
            " on site, confirmed as done. What nobody objected to is not counted as done."
        ),
    )


def _median(sheet: Sheet) -> Figure:
    days, count = sheet.median_days, sheet.together.first_answers
    value = None
    if days is not None:
        value = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return Figure(
        "median_days",
        _("Half of the answers came within"),
        value,
        ngettext("of %(count)d first answer", "of %(count)d first answers", count)
        % {"count": count},
        _(
            "Days from the day a report became public to its first answer, the middle one of all; "
            "of two in the middle the smaller one."
        ),
        REPORTS,
        part=days,
        whole=count,
    )


def _claims(sheet: Sheet) -> Iterator[Figure]:
    found = sheet.together
    rule = _("Of the reports of which the office said that it is done.")
    yield _share("claims_confirmed", _("Claims confirmed"), found.confirmed_claims, rule)
    yield _share("claims_disputed", _("Claims disputed"), found.disputed_claims, rule)
    unopposed = _("Of the same: closed after thirty days in which nobody objected; not fixed.")
    yield _share("claims_unopposed", _("Closed unopposed"), found.unopposed_claims, unopposed)


def _works(sheet: Sheet) -> Iterator[Figure]:
    found = sheet.works
    rule = _(
        "Of the works under construction today: those that no resident has reported on for more"
        " than %(days)d days."
    )
    yield _share(
        "silence",
        _("Works without eyes"),
        found.silence,
        rule % {"days": flags.UNSEEN_DAYS},
        table=WORKS,
    )
    percent = found.money_percent
    yield Figure(
        "money_in_question",
        _("Money in question"),
        None if percent is None else f"{percent}%",
        _("%(part)s of %(whole)s works with a published sum of their own")
        % {"part": found.in_question, "whole": found.priced},
        _(
            "Of the published sums of works today: the sums of works with a difference that"
            " somebody must answer for, such as late, paid ahead or done but not working. A sum"
            " for several works together is left out."
        ),
        WORKS,
        part=found.money_in_question,
        whole=found.money,
        percent=percent,
    )


def _share(code: str, title: str, share: Share, rule: str, table: str = REPORTS) -> Figure:
    return Figure(
        code,
        title,
        f"{share.percent}%" if share.is_telling else None,
        _("%(part)d of %(whole)d") % {"part": share.part, "whole": share.whole},
        rule,
        table,
        share.part,
        share.whole,
        share.percent,
    )


LEAST = statistics.LEAST
