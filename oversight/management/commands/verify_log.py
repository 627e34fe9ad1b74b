"""manage.py verify_log: the whole public log against every checkpoint that was ever signed."""

from django.core.management.base import BaseCommand, CommandError

from oversight import verifying


class Command(BaseCommand):
    """Reads every entry; a million take under a minute."""

    help = "Check each entry, each checkpoint and its signature, and the file beside the database."

    def handle(self, *args: object, **options: object) -> None:
        found = verifying.verify()
        for problem in found.problems:
            self.stderr.write(problem)
        if found.problems:
            raise CommandError(f"{len(found.problems)} things do not fit.")
        self.stdout.write(f"{found.entries} entries and {found.checkpoints} checkpoints fit.")
