"""manage.py import_subsidies FILE --source NAME --licence TERMS: state money of businesses."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places.sourced import Filling
from projects import giving_lists


class Command(SourcedImport):
    """What businesses received in a district, year by year."""

    help = "Import subsidies (.csv or .xlsx: name, kato, year; bin, purpose, amount)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return giving_lists.plan_subsidies(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return giving_lists.apply_subsidies(plan)
