"""The questions of an import as a file, and the file read back with its answers."""

from collections.abc import Sequence
from pathlib import Path as FilePath

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from oversight import tables
from oversight.models import PlaceQuestion
from oversight.places.plans import Key, Question
from oversight.tables import Refusal, TableRefused, Words

COLUMNS = ("code", "name_kk", "name_ru", "inside", "new_code", "new_name_kk", "new_name_ru")


def write(path: FilePath, questions: Sequence[Question]) -> None:
    """One row a question, with an empty cell for its answer."""
    rows = [_row(number, each) for number, each in enumerate(questions, 1)]
    tables.write_refused(path, [*COLUMNS, "answer"], rows)


def _row(number: int, question: Question) -> Refusal:
    place, row = question.place, question.row
    above = place.parent.spoken if place.parent else ""
    cells = (place.code, place.name_kk, place.name_ru, above, row.code, row.name_kk, row.name_ru)
    return Refusal(number, dict(zip(COLUMNS, cells, strict=True)), _asked(question))


def _asked(question: Question) -> Words:
    if question.is_past:
        return _("The code bore another name then. Was it the same place (same) or not (other)?")
    if question.place.code == question.row.code:
        return _("The code bears another name now. Is it the same place (same) or not (other)?")
    return _("The name bears another code now. Is it the same place (same) or not (other)?")


def read(path: FilePath) -> dict[Key, str]:
    """The answers given in a file of questions. Raises TableRefused."""
    answers: dict[Key, str] = {}
    for row in tables.read_table(path, ("code", "new_code", "answer")):
        if isinstance(row, Refusal):
            raise TableRefused(row.reason)
        given = row.values.get("answer", "").strip().casefold()
        if given and given not in PlaceQuestion.Answer.values:
            words = _("Row {number} of the decisions says “{text}”: write same or other.")
            raise TableRefused(format_lazy(words, number=row.number, text=given))
        if given:
            answers[row.values["code"], row.values["new_code"]] = given
    return answers
