"""manage.py import_budgets FILE --source NAME --licence TERMS: budgets of the fourth tier."""

from argparse import ArgumentParser
from pathlib import Path

from oversight.importing import SourcedImport, listed
from projects.budgets import lists
from projects.budgets.lists import BudgetFilling


class Command(SourcedImport):
    """What a maslikhat decided for a rural district, a settlement or a town, year by year."""

    help = "Import local budgets (.csv or .xlsx): a row a budget, or a row a line of one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--unit",
            choices=["tenge", "thousand"],
            default="",
            help="what sums are counted in where the list itself does not say it",
        )

    def plan(self, file: Path, options: dict[str, object]) -> BudgetFilling:
        return lists.plan(file, self.given(options), unit=str(options["unit"]))

    def describe(self, plan: BudgetFilling) -> list[str]:
        grave = [str(remark) for remark in plan.remarks if remark.is_grave]
        others = [str(remark) for remark in plan.remarks if not remark.is_grave]
        return [
            *super().describe(plan),
            *listed("ERRORS in what is stated: taken as it stands, look at the decision", grave),
            *listed("to look at", others),
        ]

    def apply(self, plan: BudgetFilling) -> int:
        return lists.apply(plan)
