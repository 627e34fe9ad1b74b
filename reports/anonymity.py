"""How well a crowd hides one of its own. Pure: a number of people in, a plain measure out."""

from enum import StrEnum

FEW = 300
SOME = 1000


class Crowd(StrEnum):
    """How many could have written: the fewer, the more the form advises."""

    UNKNOWN = "unknown"
    FEW = "few"
    SOME = "some"
    MANY = "many"


def crowd(population: int | None, machine_of: int | None = None) -> Crowd:
    """The crowd that the author hides in: the smaller one of those who live there and those who
    could have seen it. A number that nobody published is not guessed."""
    known = [people for people in (population, machine_of) if people]
    if not known:
        return Crowd.UNKNOWN
    people = min(known)
    return Crowd.FEW if people <= FEW else Crowd.SOME if people <= SOME else Crowd.MANY
