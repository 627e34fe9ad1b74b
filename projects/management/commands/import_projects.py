"""manage.py import_projects FILE: a list of public works (.csv, .xlsx, OC4IDS .json)."""

from argparse import ArgumentParser
from pathlib import Path

from oversight.importing import ImportCommand, listed
from projects import importers
from projects.importers import Plan


class Command(ImportCommand):
    """New works are registered, known ones brought up to date with a public trace."""

    help = "Import public works (.csv, .xlsx or OC4IDS .json)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--prefix", default="kz", help="put before identifiers that are bare numbers"
        )
        parser.add_argument(
            "--decisions", type=Path, help="refused rows with the place's code filled in"
        )

    def plan(self, file: Path, options: dict[str, object]) -> Plan:
        given = options["decisions"]
        answers = importers.decisions(given) if given else {}
        return importers.plan(file, str(options["prefix"]), answers, self.progress)

    def describe(self, plan: Plan) -> list[str]:
        programmes = plan.new_programmes.items()
        return [
            f"{plan.unchanged} works as they are.",
            *listed("new", list(map(str, plan.new))),
            *listed("changed", list(map(str, plan.changed))),
            *listed(
                "programmes that the register does not know, made as the source names them",
                [f"“{name}” ({count} works)" for name, count in programmes],
            ),
            *listed("to look at", [f"{name}: {note}" for name, note in plan.notes]),
        ]

    def apply(self, plan: Plan) -> int:
        return importers.apply(plan, self.progress)
