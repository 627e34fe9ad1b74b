"""The demonstration's reports: each takes only steps of the table, in the order of its days."""

import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from projects.models.project import Stage
from projects.models.stage import GRAVE
from reports import checks, covering
from reports.demo import load
from reports.demo.drawings import PHASES, SCENES
from reports.models import Decision, Removal, Reply
from reports.workflow import NotAllowed, Role, State, check

INVENTED = tomllib.loads((load.HERE / "invented.toml").read_text("utf-8"))
PROJECTS = {row["identifier"]: row for row in INVENTED["project"]}
ACCOUNTS = {row["key"]: row for row in INVENTED["account"]}
MACHINES = {row["key"]: row for row in INVENTED["machine"]}
OFFICES = {row["place"]: row["key"] for row in INVENTED["office"]}
REPORTS = [pytest.param(row, id=row["key"]) for row in INVENTED["report"]]
OBJECTIONS = [pytest.param(row, id=row["key"]) for row in INVENTED["objection"]]

ROLES = {"reporter": Role.CITIZEN, "system": Role.SYSTEM}
SIDES = {"office": Role.OFFICE, "moderator": Role.MODERATOR, "group": Role.GROUP}
TARGETS = {
    "publish": State.OPEN,
    "refuse": State.REFUSED,
    "reply": State.ANSWERED,
    "claim": State.CLAIMED,
    "withdraw": State.WITHDRAWN,
    "close": State.CLOSED_UNOPPOSED,
}


def steps(report):
    return report.get("step", [])


def role(step):
    return ROLES.get(step["by"]) or SIDES[ACCOUNTS[step["by"]]["side"]]


def target(step):
    if step["do"] in ("verdict", "visit"):
        return State.RESOLVED if step["answer"] == "yes" else State.DISPUTED
    return TARGETS[step["do"]]


def states(report):
    """The states a report goes through. Raises NotAllowed for a step the table does not have."""
    passed = [State.HELD if report["kind"] == "misuse" else State.OPEN]
    for step in steps(report):
        check(passed[-1], target(step), role=role(step))
        passed.append(target(step))
    return passed


def needs_answer(report):
    if report["kind"] == "misuse":
        return True
    return report["stage"] in ("not_started", *GRAVE)


def test_a_step_that_the_table_does_not_have_is_found_out():
    step = {"do": "close", "by": "system", "days_ago": 1}

    with pytest.raises(NotAllowed):
        states({"kind": "progress", "step": [step]})


def test_some_report_stands_in_every_state_and_three_wait_for_a_moderator():
    ends = Counter(states(report)[-1] for report in INVENTED["report"])

    assert set(ends) == set(State)
    assert ends[State.HELD] == 3
    assert 35 <= ends.total() <= 45


def test_reports_come_in_three_languages_kazakh_first():
    spoken = Counter(report["language"] for report in INVENTED["report"])

    assert list(dict(spoken.most_common())) == ["kk", "ru", "en"]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_goes_forward_in_time(report):
    days = [report["observed_days_ago"], *(part["days_ago"] for part in [report, *steps(report)])]
    shown = next((s["days_ago"] for s in steps(report) if s["do"] == "publish"), days[1])
    seen_again = report.get("confirmed_days_ago", [])

    assert days == sorted(days, reverse=True)
    assert all(0 < day <= shown for day in seen_again)
    assert states(report)[0] != State.HELD or not seen_again or shown < days[1]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_says_what_the_form_would_take(report):
    project = PROJECTS.get(report.get("project"))

    assert report["stage"] in Stage.values
    assert len(report["photos"]) <= 6
    assert report["kind"] == "misuse" or checks.found(report["text"]) == []
    if report["stage"] == "not_started":
        assert project["planned_start"] < -report["observed_days_ago"]


def office_of(report):
    """The office of the work, or of the place that a machine serves."""
    if "machine" in report:
        return OFFICES[MACHINES[report["machine"]]["place"]]
    return PROJECTS[report["project"]]["answering_office"] if "project" in report else None


@pytest.mark.parametrize("report", REPORTS)
def test_only_the_office_that_answers_for_the_work_answers(report):
    office = office_of(report)
    answers = [step for step in steps(report) if step["do"] in ("reply", "claim")]

    assert {ACCOUNTS[step["by"]]["office"] for step in answers} <= {office}
    assert {step["reason"] for step in answers} <= set(Reply.Reason.values)
    assert needs_answer(report) or steps(report) == []


@pytest.mark.parametrize("report", REPORTS)
def test_a_claim_shows_proof_and_is_closed_only_after_thirty_days(report):
    taken = steps(report)
    waits = [a["days_ago"] - b["days_ago"] for a, b in pairwise(taken) if b["do"] == "close"]

    assert all(step["photos"] for step in taken if step["do"] == "claim")
    assert all(days >= 30 for days in waits)


@pytest.mark.parametrize("objection", OBJECTIONS)
def test_an_objection_comes_before_its_decision_and_what_is_covered_was_said(objection):
    [report] = [row for row in INVENTED["report"] if row["key"] == objection["report"]]
    decision = objection.get("decision", {"by": "madina", "days_ago": 0})

    assert report["days_ago"] > objection["days_ago"] > decision["days_ago"]
    assert objection["reason"] in Removal.HIDING
    assert SIDES[ACCOUNTS[decision["by"]]["side"]] == Role.MODERATOR
    assert covering.unsaid(report["text"], decision.get("passages", [])) == []


def test_moderators_give_reasons_of_the_rules_and_offices_all_of_theirs():
    every = [step for report in INVENTED["report"] for step in steps(report)]
    decided = [step for step in every if step["do"] in ("publish", "refuse")]
    answered = {step["reason"] for step in every if step["do"] in ("reply", "claim")}

    assert {step["reason"] for step in decided} <= set(Decision.Reason.values)
    assert all(step["text"] for step in decided)
    assert answered == set(Reply.Reason.values)


def test_every_picture_can_be_drawn_and_none_is_shown_twice():
    said = [part for report in INVENTED["report"] for part in [report, *steps(report)]]
    shown = Counter(tuple(photo.values()) for part in said for photo in part.get("photos", []))

    assert [picture for picture, times in shown.items() if times > 1] == []
    assert {(scene, phase) for scene, phase, _ in shown} <= {(s, p) for s in SCENES for p in PHASES}
