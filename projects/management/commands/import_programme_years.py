"""manage.py import_programme_years FILE: what sources say of whole years of programmes."""

from pathlib import Path

from oversight.importing import ImportCommand, listed
from projects.importers import programme_years
from projects.importers.programme_years import YearPlan


class Command(ImportCommand):
    """Sources stand side by side, so that pages can say how few of the works are listed here."""

    help = "Import totals (.csv or .xlsx: programme, year, source_url; works, villages, amount)."

    def plan(self, file: Path, options: dict[str, object]) -> YearPlan:
        return programme_years.plan(file)

    def describe(self, plan: YearPlan) -> list[str]:
        return [
            f"{plan.unchanged} statements as they are.",
            *listed("new", list(map(str, plan.new))),
        ]

    def apply(self, plan: YearPlan) -> int:
        return programme_years.apply(plan)
