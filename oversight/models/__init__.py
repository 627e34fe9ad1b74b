"""Who and where, the public log, and what waits to leave."""

from oversight.models.access_log import AccessEntry
from oversight.models.api_keys import ApiKey, ApiUse
from oversight.models.editions import Edition, PlaceQuestion
from oversight.models.elections import Candidacy, Election, ElectionFigure
from oversight.models.geography import PlaceOutline, PlacePopulation, PlacePupils
from oversight.models.groups import GroupMember, GroupRequest, InitiativeGroup
from oversight.models.installation import DayTransfer, Installation, LogAlarm
from oversight.models.jobs import Job
from oversight.models.lexicon import NameWord, PlaceName, Slip, Word
from oversight.models.log import Checkpoint, LogEntry, LogTile
from oversight.models.people import (
    Appointment,
    Invitation,
    Office,
    Posting,
    User,
)
from oversight.models.places import Place
from oversight.models.restated import Restated, RowTold
from oversight.models.second_factors import SecondFactor
from oversight.models.sources import DataSource
from oversight.models.terms import AkimTerm
from oversight.models.within import WithinQuerySet
from oversight.models.worded import WordedQuerySet, holding

__all__ = [
    "AccessEntry",
    "AkimTerm",
    "ApiKey",
    "ApiUse",
    "Appointment",
    "DataSource",
    "Candidacy",
    "Checkpoint",
    "DayTransfer",
    "Edition",
    "Election",
    "ElectionFigure",
    "GroupMember",
    "GroupRequest",
    "InitiativeGroup",
    "Installation",
    "Invitation",
    "Job",
    "LogAlarm",
    "LogEntry",
    "LogTile",
    "NameWord",
    "Office",
    "Place",
    "PlaceName",
    "PlaceOutline",
    "PlacePopulation",
    "PlacePupils",
    "PlaceQuestion",
    "Posting",
    "Restated",
    "RowTold",
    "SecondFactor",
    "Slip",
    "User",
    "WithinQuerySet",
    "Word",
    "WordedQuerySet",
    "holding",
]
