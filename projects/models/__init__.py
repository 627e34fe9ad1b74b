"""What is being built: the register of public works, in OC4IDS terms."""

from projects.models.asking import Asking, AskingDay, Figure
from projects.models.budgets import BudgetLine, LocalBudget
from projects.models.contracting import Contract, Modification, Payment, Supplier
from projects.models.document import Document
from projects.models.figures import Declaration, FigureChange, FundingLine
from projects.models.flag import ProjectFlag
from projects.models.giving import Pledge, PledgeChange, PledgeDay, PledgeQuerySet, Subsidy
from projects.models.list_import import ListImport
from projects.models.machine import Hire, Holding, Machine, MachineChange, MachineQuerySet
from projects.models.milestone import Milestone
from projects.models.norm import Norm
from projects.models.original import Original
from projects.models.programme import Programme, ProgrammeYear
from projects.models.project import Project
from projects.models.queries import ProjectQuerySet
from projects.models.stage import Stage
from projects.models.tally import PlaceTally

__all__ = [
    "Asking",
    "AskingDay",
    "BudgetLine",
    "Contract",
    "Declaration",
    "Document",
    "Figure",
    "FigureChange",
    "FundingLine",
    "Hire",
    "Holding",
    "ListImport",
    "LocalBudget",
    "Machine",
    "MachineChange",
    "MachineQuerySet",
    "Milestone",
    "Modification",
    "Norm",
    "Original",
    "Payment",
    "PlaceTally",
    "Pledge",
    "PledgeChange",
    "PledgeDay",
    "PledgeQuerySet",
    "Programme",
    "ProgrammeYear",
    "Project",
    "ProjectFlag",
    "ProjectQuerySet",
    "Stage",
    "Subsidy",
    "Supplier",
]
