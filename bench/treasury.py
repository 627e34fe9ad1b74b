"""Budgets of a made-up country that differ as those of the real one do.

The average is 107 million tenge, the smallest budget has 2.8 million and the largest 2.5 billion.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import exp
from statistics import NormalDist

SMALLEST, AVERAGE, LARGEST = Decimal(2_800), Decimal(107_000), Decimal(2_500_000)  # thousand tenge
_MIDDLE, _WIDTH = 11.1, 0.95  # of the logarithms
HEAD = (
    *("kato", "year", "version", "act", "income_kkzt", "tax_kkzt", "transfers_kkzt"),
    *("expenditure_kkzt", "balance_kkzt"),
)
SHEET_HEAD = ("kato", "year", "version", "act", "part", "code", "name", "amount_kkzt")
# Of a hundred tenge of own revenue, and of expenditure.
TAXES = {"101202": 34, "104102": 3, "104302": 2, "104401": 11, "104402": 50}
SPENT = {"01124001": 58, "07124008": 13, "07124009": 5, "07124011": 9, "12124013": 15}
VERSIONS = {
    "plan": (Decimal(1), 12),
    "amended": (Decimal("1.07"), 9),
    "executed": (Decimal("1.05"), 3),
}


def incomes(count: int) -> list[Decimal]:
    """In ascending order, thousand tenge with one decimal; their average is exact."""
    bell = NormalDist(_MIDDLE, _WIDTH)
    inner = [exp(bell.inv_cdf(at / (count - 1))) for at in range(1, count - 1)]
    room = AVERAGE * count - SMALLEST - LARGEST
    factor = room / Decimal(sum(inner))
    kept = [min(max(round(Decimal(one) * factor, 1), SMALLEST), LARGEST) for one in inner]
    kept[count // 2] += room - sum(kept)
    return sorted([SMALLEST, *kept, LARGEST])


def rows(kato: str, year: int, income: Decimal, own_share: int) -> Iterator[list[str]]:
    """What was approved, amended and executed in one place and year."""
    for version, (times, month) in VERSIONS.items():
        whole = round(income * times, 1)
        own = round(whole * own_share / 100, 1)
        decided = year + {"plan": -1, "executed": 1}.get(version, 0)
        act = f"15.{month:02}.{decided} № {month}-{kato[2:6]}"
        sums = (whole, own, whole - own, whole, Decimal(0))
        yield [kato, str(year), version, act, *map(str, sums)]


def lines(kato: str, year: int, income: Decimal, own_share: int) -> Iterator[list[str]]:
    """What was approved in one place and year, a row a line of the classification."""
    own = round(income * own_share / 100, 1)
    told = [("income", "", income), ("income", "1", own), ("income", "4", income - own)]
    told += [("income", code, sum_) for code, sum_ in _parts(TAXES, own)]
    told += [("expenditure", "", income)]
    told += [("expenditure", code, sum_) for code, sum_ in _parts(SPENT, income)]
    act = f"15.12.{year - 1} № 12-{kato[2:6]}"
    for part, code, amount in told:
        yield [kato, str(year), "plan", act, part, code, f"Жол {code}", str(amount)]


def _parts(shares: dict[str, int], whole: Decimal) -> list[tuple[str, Decimal]]:
    """The last one takes what rounding leaves."""
    found = [(code, round(whole * share / 100, 1)) for code, share in shares.items()]
    rest = whole - sum(amount for _code, amount in found)
    return [*found[:-1], (found[-1][0], found[-1][1] + rest)]
