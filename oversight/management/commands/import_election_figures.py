"""manage.py import_election_figures FILE: what sources say of whole elections of akims."""

from pathlib import Path

from oversight import election_figures
from oversight.election_figures import Plan
from oversight.importing import ImportCommand, listed


class Command(ImportCommand):
    """Sources stand side by side; one that corrects itself is followed."""

    help = "Import figures of elections (.csv or .xlsx: voted, subject, name, value, source, …)."

    def plan(self, file: Path, options: dict[str, object]) -> Plan:
        return election_figures.plan(file)

    def describe(self, plan: Plan) -> list[str]:
        return [
            f"{plan.unchanged} figures as they are.",
            *listed("new", [str(figure) for figure in plan.new]),
            *listed("changed", [f"{figure}, before {old}" for figure, old in plan.changed]),
        ]

    def apply(self, plan: Plan) -> int:
        return election_figures.apply(plan)
