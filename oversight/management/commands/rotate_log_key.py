"""manage.py rotate_log_key: a new key for the checkpoints, named in the log by the old one."""

from django.core.management.base import BaseCommand, CommandError

from oversight.log import rotation


class Command(BaseCommand):
    """Run it where the log is sealed; afterwards tell the new key to whoever keeps checkpoints."""

    help = "Replace the key that signs checkpoints."

    def handle(self, *args: object, **options: object) -> None:
        try:
            self.stdout.write(rotation.rotate())
        except rotation.NotSealed:
            raise CommandError("The log could not be sealed; the old key stays.") from None
