"""manage.py import_pupils FILE --source NAME --licence TERMS: children at school, by place."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places import details
from oversight.places.sourced import Filling


class Command(SourcedImport):
    """How many go to school where, year by year; plans of schools are held against them."""

    help = "Import pupils by year (.csv or .xlsx: kato, year, pupils)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return details.plan_pupils(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return details.apply_pupils(plan)
