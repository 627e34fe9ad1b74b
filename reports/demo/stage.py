"""What is being loaded: the rows of invented.toml, and what they became, by their keys."""

import hashlib
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from oversight.models import InitiativeGroup, Office, User
from projects.models import Machine, Project, Supplier
from reports import receipts
from reports.models import Report

HERE = Path(__file__).parent

Table = dict[str, object]


@dataclass
class Demonstration:
    """The invented district on its way into the database."""

    data: Table
    day: date
    offices: dict[str, Office] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, InitiativeGroup] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    machines: dict[str, Machine] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def after(self, days: int) -> date:
        """The day that lies this many days from the day of loading; negative ones are past."""
        return self.day + timedelta(days=days)

    def dated(self, line: Table, *names: str) -> Table:
        """The line with these numbers of days turned into days."""
        return {**line, **{name: self.after(line[name]) for name in names if name in line}}


def invented() -> Table:
    """The whole of invented.toml."""
    return tomllib.loads((HERE / "invented.toml").read_text("utf-8"))


def receipt_code(key: str) -> str:
    """The receipt code of an invented report: no secret, so that anybody can try the receipt."""
    digest = hashlib.sha256(f"demonstration {key}".encode()).digest()
    body = "".join(receipts.ALPHABET[byte % 32] for byte in digest[: receipts.LENGTH - 1])
    return body + receipts.check_symbol(body)
