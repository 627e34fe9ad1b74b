"""manage.py demo_codes [EMAIL]: the demonstration's accounts, with the codes of this moment."""

import time
from argparse import ArgumentParser

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from oversight import codes
from oversight.models import Installation
from reports import receipts
from reports.demo.load import PASSWORD, a_claimed_report

LINE = "{email:<28} {side:<10} {code}  ({left} s left)"


class Command(BaseCommand):
    """Exists for the demonstration alone: no other account's codes can be asked for."""

    help = "Show the demonstration's accounts with their password and present one-time codes."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", default="")

    def handle(self, *args: object, email: str, **options: object) -> None:
        if not Installation.current().demonstration:
            raise CommandError("This is no demonstration: codes are shown by their owners' phones.")
        found = _phones(email)
        if not found:
            raise CommandError(f"The demonstration has no account {email}.")
        self.stdout.write(f"The password of all is {PASSWORD}")
        for phone in found:
            self.stdout.write(_line(phone))
        claimed = a_claimed_report()
        if claimed and not email:
            code = receipts.spell(claimed[1])
            self.stdout.write(
                f"A receipt code to try, of a report that waits for a yes or no: {code}"
            )


def _phones(email: str) -> QuerySet[Authenticator]:
    """Second factors of invented people, whose addresses end in .test."""
    phones = Authenticator.objects.filter(
        type=Authenticator.Type.TOTP, user__email__endswith=".test"
    ).select_related("user__appointment")
    if email:
        phones = phones.filter(user__email=email.lower())
    return phones.order_by("user__email")


def _line(phone: Authenticator) -> str:
    code, left = codes.current(decrypt(phone.data["secret"]), time.time())
    side = phone.user.side or "group"
    return LINE.format(email=phone.user.email, side=side, code=code, left=left)
