"""Lists of public works → the register: read, compare, show, and only then write.

`plan(path)` tells what a file would change, as data; `apply(plan)` does it. Nothing is guessed: an
unsure place is a refusal that names what could be meant.
"""

from projects.importers.comparing import decisions, plan
from projects.importers.drafts import Draft, Entry, Plan, Unsure
from projects.importers.places import said
from projects.importers.writing import apply

__all__ = [
    "Draft",
    "Entry",
    "Plan",
    "Unsure",
    "apply",
    "decisions",
    "plan",
    "said",
]
