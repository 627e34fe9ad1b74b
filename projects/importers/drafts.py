"""What an import reads, and what it would change: plain values that commands and pages show."""

from collections import Counter
from dataclasses import dataclass, field

from oversight.differences import Change, said
from oversight.models import Place
from oversight.tables import Refusal, Words
from projects.importers import places
from projects.lines import Line
from projects.models import Project


@dataclass(frozen=True)
class Draft:
    """One work as a file tells it. A field that the file leaves blank is not in `fields`."""

    number: int
    values: dict[str, str]
    identifier: str
    fields: dict[str, object]
    place: Place
    programme: str = ""  # a name that no programme of the register bears
    lines: tuple[Line, ...] = ()
    original: str = ""  # the record as JSON, when it came as one
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A work that would be made or changed."""

    draft: Draft
    known: Project | None = None
    changes: tuple[Change, ...] = ()

    def __str__(self) -> str:
        told = "; ".join(map(str, self.changes)) if self.known else self.about
        return f"{self.identifier} {told}"

    @property
    def identifier(self) -> str:
        return self.draft.identifier

    @property
    def title(self) -> str:
        """The title in the first language that has one."""
        fields = self.draft.fields
        titles = (fields.get(f"title_{language}") for language in ("kk", "ru", "en"))
        return next((str(title) for title in titles if title), "")

    @property
    def about(self) -> str:
        """By what an operator sees whether it was read as it was meant: what, where, how dear, and
        from when to when."""
        fields = self.draft.fields
        told = [self.title, places.said(self.draft.place)]
        if "budget_amount" in fields:
            told.append(f"{said(fields['budget_amount'])} ₸")
        days = [fields.get(name) for name in ("planned_start", "planned_end")]
        if any(days):
            told.append(" … ".join(said(day) if day else "" for day in days).strip())
        return "; ".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Unsure(Refusal):
    """A row whose place is asked for: it could be any of these."""

    candidates: tuple[Place, ...] = ()


@dataclass
class Plan:
    """What a file would change, before anything is written."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[tuple[str, Words]] = field(default_factory=list)  # identifier, what to look at
    lines: tuple[str, ...] = ()  # those of a work of which such files speak

    @property
    def entries(self) -> list[Entry]:
        return [*self.new, *self.changed]

    @property
    def new_programmes(self) -> Counter[str]:
        """Programmes that the register would take at the source's word, with their works."""
        return Counter(entry.draft.programme for entry in self.entries if entry.draft.programme)
