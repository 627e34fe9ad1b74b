"""The lists that operators upload: for each kind what it asks, how it is compared with what is
known, which differences are shown before anything is written, and how it is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.text import capfirst

from oversight import akim_terms, election_figures, offices
from oversight.differences import Change, said
from oversight.places import details, edition_import, outlines
from oversight.places.past import PastPlan
from oversight.places.plans import PlacePlan, Question
from oversight.places.sourced import Entry as PlaceEntry
from oversight.places.sourced import Filling, Given
from projects import giving_lists, importers
from projects.budgets import lists as budgets
from projects.budgets.drafts import BudgetEntry
from projects.budgets.lists import BudgetFilling
from projects.importers import programme_years, programmes
from projects.machinery import lists as machines
from projects.models import ListImport, ProgrammeYear

Kind = ListImport.Kind
STATED = ("works", "villages", "amount", "source_url")
SOURCED = ("source", "licence", "source_url")


class Group(NamedTuple):
    """Differences of one sort, and how each is said: by its name and in words."""

    name: str
    things: Sequence
    say: Callable[[object], tuple[object, object]]


@dataclass(frozen=True)
class ListKind:
    """How one kind of list is read, shown and written."""

    columns: str  # what its header must have, or the format where it has none
    plan: Callable[[Path, ListImport], object]
    groups: Callable[[object], Iterator[Group]]
    write: Callable[[object, ListImport], int]
    asks: tuple[str, ...] = ()  # fields of ListImport that the operator fills in


# Works and programmes -------------------------------------------------------------------------


def _entries(plan: object) -> Iterator[Group]:
    yield Group("new", plan.new, lambda entry: (entry.identifier, entry.title))
    yield Group(
        "changed",
        getattr(plan, "changed", []),
        lambda entry: (entry.identifier, _changes(entry.changes)),
    )


def _works(plan: importers.Plan) -> Iterator[Group]:
    new, changed = _entries(plan)
    yield new._replace(say=lambda entry: (entry.identifier, entry.about))
    yield changed
    yield Group("programmes", list(plan.new_programmes.items()), lambda pair: pair)
    yield Group("notes", plan.notes, lambda pair: pair)


def _years(plan: programme_years.YearPlan) -> Iterator[Group]:
    yield Group("new", plan.new, lambda stated: (stated, _stated(stated)))


def _stated(year: ProgrammeYear) -> str:
    labels = {name: capfirst(str(year._meta.get_field(name).verbose_name)) for name in STATED}
    values = ((label, getattr(year, name)) for name, label in labels.items())
    return "; ".join(f"{label}: {said(value)}" for label, value in values if value)


def _changes(changes: Sequence[Change]) -> str:
    return "; ".join(map(str, changes))


# Places and offices ---------------------------------------------------------------------------


def _plan_edition(path: Path, kept: ListImport) -> PlacePlan:
    """The file lies under another name than the operator gave it, which may hold the day."""
    plan = edition_import.plan_places(path, kept.edition or edition_import.day_in(kept.title))
    plan.file_name = kept.title
    return plan


def _edition(plan: PlacePlan) -> Iterator[Group]:
    yield Group("new", plan.new, lambda row: (row.code, row.name_kk))
    yield Group("renamed", plan.renamed, _renamed)
    yield Group("moved", plan.moved, _moved)
    yield Group("gone", plan.gone, lambda place: (place.code, place.name_kk))
    if isinstance(plan, PastPlan):
        yield Group("former", plan.former, _renamed)
        yield Group("earlier", plan.earlier, lambda place: (place.code, place.name_kk))
    yield Group("questions", plan.questions, _question)


def _renamed(pair: tuple) -> tuple[str, str]:
    place, row = pair
    before, after = (f"{each.name_kk}, {each.name_ru}" for each in (place, row))
    return row.code, f"{before} → {after}"


def _moved(pair: tuple) -> tuple[str, str]:
    place, row = pair
    above = place.parent.code if place.parent else None
    return row.code, f"{place.name_kk}: {said(above)} → {said(row.parent)}"


def _question(question: Question) -> tuple[str, str]:
    return question.place.code, str(question)


def _offices(plan: offices.Plan) -> Iterator[Group]:
    yield Group("new", plan.new, lambda office: (office.place.code, office.name))
    yield Group("changed", plan.changed, lambda pair: (pair[0].name, _changes(pair[1])))


def _filled(plan: Filling) -> Iterator[Group]:
    yield Group("new", plan.new, _filled_in)
    yield Group("changed", plan.changed, _filled_in)


def _filled_in(entry: PlaceEntry) -> tuple[str, str]:
    before = "" if entry.before is None else f"{entry.before} → "
    return f"{entry.place.code} {entry.place.name_kk}", f"{before}{entry.value}"


def _figures(plan: election_figures.Plan) -> Iterator[Group]:
    yield Group("new", plan.new, lambda figure: (figure.voted, figure))
    yield Group("changed", plan.changed, lambda pair: (pair[0].voted, f"{pair[1]} → {pair[0]}"))


def _budgets(plan: BudgetFilling) -> Iterator[Group]:
    yield Group("new", plan.new, _budget)
    yield Group("changed", plan.changed, _budget)
    for name, is_grave in (("errors", True), ("notes", False)):
        remarks = [remark for remark in plan.remarks if remark.is_grave == is_grave]
        yield Group(name, remarks, lambda remark: (remark.about, remark.words))


def _budget(entry: BudgetEntry) -> tuple[str, str]:
    return f"{entry.place.code} {entry.place.name_kk}", entry.words


# All of them ----------------------------------------------------------------------------------


def _alone(apply: Callable[[object], int]) -> Callable[[object, ListImport], int]:
    """Written with nothing but what was read."""
    return lambda plan, kept: apply(plan)


def _plain(module: object) -> dict[str, Callable]:
    """A module whose `plan` asks for nothing but the file."""
    return {"plan": lambda path, kept: module.plan(path), "write": _alone(module.apply)}


def _given(kept: ListImport) -> Given:
    return Given(kept.source, kept.licence, kept.source_url)


def _sourced(
    columns: str,
    plan: Callable[[Path, Given], Filling],
    write: Callable[[Filling, ListImport], int],
    *asks: str,
) -> ListKind:
    return ListKind(
        columns,
        plan=lambda path, kept: plan(path, _given(kept)),
        groups=_filled,
        write=write,
        asks=(*SOURCED, *asks),
    )


def _write_pledges(plan: Filling, kept: ListImport) -> int:
    return giving_lists.apply_pledges(plan, entered_by=kept.entered_by)


KINDS: Mapping[str, ListKind] = {
    Kind.WORKS: ListKind("identifier, kato, title_kk, status", groups=_works, **_plain(importers)),
    Kind.PROGRAMMES: ListKind("code, name_kk", groups=_entries, **_plain(programmes)),
    Kind.PROGRAMME_YEARS: ListKind(
        "programme, year, source_url", groups=_years, **_plain(programme_years)
    ),
    Kind.PLACES: ListKind(
        "te, ab, cd, ef, hij, k, kaz_name, rus_name",
        plan=_plan_edition,
        groups=_edition,
        write=_alone(edition_import.apply_places),
        asks=("edition",),
    ),
    Kind.POINTS: _sourced(
        "kato, latitude, longitude", details.plan_points, _alone(details.apply_points)
    ),
    Kind.OUTLINES: _sourced(
        "GeoJSON (kato)", outlines.plan_outlines, _alone(outlines.apply_outlines)
    ),
    Kind.POPULATION: _sourced(
        "kato, year, population", details.plan_populations, _alone(details.apply_populations)
    ),
    Kind.PUPILS: _sourced("kato, year, pupils", details.plan_pupils, _alone(details.apply_pupils)),
    Kind.OFFICES: ListKind("kato, email, phone", groups=_offices, **_plain(offices)),
    Kind.SUBSIDIES: _sourced(
        ", ".join(giving_lists.SUBSIDIES),
        giving_lists.plan_subsidies,
        _alone(giving_lists.apply_subsidies),
    ),
    Kind.PLEDGES: _sourced(
        ", ".join(giving_lists.PLEDGES), giving_lists.plan_pledges, _write_pledges, "entered_by"
    ),
    Kind.MACHINES: _sourced(
        ", ".join(machines.MACHINES), machines.plan_machines, _alone(machines.apply_machines)
    ),
    Kind.HIRES: _sourced(
        ", ".join(machines.HIRES), machines.plan_hires, _alone(machines.apply_hires)
    ),
    Kind.BUDGETS: ListKind(
        "kato, year, act, income_kkzt, tax_kkzt, transfers_kkzt, expenditure_kkzt …; "
        "kato, year, act, part, code, name, amount_kkzt",
        plan=lambda path, kept: budgets.plan(path, _given(kept)),
        groups=_budgets,
        write=_alone(budgets.apply),
        asks=SOURCED,
    ),
    Kind.TERMS: _sourced(", ".join(akim_terms.REQUIRED), akim_terms.plan, _alone(akim_terms.apply)),
    Kind.ELECTION_FIGURES: ListKind(
        ", ".join(election_figures.REQUIRED), groups=_figures, **_plain(election_figures)
    ),
}
