"""manage.py import_projects FILE: a list of public works (.csv or .xlsx)."""

from argparse import ArgumentParser
from pathlib import Path

from oversight.importing import ImportCommand, listed
from projects import importers
from projects.importers import Entry, Plan


class Command(ImportCommand):
    """New works are registered, known ones brought up to date with a public trace."""

    help = "Import public works (.csv or .xlsx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--prefix", default="kz", help="put before identifiers that are bare numbers"
        )

    def plan(self, file: Path, options: dict[str, object]) -> Plan:
        return importers.plan(file, str(options["prefix"]))

    def describe(self, plan: Plan) -> list[str]:
        return [
            f"{plan.unchanged} works as they are.",
            *listed("new", [_title(entry) for entry in plan.new]),
            *listed("changed", [_change(entry) for entry in plan.changed]),
        ]

    def apply(self, plan: Plan) -> int:
        return importers.apply(plan)


def _title(entry: Entry) -> str:
    titles = (entry.fields.get(f"title_{language}") for language in ("kk", "ru", "en"))
    return f"{entry.identifier} {next((title for title in titles if title), '')}"


def _change(entry: Entry) -> str:
    moved = [
        f"{name}: {getattr(entry.known, name)} → {entry.fields[name]}" for name in entry.changes
    ]
    return f"{entry.identifier} {'; '.join(moved)}"
