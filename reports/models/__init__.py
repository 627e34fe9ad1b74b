"""What people see and say: reports, photos, answers, decisions, digests."""

from reports.models.answers import OfficeAnswers
from reports.models.casework import DueChange, Forwarding, Question, QuestionQuerySet, ReplyTemplate
from reports.models.clocks import ClockRule
from reports.models.commitment import Commitment, DisputeDay
from reports.models.confirmation import Confirmation
from reports.models.covering import Covering
from reports.models.digest import DigestIssue
from reports.models.dossier import Dossier, Gathering
from reports.models.following import Follow, FollowerLetter, FollowerText, Subscription
from reports.models.group import FollowedWork, GroupNote, GroupTie
from reports.models.joining import Joining
from reports.models.likeness import Likeness
from reports.models.moderation import Decision
from reports.models.news import News, NewsQuerySet
from reports.models.objection import Objection
from reports.models.photo import Photo
from reports.models.queries import ReportQuerySet
from reports.models.removal import ErasureRequest, Removal
from reports.models.reply import Enclosure, Reply, Verdict
from reports.models.report import Kind, Report
from reports.models.statement import Statement, StatementRequest
from reports.models.step_taken import StepTaken
from reports.models.tally import Tally
from reports.models.term_sheet import TermSheet
from reports.models.visibility import Visibility
from reports.models.visit import Visit
from reports.models.works import WorkCheck

__all__ = [
    "Commitment",
    "Confirmation",
    "Covering",
    "WorkCheck",
    "ClockRule",
    "Decision",
    "DigestIssue",
    "DisputeDay",
    "Dossier",
    "DueChange",
    "Enclosure",
    "ErasureRequest",
    "FollowedWork",
    "Follow",
    "FollowerLetter",
    "FollowerText",
    "Forwarding",
    "Gathering",
    "GroupNote",
    "GroupTie",
    "Joining",
    "Kind",
    "Likeness",
    "News",
    "NewsQuerySet",
    "Objection",
    "OfficeAnswers",
    "Photo",
    "Question",
    "QuestionQuerySet",
    "Removal",
    "Reply",
    "ReplyTemplate",
    "Report",
    "ReportQuerySet",
    "Statement",
    "StatementRequest",
    "StepTaken",
    "Subscription",
    "Tally",
    "TermSheet",
    "Verdict",
    "Visibility",
    "Visit",
]
