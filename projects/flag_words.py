"""Flags said in the reader's language: a title each, and a sentence with its numbers."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from oversight.calendar import span
from projects.flags import Numbers

TITLES = {
    "late": _("Late"),
    "not_working": _("Finished, but not working"),
    "declared_ahead": _("More declared than seen"),
    "paid_ahead": _("More paid than done"),
    "price_moved": _("The price moved"),
    "wrong_season": _("Wrong season"),
    "outdated_plan": _("Old plan, fewer people"),
    "emptying": _("Money into an emptying village"),
    "too_large": _("Planned for more than come"),
    "too_small": _("Planned for fewer than there are"),
    "no_eyes": _("Nobody has looked"),
    "warranty_ends": _("The warranty ends soon"),
    "end_not_published": _("End date not published"),
    "sum_not_published": _("Sum not published"),
    "supplier_not_published": _("Contractor not published"),
}

_PLANNED_FOR = {
    "pupils": _(
        "It is planned for %(capacity)s pupils. In %(since)d %(before)s were counted here, in "
        "%(counted)d %(now)s."
    ),
    "people": _(
        "It is planned for %(capacity)s people. In %(since)d %(before)s were counted here, in "
        "%(counted)d %(now)s."
    ),
}
SENTENCES = {
    "late": {
        "day": ngettext_lazy(
            "It should have been finished %(count)d day ago.",
            "It should have been finished %(count)d days ago.",
            "count",
        ),
        "month": ngettext_lazy(
            "It should have been finished %(count)d month ago.",
            "It should have been finished %(count)d months ago.",
            "count",
        ),
        "year": ngettext_lazy(
            "It should have been finished %(count)d year ago.",
            "It should have been finished %(count)d years ago.",
            "count",
        ),
    },
    "not_working": _("It is declared finished, but residents say that it does not work."),
    "declared_ahead": _(
        "%(declared)d%% of the work is declared done, but residents see that it stands still."
    ),
    "paid_ahead": _(
        "%(paid)d%% of the money is paid, but only %(declared)d%% of the work is declared done."
    ),
    "price_moved": _(
        "The first published sum was %(before)s tenge; now it is %(now)s tenge, %(percent)d%% more."
    ),
    "wrong_season": _(
        "Months planned for it: %(months)d. Months in which such work is usually not done: "
        "%(off)d of them."
    ),
    "outdated_plan": ngettext_lazy(
        "The plan is %(years)d year old. %(before)s people lived here then, %(now)s now.",
        "The plan is %(years)d years old. %(before)s people lived here then, %(now)s now.",
        "years",
    ),
    "emptying": _(
        "In %(since)d %(before)s people lived here, in %(counted)d %(now)s. For each of them the "
        "work costs %(each)s tenge."
    ),
    "too_large": _PLANNED_FOR,
    "too_small": _PLANNED_FOR,
    "no_eyes": ngettext_lazy(
        "No resident has reported what stands there for %(days)d day.",
        "No resident has reported what stands there for %(days)d days.",
        "days",
    ),
    "warranty_ends": _("The warranty ends soon. Days left: %(days)d."),
    "end_not_published": _("It is not published when the work is to be finished."),
    "sum_not_published": _("It is not published what the work costs."),
    "supplier_not_published": _("It is not published who does the work."),
}
_PRICE_FELL = _(
    "The first published sum was %(before)s tenge; now it is %(now)s tenge, %(percent)d%% less."
)
_LARGE = ("before", "now", "each", "capacity")


def sentence(code: str, numbers: Numbers) -> str:
    """The flag said in the reader's language, with its numbers."""
    if code == "late":
        unit, count = span(numbers["days"])
        return str(SENTENCES[code][unit] % {"count": count})
    words = SENTENCES[code]
    if words is _PLANNED_FOR:
        words = words["pupils" if numbers["of_pupils"] else "people"]
    if code == "price_moved" and numbers["percent"] < 0:
        words, numbers = _PRICE_FELL, {**numbers, "percent": -numbers["percent"]}
    large = {name: numbers[name] for name in _LARGE if name in numbers}
    said = {name: number_format(value, force_grouping=True) for name, value in large.items()}
    return str(words % {**numbers, **said})
