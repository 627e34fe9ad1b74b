"""What the public ids in the log stand for, as far as it concerns those who follow."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from oversight.calendar import today
from oversight.models import (
    AkimTerm,
    GroupRequest,
    InitiativeGroup,
    Place,
    PlacePopulation,
    PlacePupils,
)
from projects.models import (
    Hire,
    Holding,
    LocalBudget,
    Machine,
    MachineChange,
    Pledge,
    Project,
    Subsidy,
)
from reports.models import Commitment, Dossier, Gathering, GroupTie, Reply, Report, Verdict


@dataclass(frozen=True)
class About:
    """What a fact is about, named as the columns of `News` are."""

    place: Place
    project: Project | None = None
    report: Report | None = None
    group: InitiativeGroup | None = None
    dossier: Dossier | None = None
    gathering: Gathering | None = None
    pledge: Pledge | None = None
    machine: Machine | None = None
    term: AkimTerm | None = None

    def on(self, work: Project) -> Self:
        """The same fact, told of one of the works that it names; the group is told of it once."""
        return replace(self, place=work.place, project=work, group=None)


Known = Mapping[str, About]
Named = Iterator[tuple[str, About]]


def known(ids: Collection[str]) -> Known:
    """Those of these ids that stand for something public."""
    return {name: about for find in _KINDS for name, about in find(ids)}


def works_of(dossier: Dossier) -> list[Project]:
    """The works that are among the facts of a final document."""
    named = Project.objects.filter(reports__dossiers=dossier).distinct()
    return list(named.select_related("place").order_by("pk"))


_REPORT = ("place", "project__place", "machine", "group")


def _reports(ids: Collection[str]) -> Named:
    public = Report.objects.exclude(public_on=None).filter(public_id__in=ids)
    for report in public.select_related(*_REPORT):
        yield report.public_id, _of_report(report)


def _of_report(report: Report) -> About:
    return About(report.place, report.project, report, report.group, machine=report.machine)


def _said(ids: Collection[str]) -> Named:
    """A photo of an answer names the answer; a verdict may be a group's."""
    owners = [f"report__{name}" for name in _REPORT]
    public = {"public_id__in": ids, "report__public_on__isnull": False}
    for reply in Reply.objects.filter(**public).select_related(*owners):
        yield reply.public_id, _of_report(reply.report)
    for verdict in Verdict.objects.filter(**public).select_related("group", *owners):
        about = _of_report(verdict.report)
        yield verdict.public_id, replace(about, group=verdict.group or about.group)


def _projects(ids: Collection[str]) -> Named:
    for work in Project.objects.filter(public_id__in=ids).select_related("place"):
        yield work.public_id, About(work.place, work)


def _papers(ids: Collection[str]) -> Named:
    for dossier in Dossier.objects.filter(public_id__in=ids).select_related("place", "group"):
        yield dossier.public_id, _of_paper(dossier)
    for one in Gathering.objects.filter(public_id__in=ids).select_related("place", "group"):
        yield one.public_id, _of_paper(one)
    papers = [
        f"{paper}__{name}" for paper in ("dossier", "gathering") for name in ("place", "group")
    ]
    for asked in Commitment.objects.filter(public_id__in=ids).select_related(*papers):
        yield asked.public_id, _of_paper(asked.paper)


def _of_paper(paper: Dossier | Gathering) -> About:
    about = About(paper.place, group=paper.group)
    return replace(about, **{paper._meta.model_name: paper})


def _pledges(ids: Collection[str]) -> Named:
    pledges = Pledge.objects.filter(public_id__in=ids)
    for pledge in pledges.select_related("place", "project"):
        yield pledge.public_id, About(pledge.place, pledge=pledge, project=pledge.project)


def _machines(ids: Collection[str]) -> Named:
    """A machine by itself, by who holds it, by what was paid for it, and by what moved."""
    for machine in Machine.objects.filter(public_id__in=ids).select_related("place"):
        yield machine.public_id, About(machine.place, machine=machine)
    for model, path in (
        (Holding, "machine"),
        (MachineChange, "machine"),
        (Hire, "holding__machine"),
    ):
        for one in model.objects.filter(public_id__in=ids).select_related(f"{path}__place"):
            machine = one.holding.machine if model is Hire else one.machine
            yield one.public_id, About(machine.place, machine=machine)


def _budgets(ids: Collection[str]) -> Named:
    """What is entered of years long gone is history, not news."""
    for budget in LocalBudget.objects.filter(public_id__in=ids).select_related("place"):
        if budget.year >= budget.entered_on.year - 1:
            yield budget.public_id, About(budget.place)


def _restated(ids: Collection[str]) -> Named:
    """Rows of lists, and the sheets of terms. What is long gone is history, not news."""
    recent = today().year - 1
    for model in (Subsidy, PlacePopulation, PlacePupils):
        found = model.objects.filter(pk__in=_keys(ids, model.LOGGED), year__gte=recent)
        for row in found.select_related("place"):
            yield row.log_id, About(row.place)
    for prefix in (AkimTerm.LOGGED, "term"):
        terms = AkimTerm.objects.filter(pk__in=_keys(ids, prefix))
        for term in terms.select_related("office__place"):
            if prefix == "term" or term.ends_on is None or term.ends_on >= today():
                yield f"{prefix}-{term.pk}", About(term.office.place, term=term)


def _keys(ids: Collection[str], prefix: str) -> list[str]:
    """The keys of those rows that the log calls so."""
    parts = (name.rpartition("-") for name in ids)
    return [key for called, _dash, key in parts if called == prefix and key.isdigit()]


def _groups(ids: Collection[str]) -> Named:
    """A group by the request for it, and by its ties."""
    accepted = GroupRequest.objects.filter(public_id__in=ids).exclude(group=None)
    ties = GroupTie.objects.filter(public_id__in=ids)
    for found in (accepted, ties):
        for one in found.select_related("group__place"):
            yield one.public_id, About(one.group.place, group=one.group)


_KINDS = (_projects, _reports, _said, _papers, _pledges, _machines, _budgets, _restated, _groups)
