"""Sums, days and ages said in words; what is not published is said too, never left blank."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from oversight.calendar import span, today

register = template.Library()

Money = Decimal | int | None

_UNITS = (
    (Decimal(10) ** 9, gettext_lazy("%(amount)s billion ₸")),
    (Decimal(10) ** 6, gettext_lazy("%(amount)s million ₸")),
    (Decimal(10) ** 3, gettext_lazy("%(amount)s thousand ₸")),
)
_AGO = {
    "day": ngettext_lazy("%(count)d day ago", "%(count)d days ago", "count"),
    "month": ngettext_lazy("%(count)d month ago", "%(count)d months ago", "count"),
    "year": ngettext_lazy("%(count)d year ago", "%(count)d years ago", "count"),
}
_LATE = {
    "day": ngettext_lazy("%(count)d day late", "%(count)d days late", "count"),
    "month": ngettext_lazy("%(count)d month late", "%(count)d months late", "count"),
    "year": ngettext_lazy("%(count)d year late", "%(count)d years late", "count"),
}
_PRECISE = {
    "day": ("DATE_FORMAT", "%Y-%m-%d"),
    "month": ("YEAR_MONTH_FORMAT", "%Y-%m"),
    "year": ("Y", "%Y"),
}


def not_published() -> SafeString:
    """What stands in the place of a figure or a day that nobody has made public."""
    return format_html('<span class="unknown">{}</span>', _("not published"))


@register.filter
def money(value: Money) -> SafeString:
    """The sum as people say it, with the exact one behind it. No sum is never zero."""
    if value is None:
        return not_published()
    return format_html(
        '<data class="money" value="{}" title="{}">{}</data>',
        str(value),
        exact(value),
        spoken(value),
    )


@register.filter
def digits(value: Money) -> SafeString:
    """The sum to the last digit, for a page that says it in short elsewhere."""
    if value is None:
        return not_published()
    return format_html('<data class="money" value="{}">{}</data>', str(value), exact(value))


def spoken(value: Decimal | int) -> str:
    """To one decimal of the largest unit that fits: 186.4 million ₸."""
    for unit, phrase in _UNITS:
        # To the fourth place, since there 999.95 million already reads as one billion.
        if abs(_rounded(value / unit, "0.0001")) >= 1:
            amount = _rounded(value / unit, "0.1").normalize()
            return _held_together(phrase % {"amount": number_format(amount)})
    return exact(value)


def exact(value: Decimal | int) -> str:
    """Every digit, and hundredths where there are any."""
    hundredths = 0 if value == int(value) else 2
    return f"{number_format(value, hundredths, force_grouping=True)}\N{NO-BREAK SPACE}₸"


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), ROUND_HALF_UP)


def _held_together(text: str) -> str:
    return text.replace(" ₸", "\N{NO-BREAK SPACE}₸")


@register.filter
def day(value: date | None, precision: str = "day") -> SafeString:
    """The day, month or year, as exactly as it was published."""
    if value is None:
        return not_published()
    shown, machine = _PRECISE[precision]
    return format_html(
        '<time datetime="{}">{}</time>', value.strftime(machine), date_format(value, shown)
    )


@register.filter
def age(value: date, at: date | None = None) -> SafeString:
    """How long ago the day was, with the day itself behind it; a day to come is said as it is."""
    days = ((at or today()) - value).days
    if days < 0:
        return day(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        date_format(value),
        _ago(days),
    )


def _ago(days: int) -> str:
    if days < 2:
        return _("yesterday") if days else _("today")
    unit, count = span(days)
    return str(_AGO[unit] % {"count": count})


@register.filter
def late_by(days: int) -> str:
    """How late a work is, as people say it: in days, months or years."""
    unit, count = span(days)
    return str(_LATE[unit] % {"count": count})


@register.filter
def days_left(due: date, at: date | None = None) -> str:
    """How many days remain until the day, or have passed since."""
    left = (due - (at or today())).days
    if left == 0:
        return _("due today")
    if left > 0:
        return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
    return ngettext("%(count)d day overdue", "%(count)d days overdue", -left) % {"count": -left}


@register.filter
def breakable(address: str) -> SafeString:
    """An address that may go on in the next line after a slash, rather than within a word."""
    parts = ((part,) for part in address.split("/"))
    return format_html_join(SafeString("/<wbr>"), "{}", parts)
