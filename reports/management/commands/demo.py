"""manage.py demo: load the demonstration data."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from oversight.log import anchor, sealing
from oversight.models import Place
from reports.demo import load


class Command(BaseCommand):
    """Loads it once, into a database without real reports."""

    help = "Load the demonstration: real places and works, and one invented district."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="only into a database without places"
        )

    def handle(self, *args: object, if_empty: bool, **options: object) -> None:
        if if_empty and Place.objects.exists():
            return
        try:
            loaded = load.load()
        except load.NotEmpty:
            raise CommandError(
                "This database holds real reports or is open: no demonstration goes into it."
            ) from None
        if loaded:  # its own log can be checked from the first minute
            anchor.set_aside()
            sealing.seal(at_once=True)
        self.stdout.write("Demonstration loaded." if loaded else "The demonstration is there.")
