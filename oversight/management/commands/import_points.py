"""manage.py import_points FILE --source NAME --licence TERMS: points of places."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places import details
from oversight.places.sourced import Filling


class Command(SourcedImport):
    """Where villages lie: needed for maps, and to find the nearest ones."""

    help = "Import points of places (.csv or .xlsx: kato, latitude, longitude)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return details.plan_points(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return details.apply_points(plan)
