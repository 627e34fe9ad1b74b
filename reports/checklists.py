"""A few plain questions for each kind of work: what a resident can see without being an engineer.

A pure table. Codes are stored, committed to in the public log and given out by the API, so they
never change; words may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Answers = Mapping[str, str]  # question to answer
Counts = dict[str, dict[str, int]]  # question to answer to number of residents


@dataclass(frozen=True)
class Question:
    """What is asked, and the answers there are: code and words."""

    code: str
    words: Promise
    choices: tuple[tuple[str, Promise], ...]

    def spell(self, choice: str) -> Promise:
        return dict(self.choices)[choice]


@dataclass(frozen=True)
class Spelled:
    """One answer in words; of several residents' answers, how many said so."""

    question: Promise
    answer: Promise
    count: int = 1
    all: int = 1


_YES, _NO = ("yes", _("yes")), ("no", _("no"))
_AT_TIMES = ("at_times", _("only at times"))
_WARM = Question(
    "warm",
    _("Is it warm inside?"),
    (("warm", _("warm")), ("cool", _("cool")), ("cold", _("cold"))),
)
_OPEN = Question("open", _("Is it open for people?"), (_YES, _AT_TIMES, _NO))
_TOILET = Question(
    "toilet",
    _("Is there a toilet inside?"),
    (("works", _("yes, it works")), ("broken", _("yes, but it does not work")), _NO),
)
_LIGHTS = Question(
    "lights",
    _("Is there light in the evening?"),
    (_YES, ("broken", _("lamps stand, but are dark")), _NO),
)
_WHOLE = Question(
    "whole",
    _("Is everything whole?"),
    (_YES, ("damaged", _("something is damaged")), ("dangerous", _("it is dangerous"))),
)

MACHINE = "machine"  # among the kinds of works, the list for a machine itself

OF: dict[str, tuple[Question, ...]] = {
    "water": (
        Question("water_at_tap", _("Is there water at the tap?"), (_YES, _AT_TIMES, _NO)),
        Question(
            "pressure",
            _("How strong does it flow?"),
            (("strong", _("strongly")), ("weak", _("weakly")), ("drops", _("in drops"))),
        ),
        Question(
            "colour",
            _("What does the water look like?"),
            (("clear", _("clear")), ("cloudy", _("cloudy")), ("coloured", _("yellow or brown"))),
        ),
    ),
    "road": (
        Question(
            "surface",
            _("How is the surface?"),
            (("even", _("even")), ("holes", _("with holes")), ("none", _("there is none"))),
        ),
        Question(
            "after_rain",
            _("Can one drive there after rain?"),
            (_YES, ("hardly", _("hardly")), _NO),
        ),
        _LIGHTS,
    ),
    "school": (
        Question("lessons", _("Are lessons held here?"), (_YES, _NO)),
        _WARM,
        _TOILET,
    ),
    "kindergarten": (
        Question("children", _("Do children come here?"), (_YES, _NO)),
        _WARM,
        _TOILET,
    ),
    "health": (
        Question("patients", _("Are patients seen here?"), (_YES, _AT_TIMES, _NO)),
        Question("medic", _("Is there a doctor or a feldsher?"), (_YES, _AT_TIMES, _NO)),
        _WARM,
    ),
    "heat": (
        Question(
            "homes",
            _("How warm is it in the homes?"),
            (("warm", _("warm")), ("cool", _("cool")), ("cold", _("cold"))),
        ),
        Question(
            "breaks",
            _("Does the heating fail?"),
            (("never", _("never")), ("sometimes", _("sometimes")), ("often", _("often"))),
        ),
    ),
    "gas": (Question("gas_in_homes", _("Is there gas in the homes?"), (_YES, _AT_TIMES, _NO)),),
    "power": (
        Question("current", _("Is there electricity in the homes?"), (_YES, _AT_TIMES, _NO)),
        _LIGHTS,
    ),
    "culture": (_OPEN, _WARM, _TOILET),
    "sport": (_OPEN, _WHOLE, _LIGHTS),
    "improvement": (_WHOLE, _LIGHTS),
    "machinery": (
        Question("in_village", _("Is the machine in the village?"), (_YES, _AT_TIMES, _NO)),
        Question("runs", _("Does it run?"), (_YES, _NO)),
    ),
    MACHINE: (
        Question(
            "task",
            _("What does it do?"),
            (
                ("snow", _("it clears snow")),
                ("road", _("it mends the road")),
                ("water", _("it brings water")),
                ("rubbish", _("it takes rubbish away")),
                ("field", _("it works on a field")),
                ("building", _("it works on a building site")),
                ("other", _("something else")),
            ),
        ),
        Question(
            "hours",
            _("For how long did you see it?"),
            (("1", _("about an hour")), ("4", _("half a day")), ("8", _("the whole day"))),
        ),
    ),
}
ALL: dict[str, Question] = {
    question.code: question for questions in OF.values() for question in questions
}


def of(sector: str) -> tuple[Question, ...]:
    """The questions for this kind of work; none where nobody could say."""
    return OF.get(sector, ())


def sectors_of(question: Question) -> list[str]:
    return [sector for sector, questions in OF.items() if question in questions]


def wrong(sector: str, answers: Answers) -> list[str]:
    """The codes that are no questions for this kind of work, or whose answer is none of theirs."""
    asked = {question.code: dict(question.choices) for question in of(sector)}
    return [code for code, choice in answers.items() if choice not in asked.get(code, {})]


def spell(answers: Answers) -> list[Spelled]:
    """One resident's answers in words, in the order in which they were asked."""
    return [
        Spelled(question.words, question.spell(answers[code]))
        for code, question in ALL.items()
        if code in answers
    ]


def count(several: Iterable[Answers]) -> Counts:
    """How many gave each answer to each question."""
    counts: Counts = {}
    for answers in several:
        for code, choice in answers.items():
            said = counts.setdefault(code, {})
            said[choice] = said.get(choice, 0) + 1
    return counts


def tally(counts: Counts) -> list[Spelled]:
    """What most say to each question, with how many of how many; of a tie, the worse answer."""
    return [_most(question, counts[code]) for code, question in ALL.items() if code in counts]


def _most(question: Question, said: dict[str, int]) -> Spelled:
    worst_first = [choice for choice, _words in reversed(question.choices) if choice in said]
    choice = max(worst_first, key=said.__getitem__)
    return Spelled(question.words, question.spell(choice), said[choice], sum(said.values()))
