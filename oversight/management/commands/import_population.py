"""manage.py import_population FILE --source NAME --licence TERMS: population of places."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places import details
from oversight.places.sourced import Filling


class Command(SourcedImport):
    """How many live where, year by year; pages show the newest."""

    help = "Import populations by year (.csv or .xlsx: kato, year, population)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return details.plan_populations(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return details.apply_populations(plan)
