"""manage.py import_pledges FILE --source NAME --licence TERMS --by PERSON: promises to villages."""

from argparse import ArgumentParser
from pathlib import Path

from oversight.importing import SourcedImport
from oversight.places.sourced import Filling
from projects import giving_lists


class Command(SourcedImport):
    """What businesses promised to villages, and gave, under the name of who stands for it."""

    help = "Import pledges (.csv or .xlsx: name, kato, kind, what, promised_on; …)."
    entered_by = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--by", required=True, help="who enters it: name and office, public")

    def plan(self, file: Path, options: dict[str, object]) -> Filling:
        self.entered_by = str(options["by"]).strip()
        return giving_lists.plan_pledges(file, self.given(options))

    def apply(self, plan: Filling) -> int:
        return giving_lists.apply_pledges(plan, entered_by=self.entered_by)
