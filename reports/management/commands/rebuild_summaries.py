"""manage.py rebuild_summaries: prove that summary columns and rows agree."""

from django.core.management.base import BaseCommand

from reports import summaries


class Command(BaseCommand):
    """Reckons every summary again, mends what differs, and says what it was."""

    help = "Reckon the summary columns of projects and places again."

    def handle(self, *args: object, **options: object) -> None:
        wrong = summaries.rebuild()
        for name in wrong:
            self.stdout.write(name)
        self.stdout.write(f"{len(wrong)} summaries did not agree and were mended.")
