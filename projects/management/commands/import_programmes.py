"""manage.py import_programmes FILE: programmes with their years, successors and umbrellas."""

from pathlib import Path

from oversight.importing import ImportCommand, listed
from projects.importers import programmes
from projects.importers.programmes import ProgrammePlan


class Command(ImportCommand):
    """New programmes are made, known ones brought up to date; none ever stands under itself."""

    help = "Import programmes (.csv or .xlsx: code, name_kk, …, successor, umbrella)."

    def plan(self, file: Path, options: dict[str, object]) -> ProgrammePlan:
        return programmes.plan(file)

    def describe(self, plan: ProgrammePlan) -> list[str]:
        return [
            f"{plan.unchanged} programmes as they are.",
            *listed("new", list(map(str, plan.new))),
            *listed("changed", list(map(str, plan.changed))),
        ]

    def apply(self, plan: ProgrammePlan) -> int:
        return programmes.apply(plan)
