"""The life of a report: the table allows what design says, and nothing else."""

import itertools

import pytest

from reports.workflow import NEXT, NotAllowed, Role, State, check

ALLOWED = {
    ("held", "open", "moderator"),
    ("held", "open", "system"),
    ("held", "refused", "moderator"),
    ("held", "withdrawn", "citizen"),
    ("refused", "held", "citizen"),
    ("open", "answered", "office"),
    ("open", "claimed", "office"),
    ("open", "withdrawn", "citizen"),
    ("answered", "claimed", "office"),
    ("answered", "withdrawn", "citizen"),
    ("claimed", "resolved", "citizen"),
    ("claimed", "resolved", "group"),
    ("claimed", "disputed", "citizen"),
    ("claimed", "disputed", "group"),
    ("claimed", "closed_unopposed", "system"),
    ("disputed", "answered", "office"),
    ("disputed", "claimed", "office"),
    ("closed_unopposed", "disputed", "citizen"),
    ("closed_unopposed", "disputed", "group"),
    ("resolved", "claimed", "citizen"),
    ("resolved", "disputed", "citizen"),
    ("withdrawn", "held", "citizen"),
    ("withdrawn", "open", "citizen"),
    ("withdrawn", "answered", "citizen"),
}


def allowed(old, new, role):
    try:
        check(old, new, role=role)
    except NotAllowed:
        return False
    return True


def test_exactly_the_steps_of_the_table_are_allowed():
    every = itertools.product(State.values, State.values, Role.values)

    found = {step for step in every if allowed(*step)}

    assert found == ALLOWED


def test_every_state_has_its_row():
    assert set(NEXT) == set(State)


def test_an_office_never_confirms_its_own_claim():
    with pytest.raises(NotAllowed):
        check(State.CLAIMED, State.RESOLVED, role=Role.OFFICE)


def test_a_step_names_its_log_entry():
    assert check(State.OPEN, State.CLAIMED, role=Role.OFFICE).log_kind == "claim.made"
