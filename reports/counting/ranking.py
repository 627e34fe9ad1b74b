"""The parts of a place side by side. Few cases rank nobody, and an election ranks nothing."""

from dataclasses import dataclass

from oversight.models import Place
from oversight.places import kato
from reports.counting.reckoning import Counted, Sheet

ORDERS = ("in_time", "fixed")


@dataclass(frozen=True)
class Part:
    """One district, or rural district, with its numbers."""

    place: Place
    counted: Counted


@dataclass(frozen=True)
class Ranking:
    """Those with enough cases in the order asked for; the others below, in the order of names."""

    parts: list[Part]
    few: list[Part]
    order: str


def of(sheet: Sheet, order: str = "") -> Ranking:
    """The parts of a sheet's place. Without an order all stand in the order of their names."""
    found = [
        Part(place, sheet.by_part.get(place.code[: kato.level(place.code)], Counted()))
        for place in sheet.scope.parts()
    ]
    if order not in ORDERS:
        return Ranking(found, [], "")
    telling = [part for part in found if _share(part, order).is_telling]
    few = [part for part in found if not _share(part, order).is_telling]
    telling.sort(key=lambda part: -_share(part, order).part / _share(part, order).whole)
    return Ranking(telling, few, order)


def _share(part: Part, order: str) -> object:
    return part.counted.answered_in_time if order == "in_time" else part.counted.fixed
