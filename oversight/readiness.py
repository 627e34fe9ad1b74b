"""Whether the site can be opened to the public: named checks, each with what to do about it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight import database_log
from oversight.calendar import today
from oversight.models import Appointment, Installation, Office, Place, User
from oversight.signin import SECOND_FACTORS

MODERATORS = 2


class NotReady(Exception):
    """Something that must hold before the site opens does not."""


@dataclass(frozen=True)
class Check:
    """One thing that is so or is not; what is not necessary is only advised."""

    name: str
    holds: bool
    says: str | Promise
    to_do: str | Promise
    necessary: bool = True


def checks() -> list[Check]:
    """Everything an operator should have done before the public comes."""
    installation = Installation.current()
    return [*_ground(installation), *_people(), *_register(), *_care(installation)]


def _ground(installation: Installation) -> list[Check]:
    return [
        Check(
            "real",
            not installation.demonstration,
            _("The database holds no demonstration data."),
            _("A demonstration cannot be opened: start again with an empty database."),
        ),
        Check(
            "secrets",
            _are_private(settings.RECEIPT_KEY_FILE),
            _("The key file of the receipts is there, and only the site can read it."),
            _("Put the key file where RECEIPT_KEY_FILE says and set its mode to 0600."),
        ),
        Check(
            "database_log",
            not database_log.too_loud(),
            _("The database server writes nothing of what people send into its log."),
            _("Set what docs/operations.md names under PostgreSQL, and reload the server."),
        ),
    ]


def _people() -> list[Check]:
    return [
        Check(
            "operator",
            enrolled(Appointment.Side.OPERATOR) > 0,
            _("An operator has signed in with a second factor."),
            _("Run manage.py setup, or manage.py invite with --operator."),
        ),
        Check(
            "moderators",
            enrolled(Appointment.Side.MODERATOR) >= MODERATORS,
            _("Two moderators have a second factor, so that an appeal finds somebody new."),
            _("Run manage.py invite with --moderator for each, and wait until both have enrolled."),
        ),
    ]


def _register() -> list[Check]:
    return [
        Check(
            "places",
            Place.objects.exists(),
            _("The places of the state classifier are there."),
            _("Run manage.py import_places with the workbook of the classifier."),
        ),
        Check(
            "office",
            Office.objects.filter(contact=Office.Contact.CONFIRMED).exists(),
            _("At least one office has a confirmed e-mail address."),
            _("Run manage.py import_offices, and confirm an office's address with its staff."),
        ),
    ]


def _care(installation: Installation) -> list[Check]:
    return [
        Check(
            "identification",
            installation.lawyer_answered_on is not None,
            _("A lawyer has said how those who report must be identified."),
            _("Put the question of docs/adr/0016 to a lawyer; choose below, with the day."),
        ),
        Check(
            "mail",
            installation.mail_tested_on is not None,
            _("A test letter has arrived."),
            _("Run manage.py setup: it sends one and asks whether it came."),
        ),
        Check(
            "backup",
            installation.backup_checked_on is not None,
            _("A backup has been restored somewhere else and looked at."),
            _("Do it as docs/operations.md says, then run manage.py setup and tell it."),
            necessary=False,
        ),
    ]


def enrolled(side: str) -> int:
    """How many people of one side can sign in with a second factor."""
    people = User.objects.filter(appointment__side=side, is_active=True)
    return people.filter(authenticator__type__in=SECOND_FACTORS).distinct().count()


def is_ready(found: list[Check]) -> bool:
    """Whether everything necessary holds."""
    return all(check.holds for check in found if check.necessary)


@transaction.atomic
def open_site() -> Installation:
    """Take reports from today on. Raises NotReady."""
    if not is_ready(checks()):
        raise NotReady
    return Installation.note(opened_on=Installation.current().opened_on or today())


def choose_reporting(reporting: str, lawyer_answered_on: date | None) -> None:
    """Who may report, as a lawyer answered on that day."""
    installation = Installation.current()
    installation.reporting, installation.lawyer_answered_on = reporting, lawyer_answered_on
    installation.save()


def _are_private(path: Path) -> bool:
    return path.is_file() and path.stat().st_mode & 0o077 == 0
