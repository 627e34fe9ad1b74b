"""manage.py import_projects FILE: a list of public works (.csv, .xlsx, OC4IDS .json)."""

from argparse import ArgumentParser
from pathlib import Path

from oversight.importing import ImportCommand, listed
from projects import importers
from projects.importers import Change, Entry, Plan


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
            *listed("new", [f"{entry.identifier} {entry.title}" for entry in plan.new]),
            *listed("changed", [_changes(entry) for entry in plan.changed]),
            *listed(
                "programmes that the register does not know, made as the source names them",
                [f"“{name}” ({count} works)" for name, count in programmes],
            ),
            *listed("to look at", [f"{name}: {note}" for name, note in plan.notes]),
        ]

    def apply(self, plan: Plan) -> int:
        return importers.apply(plan, self.progress)


def _changes(entry: Entry) -> str:
    return f"{entry.identifier} {'; '.join(map(_change, entry.changes))}"


def _change(change: Change) -> str:
    if change.field == "original":
        return "other parts of the record"
    about = f" ({change.about})" if change.about else ""
    return f"{change.field}{about}: {_said(change.old)} → {_said(change.new)}"


def _said(value: object) -> str:
    return "–" if value in (None, "") else str(value)
