"""manage.py grant_rights ROLE: the rights of the web servers' role in PostgreSQL."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from oversight.log import rights
from oversight.models import AccessEntry
from projects.models import Asking, FigureChange
from reports.models import (
    Confirmation,
    Decision,
    DueChange,
    Enclosure,
    Forwarding,
    Photo,
    Removal,
    Reply,
    Report,
    Statement,
    Verdict,
)

# What the public log speaks of, and who read what: rows that are never deleted.
FACTS = (
    *(Report, Reply, Verdict, Photo, Decision, Confirmation, DueChange, Forwarding, Removal),
    *(Enclosure, Statement),
    *(FigureChange, Asking, AccessEntry),
)


class Command(BaseCommand):
    """Run it as the owner of the tables, and again after each migration."""

    help = "Let a role do everything but change or delete what the public log speaks of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="a role of PostgreSQL that exists")

    def handle(self, *args: object, **options: object) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [options["role"]])
            if cursor.fetchone() is None:
                raise CommandError(f"There is no role {options['role']}.")
        with transaction.atomic():
            rights.grant(options["role"], facts=FACTS)
        self.stdout.write(f"{options['role']} may neither change nor delete a fact.")
