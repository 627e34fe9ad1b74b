"""What a reporter sends, before anything of it is stored, and the rules it must meet.

The form and the API share these rules; each refuses with a sentence for the reader.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.calendar import today, week_start
from oversight.models import InitiativeGroup, Place
from projects.models import Machine, Project
from projects.models import stage as stages
from projects.models.stage import Stage
from reports import checklists, receipts
from reports.models import Kind

MAX_PHOTOS = 6
MAX_TEXT = 4000
LEAST_LETTERS = 20  # in a report that something is wrong: nobody can judge or answer less
OLDEST = timedelta(days=731)
# Controls, marks without width or that turn the writing round, and halves of characters.
_UNSEEN = {"Cc", "Cf", "Cs"}


@dataclass(frozen=True)
class DeclaredPhoto:
    """A photo that will follow: its number and the hash of the file as it was on the phone."""

    number: int
    sha256_original: str = ""


@dataclass(frozen=True)
class About:
    """What a report is about: a work, or a machine, or just a place."""

    place: Place
    project: Project | None = None
    machine: Machine | None = None

    @property
    def thing(self) -> Project | Machine | None:
        return self.project or self.machine

    @property
    def questions(self) -> tuple[checklists.Question, ...]:
        """The plain questions that fit; none where nobody knows what is built."""
        return checklists.of(list_of(self.project, self.machine))


@dataclass(frozen=True)
class Submission:
    """A checked report. `code` is the folded receipt code and never leaves the request."""

    draft_id: UUID
    code: str
    kind: str
    stage: str
    text: str
    language: str
    observed_on: date | None  # none said: the day it is filed
    place: Place
    project: Project | None = None
    machine: Machine | None = None
    contact_email: str = ""
    near_site: bool = False
    same_day: bool = False
    group: InitiativeGroup | None = None
    photos: tuple[DeclaredPhoto, ...] = ()
    observations: dict[str, str] = field(default_factory=dict)
    later: bool = False  # appears a day later
    must_confirm: bool = False  # nobody sees it before a letter is answered

    def seen_on(self, day: date) -> Self:
        """With this day, where none was said."""
        return replace(self, observed_on=self.observed_on or day)

    @property
    def subject(self) -> str:
        """What it is about, as a word to count by."""
        if self.machine:
            return self.machine.public_id
        return self.project.identifier if self.project else self.place.code

    @property
    def content_hash(self) -> str:
        """Equal for a repeat of the same submission, and for nothing else."""
        content = [
            *(self.kind, self.stage, self.text, self.language, self.observed_on.isoformat()),
            *(self.place.code, self.project.identifier if self.project else ""),
            *(self.contact_email, self.near_site, self.same_day),
            self.group.slug if self.group else "",
            [[photo.number, photo.sha256_original] for photo in self.photos],
            *(["later"] if self.later else []),
            *([self.machine.public_id] if self.machine else []),
        ]
        if self.observations:
            content.append(sorted(self.observations.items()))
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def clean_text(typed: str) -> str:
    """The words in one form (NFC, one kind of line end) with nothing that cannot be seen."""
    lines = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n")
    seen = [char for char in lines if char in "\n\t" or unicodedata.category(char) not in _UNSEEN]
    return "".join(seen).strip()


def read_code(typed: str) -> str:
    """The folded receipt code. Refuses what cannot be one."""
    try:
        return receipts.fold(typed)
    except receipts.Malformed:
        raise ValidationError(
            _("Look again at the code: it has six groups of four letters and digits."),
            code="malformed_code",
        ) from None


def check_day(day: date) -> None:
    """A day somebody can have seen something on: not to come, not longer ago than two years."""
    if day > today():
        raise ValidationError(_("This day has not come yet."), code="future_day")
    if day < today() - OLDEST:
        raise ValidationError(_("This day is more than two years ago."), code="old_day")


def stages_of(machine: Machine | None) -> tuple[Stage, ...]:
    """What can be seen of a machine, or of a work."""
    return stages.OF_MACHINE if machine else stages.OF_WORK


def list_of(project: Project | None, machine: Machine | None) -> str:
    """Which list of plain questions fits; none where nobody knows what is built."""
    if machine:
        return checklists.MACHINE
    return project.sector if project else ""


def check_stage(stage: str, machine: Machine | None) -> None:
    """A machine is not finished, and a work refuses nobody."""
    if stage not in stages_of(machine):
        sentence = (
            _("This cannot be seen of a machine.")
            if machine
            else _("This can be seen of a machine only.")
        )
        raise ValidationError({"stage": ValidationError(sentence, code="other_stage")})


def check_observations(sector: str, observations: dict[str, str]) -> None:
    """Only answers to the questions that are asked of this kind of work."""
    wrong = checklists.wrong(sector, observations)
    if wrong:
        sentence = _("There is no such question or answer here: %(codes)s.")
        raise ValidationError(
            {"observations": ValidationError(sentence % {"codes": ", ".join(wrong)})}
        )


def coarse(day: date | None, by_week: bool) -> date | None:
    """The day, or its Monday where the author wants to say no more than the week."""
    return week_start(day or today()) if by_week else day


def check_words(*, kind: str, stage: str, text: str, has_photos: bool) -> None:
    """Something wrong is told in words; "cannot tell" needs words or a photo."""
    if kind == Kind.MISUSE and sum(map(str.isalpha, text)) < LEAST_LETTERS:
        sentence = ngettext(
            "Write what you saw, in at least %(count)d letter.",
            "Write what you saw, in at least %(count)d letters.",
            LEAST_LETTERS,
        ) % {"count": LEAST_LETTERS}
        raise ValidationError({"text": ValidationError(sentence, code="words_needed")})
    if stage == Stage.CANNOT_TELL and not text and not has_photos:
        sentence = _("Write what you saw, or add a photo.")
        raise ValidationError({"text": ValidationError(sentence, code="words_or_photo_needed")})
