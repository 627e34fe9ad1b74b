"""manage.py import_machines FILE --source NAME --licence TERMS: public machines and holders."""

from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places.sourced import Filling
from projects.machinery import lists


class Command(SourcedImport):
    """Whose machines are, and who holds them from when to when: a row a holding."""

    help = "Import machines (.csv or .xlsx: number, name, kind, kato, mode, starts_on; …)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return lists.plan_machines(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return lists.apply_machines(plan)
