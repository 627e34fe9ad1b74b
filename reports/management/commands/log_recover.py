"""manage.py log_recover FOLDER: after a restored backup, the log goes on where it was signed."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from oversight.log import recovery, sealing
from reports.removals import restoring


class Command(BaseCommand):
    """FOLDER holds the published entries, as `audit.py SITE --save FOLDER` keeps them."""

    help = "Take back published entries that a restored backup lacks, and erase again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument(
            "--new-epoch", action="store_true", help="the entries are gone: begin a new log"
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            if options["new_epoch"]:
                recovery.begin_anew()
            elif options["folder"]:
                self._take_back(options["folder"])
            else:
                raise CommandError("Name the folder of the published entries.")
        except recovery.Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{restoring.erase_again()} erasures were done again.")

    def _take_back(self, folder: Path) -> None:
        missing = recovery.take_back(restoring.entries_in(folder))
        lost = restoring.lost(missing)
        recovery.tell_lost(lost)
        sealing.seal(at_once=True)
        self.stdout.write(f"{len(missing)} entries came back; of {len(lost)} the content is lost.")
