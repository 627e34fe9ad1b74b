"""The budget classification as the decisions of maslikhats use it: six parts, and codes. Pure.

A code of revenue is category, class, subclass and specific (`1`, `104`, `1041`, `104102`), one of
expenditure is functional group, administrator and programme (`07`, `07124`, `07124008`): what
begins with another code stands inside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Version(TextChoices):
    """Which word on the money of a year it is."""

    PLAN = "plan", pgettext_lazy("version of a budget", "approved")
    AMENDED = "amended", pgettext_lazy("version of a budget", "amended")
    EXECUTED = "executed", pgettext_lazy("version of a budget", "executed")


class Part(TextChoices):
    """The parts of the form under which the lines of a decision stand."""

    INCOME = "income", _("income")
    EXPENDITURE = "expenditure", _("expenditure")
    LENDING = "net_lending", _("net budget lending")
    ASSETS = "assets", _("operations with financial assets")
    FINANCING = "financing", _("financing of the deficit")


# The totals that a decision states, in the order of its form.
FIGURES: dict[str, Promise] = {
    "income": _("income"),
    "tax": _("taxes"),
    "nontax": _("income other than taxes"),
    "capital": _("sale of fixed capital"),
    "transfers": _("transfers"),
    "expenditure": _("expenditure"),
    "net_lending": _("net budget lending"),
    "assets": _("operations with financial assets"),
    "balance": _("deficit (−) or surplus"),
    "financing": _("financing of the deficit"),
}
CATEGORIES = {"1": "tax", "2": "nontax", "3": "capital", "4": "transfers"}
OWN = ("tax", "nontax", "capital")
# Where the totals stand among the lines: the part, and the code ("" is the whole part).
PLACES: dict[str, tuple[str, str]] = {
    "income": (Part.INCOME, ""),
    **{figure: (Part.INCOME, code) for code, figure in CATEGORIES.items()},
    **{part.value: (part, "") for part in Part if part != Part.INCOME},
}
TOTALS = {place: figure for figure, place in PLACES.items()}

_NAMES: dict[tuple[str, str], Promise] = {
    (Part.INCOME, "101"): _("income taxes"),
    (Part.INCOME, "101202"): _("individual income tax not withheld at source"),
    (Part.INCOME, "104"): _("property taxes"),
    (Part.INCOME, "1041"): _("tax on property"),
    (Part.INCOME, "104102"): _("property tax of individuals"),
    (Part.INCOME, "1043"): _("land tax"),
    (Part.INCOME, "104302"): _("land tax on land of settlements"),
    (Part.INCOME, "1044"): _("vehicle tax"),
    (Part.INCOME, "104401"): _("vehicle tax of legal persons"),
    (Part.INCOME, "104402"): _("vehicle tax of individuals"),
    (Part.INCOME, "105"): _("taxes on goods, works and services"),
    (Part.INCOME, "105430"): _("fee for outdoor advertising"),
    (Part.EXPENDITURE, "01"): _("state services of general nature"),
    (Part.EXPENDITURE, "02"): _("defence"),
    (Part.EXPENDITURE, "03"): _("public order and safety"),
    (Part.EXPENDITURE, "04"): _("education"),
    (Part.EXPENDITURE, "05"): _("health care"),
    (Part.EXPENDITURE, "06"): _("social assistance and social security"),
    (Part.EXPENDITURE, "07"): _("housing and communal services"),
    (Part.EXPENDITURE, "08"): _("culture, sport, tourism and information"),
    (Part.EXPENDITURE, "09"): _("fuel, energy and subsoil use"),
    (Part.EXPENDITURE, "10"): _("agriculture, water, forests, nature and land"),
    (Part.EXPENDITURE, "11"): _("industry, architecture and construction"),
    (Part.EXPENDITURE, "12"): _("transport and communications"),
    (Part.EXPENDITURE, "13"): _("other expenditure"),
    (Part.EXPENDITURE, "14"): _("debt service"),
    (Part.EXPENDITURE, "15"): pgettext_lazy("expenditure of a budget", "transfers"),
    (Part.EXPENDITURE, "16"): _("repayment of loans"),
}


@dataclass(frozen=True)
class Line:
    """One line of a decision: its part, its code, what it is called there, and tenge."""

    part: str
    code: str
    name: str
    amount: Decimal

    @property
    def title(self) -> Promise | str:
        """The classification's name in the reader's language, else the decision's own."""
        return title(self.part, self.code) or self.name


def title(part: str, code: str) -> Promise | str:
    """What the classification calls the code; empty where it is not kept here."""
    return _NAMES.get((part, code), "")


def inside(codes: Iterable[str]) -> dict[str, list[str]]:
    """Each code with those that stand right inside it; "" is the whole part."""
    known = {*codes, ""}
    found: dict[str, list[str]] = {}
    for code in sorted(known - {""}):
        above = next(code[:end] for end in range(len(code) - 1, -1, -1) if code[:end] in known)
        found.setdefault(above, []).append(code)
    return found
