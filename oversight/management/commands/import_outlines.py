"""manage.py import_outlines FILE --source NAME --licence TERMS: outlines of places."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places import outlines
from oversight.places.sourced import Filling


class Command(SourcedImport):
    """Borders for the maps; the site works without them."""

    help = "Import outlines of places (GeoJSON)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return outlines.plan_outlines(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return outlines.apply_outlines(plan)
