"""What every import command has in common: a dry run first, refused rows as a file, no surprise."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from oversight import tables
from oversight.places.sourced import Filling, Given
from oversight.tables import Refusal, TableRefused

SHOWN = 20  # lines of each kind printed by a dry run


class ImportCommand(BaseCommand):
    """Subclasses tell what would change (`plan`, `describe`) and how to do it (`apply`)."""

    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--apply", action="store_true", help="write it; without this, only tell"
        )
        parser.add_argument(
            "--refused", type=Path, help="where refused rows go, each with its reason"
        )

    def handle(self, *args: object, file: Path, apply: bool, **options: object) -> None:
        try:
            plan = self.plan(file, options)
        except TableRefused as error:
            raise CommandError(str(error.reason)) from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        for line in self.describe(plan):
            self.stdout.write(line)
        self.hand_back(file, plan, options)
        if apply:
            self.stdout.write(f"Done: {self.apply(plan)} rows written.")
        else:
            self.stdout.write("Nothing was written. Add --apply to do it.")

    def plan(self, file: Path, options: dict[str, object]) -> object:
        raise NotImplementedError

    def describe(self, plan: object) -> list[str]:
        raise NotImplementedError

    def apply(self, plan: object) -> int:
        raise NotImplementedError

    def progress(self, count: int) -> None:
        """One line that grows, for people who wait."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{count} rows", ending="")
            self.stdout.flush()

    def hand_back(self, file: Path, plan: object, options: dict[str, object]) -> None:
        """Give back what was not taken: the refused rows, as a file."""
        self._tell_refused(file, plan.refused, options["refused"])

    def _tell_refused(self, file: Path, refused: list[Refusal], target: Path | None) -> None:
        if not refused:
            return
        path = target or file.with_name(f"{file.stem}.refused.csv")
        header = list(dict.fromkeys(name for row in refused for name in row.values))
        try:
            tables.write_refused(path, header, refused)
        except OSError as error:
            raise CommandError(
                f"{path}: {error.strerror}. Name another file with --refused."
            ) from None
        for row in refused[:SHOWN]:
            self.stderr.write(f"row {row.number}: {row.reason}")
        self.stdout.write(f"{len(refused)} rows refused: {path}")


class SourcedImport(ImportCommand):
    """An import of somebody else's data: pages that show it name its source and licence."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--source", required=True, help="whose data it is, as pages name it")
        parser.add_argument("--licence", required=True, help="under which terms it may be shown")
        parser.add_argument("--url", default="", help="where it can be found")

    def given(self, options: dict[str, object]) -> Given:
        return Given(*(str(options[name]).strip() for name in ("source", "licence", "url")))

    def describe(self, plan: Filling) -> list[str]:
        if not (plan.new or plan.changed):
            return [f"No change: {plan.unchanged} are as in the file."]
        return [
            f"{plan.unchanged} as they are.",
            *listed("new", list(map(str, plan.new))),
            *listed("changed", list(map(str, plan.changed))),
        ]


def listed(title: str, lines: list[str]) -> list[str]:
    """A count, and the first few of what is counted."""
    if not lines:
        return []
    rest = [f"  … and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return [f"{len(lines)} {title}", *(f"  {line}" for line in lines[:SHOWN]), *rest]
