"""manage.py import_places FILE: an edition of the place classifier (KATO)."""

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from oversight import place_import
from oversight.calendar import today
from oversight.importing import ImportCommand, listed
from oversight.place_import import PlacePlan


class Command(ImportCommand):
    """Compares by code and name: a reused code never turns one village into another."""

    help = "Import the official KATO workbook (.xlsx or .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--edition", type=date.fromisoformat, help="the edition's day; else from the file name"
        )

    def plan(self, file: Path, options: dict[str, object]) -> PlacePlan:
        return place_import.plan_places(file, options["edition"] or edition_of(file))

    def describe(self, plan: PlacePlan) -> list[str]:
        if plan.is_empty:
            return [f"No change: {plan.unchanged} places are as in the file."]
        return [
            f"Edition of {plan.edition.isoformat()}: {plan.unchanged} places as they are.",
            *listed("new", [f"{row.code} {row.name_kk}" for row in plan.new]),
            *listed("renamed", [_both(place, row) for place, row in plan.renamed]),
            *listed("moved", [_both(place, row) for place, row in plan.moved]),
            *listed(
                "codes given to another place", [_both(place, row) for place, row in plan.reused]
            ),
            *listed("gone", [f"{place.code} {place.name_kk}" for place in plan.gone]),
        ]

    def apply(self, plan: PlacePlan) -> int:
        return place_import.apply_places(plan, self.progress)


def edition_of(file: Path) -> date:
    """The day in the file's name (kato-2026-07-17.xlsx), else today."""
    found = re.search(r"\d{4}-\d{2}-\d{2}", file.name)
    return date.fromisoformat(found[0]) if found else today()


def _both(place: object, row: object) -> str:
    return f"{row.code} {place.name_kk} → {row.name_kk}"
