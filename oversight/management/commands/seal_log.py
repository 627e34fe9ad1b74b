"""manage.py seal_log: number and sign what waits in the public log, as the clock does."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from oversight.log import sealing
from oversight.models import Installation


class Command(BaseCommand):
    """For a cron where no Celery runs; two at once do no harm."""

    help = "Seal the public log when enough waits, or has waited long enough."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="whatever waits, however little")

    def handle(self, *args: object, **options: object) -> None:
        checkpoint = sealing.seal(at_once=options["now"])
        installation = Installation.current()
        if installation.log_alarm:
            raise CommandError(installation.get_log_alarm_display())
        self.stdout.write(checkpoint.note if checkpoint else "Nothing is due.")
