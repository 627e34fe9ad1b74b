"""What a list would change is said in the reader's words: labels, code lists, days and sums."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from oversight.differences import Change
from projects.models import Contract, Project


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change(Project, "status", "implementation", "completion"),
            "Status: under construction → completed",
        ),
        (
            Change(Project, "budget_amount", None, Decimal("186400000.00")),
            "Budget: – → 186,400,000.00",
        ),
        (
            Change(Project, "planned_end", date(2026, 9, 30), date(2027, 2, 1)),
            "To be finished by: Sept. 30, 2026 → Feb. 1, 2027",
        ),
        (
            Change(Project, "budget_shared", False, True),
            "One sum for several works: no → yes",
        ),
        (
            Change(Contract, "contract.ends_on", None, date(2027, 2, 1), "Су құрылыс"),
            "Ends on (Су құрылыс): – → Feb. 1, 2027",
        ),
        (Change(Contract, "contract", "", "Су құрылыс"), "Contract: – → Су құрылыс"),
        (
            Change(Project, "source_status", "", "overdue", known={"overdue": "late"}),
            "Status as published: – → late",
        ),
        # A word that no list knows stands as it is.
        (
            Change(Project, "source_status", "", "tired", known={"overdue": "late"}),
            "Status as published: – → tired",
        ),
    ],
)
def test_a_change_is_said_in_words(change, words):
    assert str(change) == words


def test_a_change_is_said_in_the_language_of_its_reader():
    change = Change(Project, "status", "implementation", "completion")

    with translation.override("kk"):
        assert str(change) == "Мәртебесі: жұмыс жүріп жатыр → аяқталды"
