"""What is being built: the register of public works, in OC4IDS terms."""

from projects.models.contracting import Contract, Modification, Payment, Supplier
from projects.models.figures import Declaration, FigureChange, FundingLine
from projects.models.milestone import Document, Milestone
from projects.models.programme import Programme
from projects.models.project import Project, ProjectFlag, ProjectQuerySet

__all__ = [
    "Contract",
    "Declaration",
    "Document",
    "FigureChange",
    "FundingLine",
    "Milestone",
    "Modification",
    "Payment",
    "Programme",
    "Project",
    "ProjectFlag",
    "ProjectQuerySet",
    "Supplier",
]
