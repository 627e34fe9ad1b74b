"""manage.py import_offices FILE: e-mails, kinds, BINs and supervisors of offices."""

from pathlib import Path

from oversight import offices
from oversight.importing import ImportCommand, listed


class Command(ImportCommand):
    """Fills in the offices that import_places made, and adds departments."""

    help = "Import a list of offices (.csv or .xlsx)."

    def plan(self, file: Path, options: dict[str, object]) -> offices.Plan:
        return offices.plan(file)

    def describe(self, plan: offices.Plan) -> list[str]:
        return [
            f"{plan.unchanged} offices as they are.",
            *listed("new", [office.name_kk for office in plan.new]),
            *listed(
                "changed",
                [
                    f"{office.name_kk}: {'; '.join(map(str, changes))}"
                    for office, changes in plan.changed
                ],
            ),
        ]

    def apply(self, plan: offices.Plan) -> int:
        return offices.apply(plan)
