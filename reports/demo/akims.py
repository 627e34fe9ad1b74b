"""Invented terms of akims with the sheets they left, and what sources say of a real election."""

from oversight import akim_terms, election_figures
from oversight.akim_terms import TermLine
from oversight.places.sourced import Entry, Filling, Given
from reports.counting import terms
from reports.demo import givers
from reports.demo.stage import HERE, Demonstration, Table


def elect(demo: Demonstration) -> None:
    """Sheets are reckoned of what was told before, so this comes after the reports."""
    filling = Filling(Given(givers.SOURCE, "CC0"))
    filling.new += [_entry(demo, row) for row in demo.data["term"]]
    akim_terms.apply(filling)
    terms.freeze_due(demo.day)
    terms.show_due(demo.day)
    election_figures.apply(election_figures.plan(HERE / "elections.csv"))


def _entry(demo: Demonstration, row: Table) -> Entry:
    line = demo.dated(row, "elected_on", "ends_on")
    office = demo.offices[line["office"]]
    fields = {name: line.get(name, "") for name in ("ends_on", "name", "nomination")}
    fields |= {name: line.get(name) for name in ("is_woman", "is_reelected")}
    fields["source"] = givers.SOURCE
    return Entry(office.place, TermLine(office, line["elected_on"], fields))
