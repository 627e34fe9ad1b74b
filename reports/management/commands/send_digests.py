"""manage.py send_digests: make and send what offices and followers are told, by hand."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand

from oversight.calendar import today
from reports.following import digests
from reports.letters import issues, mailing


class Command(BaseCommand):
    """Does what the clock does; what was sent already is not sent again."""

    help = "Make every letter to offices and followers that is due and send what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--date", type=date.fromisoformat, help="as if it were that day (YYYY-MM-DD)"
        )

    def handle(self, *args: object, date: date | None = None, **options: object) -> None:
        day = date or today()
        made = issues.make_all(day) + digests.make_all(day)
        sent = 0
        while taken := mailing.send_waiting():
            sent += taken
        self.stdout.write(f"{made} letters made, {sent} letters taken for sending.")
