"""manage.py send_digests: make and send the weekly digests by hand."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand

from oversight.calendar import today
from reports import digests, letters


class Command(BaseCommand):
    """Does what the clock does on Mondays; what was sent already is not sent again."""

    help = "Make this week's digests of all offices and send what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--date", type=date.fromisoformat, help="as if it were that day (YYYY-MM-DD)"
        )

    def handle(self, *args: object, date: date | None = None, **options: object) -> None:
        made = digests.make_weekly(date or today())
        sent = 0
        while taken := letters.send_waiting():
            sent += taken
        self.stdout.write(f"{made} digests made, {sent} letters taken for sending.")
