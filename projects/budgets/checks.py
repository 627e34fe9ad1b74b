"""What does not add up in a budget. Pure: it says so, and corrects nothing.

Decisions are printed in thousand tenge with one decimal or none, so sums may miss their total by
rounding; more than that is an error in the decision, or of whoever copied it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from projects.budgets.classification import (
    CATEGORIES,
    FIGURES,
    PLACES,
    TOTALS,
    Line,
    Part,
    inside,
    title,
)

ROUNDED_BY = 1000  # tenge by which each number of a sum may be off
ADDED = (Part.INCOME, Part.EXPENDITURE)  # lines of the other parts carry their signs

Figures = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Difference:
    """A total as stated, and what its parts make together. `figure` is empty for a mere line."""

    figure: str
    stated: Decimal
    summed: Decimal
    parts: int  # how many numbers were added
    part: str = ""
    code: str = ""

    @property
    def title(self) -> Promise | str:
        return FIGURES.get(self.figure) or title(self.part, self.code) or self.code

    @property
    def gap(self) -> Decimal:
        """How much more is stated than the parts make."""
        return self.stated - self.summed

    @property
    def is_rounding(self) -> bool:
        """Whether rounding alone can explain it."""
        return abs(self.gap) <= ROUNDED_BY * self.parts


def differences(figures: Figures, lines: Sequence[Line] = ()) -> list[Difference]:
    """Every total that is not what its parts make, in the order of the form."""
    found = [*_of_parts(figures, lines), *_of_balance(figures)]
    return [difference for difference in found if difference.gap]


def shown(figures: Figures, lines: Sequence[Line] = ()) -> dict[str, Decimal | None]:
    """Each total as stated; where none is, what its lines make, and income what its kinds make."""
    found = {
        name: figures.get(name) if figures.get(name) is not None else _summed(name, lines)
        for name in FIGURES
    }
    kinds = [found[name] for name in CATEGORIES.values() if found[name] is not None]
    if found["income"] is None and found["transfers"] is not None and len(kinds) > 1:
        found["income"] = sum(kinds, Decimal(0))
    return found


def _of_parts(figures: Figures, lines: Sequence[Line]) -> Iterator[Difference]:
    for part in ADDED:
        amounts = _amounts(part, lines)
        for figure, (where, code) in PLACES.items():
            if where == part and figures.get(figure) is not None:
                amounts[code] = figures[figure]
        for code, inner in inside(amounts).items():
            if code in amounts and _is_whole(part, code, inner):
                summed = sum((amounts[one] for one in inner), Decimal(0))
                figure = TOTALS.get((part, code), "")
                yield Difference(figure, amounts[code], summed, len(inner), part, code)


def _is_whole(part: str, code: str, inner: Sequence[str]) -> bool:
    """Kinds of income make the whole only where transfers are told apart from the rest."""
    return (part, code) != (Part.INCOME, "") or ("4" in inner and len(inner) > 1)


def _of_balance(figures: Figures) -> Iterator[Difference]:
    income, spent, balance = (figures.get(name) for name in ("income", "expenditure", "balance"))
    if None not in (income, spent, balance):
        other = [figures.get(name) or Decimal(0) for name in ("net_lending", "assets")]
        yield Difference("balance", balance, income - spent - sum(other), 4)
    financing = figures.get("financing")
    if None not in (balance, financing):
        yield Difference("financing", financing, -balance, 1)


def _amounts(part: str, lines: Sequence[Line]) -> dict[str, Decimal]:
    return {line.code: line.amount for line in lines if line.part == part}


def _summed(figure: str, lines: Sequence[Line]) -> Decimal | None:
    """The outermost lines below a total; nothing for parts whose lines carry signs."""
    part, code = PLACES.get(figure, ("", ""))
    amounts = {one: sum_ for one, sum_ in _amounts(part, lines).items() if one.startswith(code)}
    if part not in ADDED or figure == "income" or not amounts:
        return None
    outermost = [
        one for one in amounts if not any(one != two and one.startswith(two) for two in amounts)
    ]
    return sum((amounts[one] for one in outermost), Decimal(0))
