"""What a reporter sends, before anything of it is stored."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from oversight.models import InitiativeGroup, Place
from projects.models import Project

MAX_PHOTOS = 6
MAX_TEXT = 4000


@dataclass(frozen=True)
class DeclaredPhoto:
    """A photo that will follow: its number and the hash of the file as it was on the phone."""

    number: int
    sha256_original: str = ""


@dataclass(frozen=True)
class Submission:
    """A checked report. `code` is the folded receipt code and never leaves the request."""

    draft_id: UUID
    code: str
    kind: str
    stage: str
    text: str
    language: str
    observed_on: date
    place: Place
    project: Project | None = None
    contact_email: str = ""
    near_site: bool = False
    same_day: bool = False
    group: InitiativeGroup | None = None
    photos: tuple[DeclaredPhoto, ...] = ()

    @property
    def content_hash(self) -> str:
        """Equal for a repeat of the same submission, and for nothing else."""
        content = [
            *(self.kind, self.stage, self.text, self.language, self.observed_on.isoformat()),
            *(self.place.code, self.project.identifier if self.project else ""),
            *(self.contact_email, self.near_site, self.same_day),
            self.group.slug if self.group else "",
            [[photo.number, photo.sha256_original] for photo in self.photos],
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()
