"""manage.py take_bounce: read one delivery report from the input, as a mail server pipes it."""

import sys

from django.core.management.base import BaseCommand

from reports.letters import bounces, mailing


class Command(BaseCommand):
    """Offices whose address the report refuses for good get no more letters, and say so."""

    help = "Note the addresses that a delivery report, read from the input, refuses for good."

    def handle(self, *args: object, **options: object) -> None:
        noted = sum(
            mailing.note_unreachable(address)
            for address in bounces.refused_for_good(sys.stdin.buffer.read())
        )
        self.stdout.write(f"{noted} offices noted as unreachable.")
