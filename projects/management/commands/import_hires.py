"""manage.py import_hires FILE --source NAME --licence TERMS: rent paid for one's own machines."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places.sourced import Filling
from projects.machinery import lists


class Command(SourcedImport):
    """What villages' own offices paid the holders of machines for their use."""

    help = "Import payments for machines (.csv or .xlsx: number, paid_by, paid_on, amount; …)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return lists.plan_hires(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return lists.apply_hires(plan)
