"""Drawings of numbers: where each bar stands. Pure; the template draws, a table says the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 150  # as wide as a phone: letters keep their size there
TOP, FOOT = 16, 22  # room for the largest number, and for the names of months
GAP = 0.25  # of a column

Number = float
Row = tuple[str, Mapping[str, Number]]


@dataclass(frozen=True)
class Bar:
    """One part of a column, from its upper left corner."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A month, a year, a class: its parts, what stands above (nothing over nothing) and below."""

    label: str
    total: str
    middle: float
    top: float
    bars: list[Bar]


@dataclass(frozen=True)
class Chart:
    """Columns of stacked bars over one line."""

    columns: list[Column]
    most: Number
    kinds: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - FOOT

    @property
    def is_empty(self) -> bool:
        return self.most == 0


def stacked(
    rows: Sequence[Row], kinds: tuple[str, ...], said: Callable[[Number], str] = str
) -> Chart:
    """A column for each row (its label, and a number for each kind), the first kind at the foot.

    `said` writes what stands above a column. Of many columns only every second or third is named,
    so that names stay apart.
    """
    most = max((sum(numbers.values()) for _label, numbers in rows), default=0)
    step = WIDTH / max(len(rows), 1)
    columns = []
    for place, (label, numbers) in enumerate(rows):
        named = (len(rows) - 1 - place) % max(1, -(-len(rows) // 6)) == 0
        total = sum(numbers.values())
        bars = _bars(numbers, kinds, place * step, step, most)
        columns.append(
            Column(
                label if named else "",
                said(total) if total else "",
                round(place * step + step / 2, 2),
                round(bars[-1].y - 4, 2) if bars else HEIGHT - FOOT - 4,
                bars,
            )
        )
    return Chart(columns, most, kinds)


def _bars(
    numbers: Mapping[str, Number], kinds: tuple[str, ...], x: float, step: float, most: Number
) -> list[Bar]:
    ground, room = HEIGHT - FOOT, HEIGHT - FOOT - TOP
    width, left = round(step * (1 - GAP), 2), round(x + step * GAP / 2, 2)
    bars, y = [], float(ground)
    for kind in kinds:
        height = room * numbers.get(kind, 0) / most if most else 0
        y -= height
        if height:
            bars.append(Bar(kind, left, round(y, 2), width, round(height, 2)))
    return bars
