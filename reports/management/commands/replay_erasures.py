"""manage.py replay_erasures: after a restore, erase again what was erased before."""

from django.core.management.base import BaseCommand

from reports.removals import restoring


class Command(BaseCommand):
    """Safe to repeat: what is erased stays so."""

    help = "Erase again what a restored backup brought back."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{restoring.erase_again()} erasures were done again.")
