"""manage.py verify_log: the whole public log against every checkpoint that was ever signed.

Where all of it fits again, a frozen log is sealed again.
"""

from django.core.management.base import BaseCommand, CommandError

from oversight.log import verifying
from oversight.models import Installation


class Command(BaseCommand):
    """Reads every entry; a million take under a minute."""

    help = "Check each entry, each checkpoint and its signature, and the file beside the database."

    def handle(self, *args: object, **options: object) -> None:
        found = verifying.verify()
        for problem in found.problems:
            self.stderr.write(problem)
        if found.problems:
            raise CommandError(f"{len(found.problems)} things do not fit.")
        if Installation.current().log_is_frozen:
            Installation.note(log_alarm="")
        self.stdout.write(f"{found.entries} entries and {found.checkpoints} checkpoints fit.")
