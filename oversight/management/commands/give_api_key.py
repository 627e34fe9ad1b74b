"""manage.py give_api_key NAME CONTACT: a key for somebody who reads much of the API."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from oversight import quotas


class Command(BaseCommand):
    """It is told once; end it in the admin, and give another one when it was lost."""

    help = "Give a key of the API, with a limit of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="who reads")
        parser.add_argument("contact", help="how to reach them")
        parser.add_argument("--per-minute", type=int, default=6_000)

    def handle(self, *args: object, **options: object) -> None:
        key = quotas.give(options["name"], options["contact"], options["per_minute"])
        self.stdout.write(key)
