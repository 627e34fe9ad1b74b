"""Understands the cells of a list of budgets: sums, units, versions, decisions. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from projects import matching, written_days
from projects.budgets.classification import Part, Version
from projects.matching import Unreadable

THOUSAND = Decimal(1000)
UNITS: dict[str, Decimal] = {
    **dict.fromkeys(("kzt", "tenge", "тенге", "теңге", "тг", "₸"), Decimal(1)),
    **dict.fromkeys(("kkzt", "thousand", "thousand tenge", "тысяч тенге"), THOUSAND),
    **dict.fromkeys(("тыс", "тыс тенге", "тыс тг", "мың теңге", "мың тг"), THOUSAND),
}
VERSIONS: dict[str, str] = {
    **dict.fromkeys(("approved", "план", "утверждённый", "утвержденный", "бекітілген"), "plan"),
    **dict.fromkeys(("жоспар", "первоначальный"), "plan"),
    **dict.fromkeys(("amended", "уточнённый", "уточненный", "изменение", "нақтыланған"), "amended"),
    **dict.fromkeys(("executed", "исполнение", "исполненный", "отчёт", "атқарылған"), "executed"),
}
PARTS: dict[str, str] = {
    **dict.fromkeys(("revenue", "доходы", "кірістер", "түсімдер"), Part.INCOME),
    **dict.fromkeys(("costs", "затраты", "расходы", "шығындар", "шығыстар"), Part.EXPENDITURE),
    **dict.fromkeys(("lending", "чистое бюджетное кредитование"), Part.LENDING),
    "таза бюджеттік кредиттеу": Part.LENDING,
    "сальдо по операциям с финансовыми активами": Part.ASSETS,
    "қаржы активтерімен операциялар бойынша сальдо": Part.ASSETS,
    "қаржы активтерімен жасалатын операциялар бойынша сальдо": Part.ASSETS,
    **dict.fromkeys(("финансирование дефицита", "финансирование дефицита бюджета"), Part.FINANCING),
    "бюджет тапшылығын қаржыландыру": Part.FINANCING,
}
BALANCES = ("balance", "deficit", "дефицит", "дефицит бюджета", "тапшылық", "бюджет тапшылығы")
# How decisions number the parts of their form («5) дефицит», «V. Дефицит»), and what else they
# say of a part («дефицит (профицит) бюджета»).
_NUMBERED = re.compile(r"^(?:\d|[ivxіх]+)\s*[).]\s*|\s*\([^)]*\)|\s*[:;.]$")
_AMENDS = re.compile(r"изменен|уточн|өзгеріс|нақтыла|amend", re.IGNORECASE)
_EXECUTES = re.compile(r"исполнен|отч[её]т|атқарыл|execut", re.IGNORECASE)
_NUMBER = re.compile(r"(?:№|N[o°]?\.?)\s*([\w./-]*\d[\w./-]*)")
_DAY = re.compile(r"\b(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\b")


@dataclass(frozen=True)
class Decision:
    """By what it was decided, as far as the list says."""

    decided_on: date | None
    number: str
    act: str


def amount(text: str, unit: Decimal) -> Decimal | None:
    """Tenge of `1 342 401,3`, `1,342,401.3`, `-735` or `(735)`; a dash is nothing said.

    Raises Unreadable, also for `69,062`, which is either sixty-nine or sixty-nine thousand.
    """
    plain = re.sub(r"[\s'’]", "", text).replace("−", "-").replace("–", "-").replace("—", "-")
    if plain in ("", "-", "x", "х"):
        return None
    if found := re.fullmatch(r"\((.+)\)", plain):
        plain = f"-{found[1]}"
    plain = _one_point(plain.removeprefix("+"), text)
    if not re.fullmatch(r"-?\d{1,15}(\.\d+)?", plain):
        raise Unreadable(_("The sum “%(text)s” cannot be read.") % {"text": text})
    value = round(Decimal(plain) * unit, 2)
    if abs(value) >= 10**15:
        raise Unreadable(_("The sum “%(text)s” makes no sense.") % {"text": text})
    return value


def _one_point(plain: str, text: str) -> str:
    """The number with a point for its decimals, and nothing between its thousands."""
    grouped = r"-?\d{1,3}(%s\d{3})+"
    for thousands, point in ((",", r"\."), (r"\.", ",")):
        many = re.fullmatch(grouped % thousands + rf"({point}\d+)?", plain)
        if many and (many[2] or plain.count(thousands[-1]) > 1):
            return plain.replace(thousands[-1], "").replace(point[-1], ".")
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", plain):
        raise Unreadable(_("The sum “%(text)s” can be read in two ways.") % {"text": text})
    return plain.replace(",", ".")


def unit(text: str) -> Decimal | None:
    """What a number is to be multiplied by; None where nothing is said. Raises Unreadable."""
    word = " ".join(text.casefold().replace(".", " ").split())
    if not word:
        return None
    if word not in UNITS:
        raise Unreadable(_("“%(text)s” is neither tenge nor thousand tenge.") % {"text": text})
    return UNITS[word]


def part(text: str) -> str:
    """The part of the form. Raises Unreadable."""
    word = _NUMBERED.sub("", " ".join(text.casefold().split()))
    return "balance" if word in BALANCES else matching.word(word, PARTS, Part.values)


def code(text: str) -> str:
    """The digits of a code, however they are set apart: `01 124 001`. Raises Unreadable."""
    digits = re.sub(r"[\s.\-/]", "", text)
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        raise Unreadable(_("“%(text)s” is no code of the budget classification.") % {"text": text})
    return digits


def decision(act: str, decided_on: str, number: str) -> Decision:
    """From their own cells; what these leave out, from the words of the act. Raises Unreadable."""
    found_day, found_number = _DAY.search(written_days.in_numerals(act)), _NUMBER.search(act)
    day = matching.day(decided_on or (found_day[1] if found_day else ""), last=False)
    if day.precision != "day":
        words = _("“%(text)s” is no day of a decision.")
        raise Unreadable(words % {"text": decided_on})
    plain = number.removeprefix("№").strip() or (found_number[1] if found_number else "")
    return Decision(day.day, plain.strip(".,;")[:50], act[:300])


def version(text: str, taken: Decision, year: int) -> str:
    """As the list says; else as the words of the act say; else approved, if it was decided before
    the year or in its January. Raises Unreadable: which version it is, is not guessed."""
    if text.strip():
        return matching.word(text.strip().casefold(), VERSIONS, Version.values)
    if _EXECUTES.search(taken.act):
        return Version.EXECUTED
    if _AMENDS.search(taken.act):
        return Version.AMENDED
    if taken.act and (taken.decided_on is None or taken.decided_on < date(year, 2, 1)):
        return Version.PLAN
    words = _("Say in the column “version” whether it is plan, amended or executed.")
    raise Unreadable(words)
