"""manage.py import_places FILE: an edition of the place classifier (KATO)."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError

from oversight.importing import ImportCommand, listed
from oversight.places import edition_import, questions
from oversight.places.past import PastPlan
from oversight.places.plans import PlacePlan


class Command(ImportCommand):
    """Compares by code and name: where they disagree an operator is asked, and nothing guessed."""

    help = "Import the official KATO workbook (.xlsx or .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--edition", type=date.fromisoformat, help="the edition's day; else from the file name"
        )
        parser.add_argument(
            "--decisions", type=Path, help="the file of questions, with its answers filled in"
        )

    def plan(self, file: Path, options: dict[str, object]) -> PlacePlan:
        decisions = options["decisions"]
        answers = questions.read(decisions) if decisions else {}
        return edition_import.plan_places(
            file, options["edition"] or edition_import.day_in(file.stem), answers
        )

    def describe(self, plan: PlacePlan) -> list[str]:
        waiting = [f"{plan.waiting} earlier questions wait in the admin."] if plan.waiting else []
        if plan.is_empty:
            return [f"No change: {plan.unchanged} places are as in the file.", *waiting]
        if isinstance(plan, PastPlan):
            return [*_past(plan), *waiting]
        return [
            f"Edition of {plan.edition.isoformat()}: {plan.unchanged} places as they are.",
            *listed("new", [f"{row.code} {row.name_kk}" for row in plan.new]),
            *listed("renamed", [_both(place, row) for place, row in plan.renamed]),
            *listed("moved", [_both(place, row) for place, row in plan.moved]),
            *listed("gone", [f"{place.code} {place.name_kk}" for place in plan.gone]),
            *listed("questions", list(map(str, plan.questions))),
            *waiting,
        ]

    def hand_back(self, file: Path, plan: PlacePlan, options: dict[str, object]) -> None:
        super().hand_back(file, plan, options)
        unanswered = [question for question in plan.questions if not question.answer]
        if not unanswered:
            return
        path = file.with_name(f"{file.stem}.questions.csv")
        try:
            questions.write(path, unanswered)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from None
        self.stdout.write(
            f"{len(unanswered)} questions: {path}. Write same or other under “answer” and run "
            "again with --decisions, or decide in the admin after --apply."
        )

    def apply(self, plan: PlacePlan) -> int:
        return edition_import.apply_places(plan, self.progress)


def _past(plan: PastPlan) -> list[str]:
    return [
        f"Edition of {plan.edition.isoformat()}, older than one that is in: nothing in force "
        f"changes. {len(plan.earlier)} places were in the classifier then already.",
        *listed("former names", [_both(place, row) for place, row in plan.former]),
        *listed("codes that are gone", [f"{place.code} {place.name_kk}" for place in plan.gone]),
        *listed("questions", list(map(str, plan.questions))),
    ]


def _both(place: object, row: object) -> str:
    return f"{row.code} {place.name_kk} → {row.name_kk}"
