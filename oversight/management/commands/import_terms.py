"""manage.py import_terms FILE --source NAME --licence TERMS: akims, from when to when elected."""

from pathlib import Path

from oversight import akim_terms
from oversight.importing import SourcedImport
from oversight.places.sourced import Filling


class Command(SourcedImport):
    """Terms of akims by the offices that they lead; no party, and no name need be given."""

    help = "Import terms of akims (.csv or .xlsx: kato, elected_on; ends_on, name, nomination, …)."

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        return akim_terms.plan(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return akim_terms.apply(plan)
