"""What an edition of the classifier would change, as data; and when two rows are one place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from oversight.models import Place, PlaceQuestion
from oversight.places import kato, names
from oversight.tables import Refusal

Key = tuple[str, str]  # the code of the known place, and the code the edition gives


@dataclass
class Question:
    """A known place and a row of the edition that may be one and the same, or not.

    `is_past` where the row is of an edition older than the place.
    """

    place: Place
    row: kato.KatoRow
    answer: str = ""
    is_past: bool = False

    @property
    def key(self) -> Key:
        return self.place.code, self.row.code

    def __str__(self) -> str:
        old, new = self.place, self.row
        sides = [f"{old.code} {old.name_kk}", f"{new.code} {new.name_kk}"]
        answer = f": {self.answer}" if self.answer else ""
        return (" ← " if self.is_past else " → ").join(sides) + answer


@dataclass
class PlacePlan:
    """What an edition would change, before anything is written."""

    edition: date
    file_name: str = ""
    new: list[kato.KatoRow] = field(default_factory=list)
    renamed: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    moved: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    waiting: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renamed or self.moved or self.gone or self.questions)

    @property
    def reused(self) -> list[Question]:
        """Codes that bear another name now."""
        return [each for each in self.questions if each.place.code == each.row.code]


def as_kept(row: kato.KatoRow) -> tuple[str, str, str]:
    """The row's names and kind as the register keeps them."""
    return row.name_kk or row.name_ru, row.name_ru or row.name_kk, row.kind


def continued(gone: Iterable[Place], rows: Iterable[kato.KatoRow]) -> Iterator[Question]:
    """Places that are gone while a row that is new has their name and kind nearby."""
    by_name: dict[tuple[str, str], list[kato.KatoRow]] = defaultdict(list)
    for row in rows:
        for name in {names.fold(row.name_kk), names.fold(row.name_ru)} - {""}:
            by_name[row.kind, name].append(row)
    for place in gone:
        keys = {(place.kind, names.fold(name)) for name in (place.name_kk, place.name_ru)}
        found = {row.code: row for key in keys for row in by_name.get(key, [])}
        if found:
            nearest = max(found.values(), key=lambda row: _shared(place.code, row.code))
            yield Question(place, nearest)


def _shared(code: str, other: str) -> tuple[int, str]:
    """How many digits of the codes agree from the left; of equals the last."""
    same = next((at for at in range(9) if code[at] != other[at]), 9)
    return same, other


def recall(plan: PlacePlan, answers: Mapping[Key, str]) -> None:
    """Give each question its answer; what was asked before and still waits is only counted."""
    asked = {
        (question.place_id, question.code, question.name_kk, question.name_ru): question
        for question in PlaceQuestion.objects.filter(answer="")
    }
    open_ones = []
    for question in plan.questions:
        row = question.row
        question.answer = answers.get(question.key, "")
        known = asked.get((question.place.pk, row.code, *as_kept(row)[:2]))
        if known and not question.answer:
            plan.waiting += 1
        else:
            open_ones.append(question)
    plan.questions = open_ones
