"""Plain questions for each kind of work: asked, kept, committed to, and summed up."""

import pytest
from django.urls import reverse

from oversight.models import LogEntry
from projects.models import Project
from reports import checklists
from reports.models import Report
from reports.removals import erasure
from tests import factories
from tests.reports.phone import body, post, refusal

DRY = {"water_at_tap": "no"}


def lines(spelled):
    return [(str(line.question), str(line.answer), line.count, line.all) for line in spelled]


# The table ------------------------------------------------------------------------------------


def test_every_kind_of_work_but_a_mixed_one_has_its_questions_and_machines_have_theirs():
    kinds = set(Project.Sector.values) - {Project.Sector.MIXED}

    assert set(checklists.OF) == kinds | {checklists.MACHINE}
    assert checklists.of("mixed") == checklists.of("") == ()


def test_a_code_means_one_question():
    asked = [question for questions in checklists.OF.values() for question in questions]

    assert all(checklists.ALL[question.code] is question for question in asked)


@pytest.mark.parametrize(
    ("sector", "answers", "wrong"),
    [
        ("water", {}, []),
        ("water", DRY, []),
        ("water", {"water_at_tap": "perhaps"}, ["water_at_tap"]),
        ("water", {"surface": "holes"}, ["surface"]),
        ("", DRY, ["water_at_tap"]),
    ],
)
def test_only_answers_to_what_is_asked_there_count(sector, answers, wrong):
    assert checklists.wrong(sector, answers) == wrong


def test_most_say_so_and_of_how_many():
    answers = [DRY, DRY, {"water_at_tap": "yes"}, DRY | {"colour": "cloudy"}]

    assert lines(checklists.tally(checklists.count(answers))) == [
        ("Is there water at the tap?", "no", 3, 4),
        ("What does the water look like?", "cloudy", 1, 1),
    ]


def test_of_a_tie_the_worse_answer_is_told():
    answers = [{"pressure": "strong"}, {"pressure": "weak"}]

    assert lines(checklists.tally(checklists.count(answers))) == [
        ("How strong does it flow?", "weakly", 1, 2)
    ]


# In the form and the API ----------------------------------------------------------------------


def test_the_form_asks_and_keeps_what_was_answered(client, project):
    url = reverse("report-project", args=[project.identifier])
    page = client.get(url).context["form"]
    sent = {name: page.initial[name] for name in ("draft_id", "receipt_code")}
    sent |= {"stage": "finished", "observed_on": page["observed_on"].value()}

    client.post(url, sent | {"seen_water_at_tap": "no", "seen_colour": ""})

    assert Report.objects.get().observations == DRY


def test_the_api_takes_and_gives_them(client, project):
    sent = body(observations=DRY)

    answers = [post(client, sent).status_code for _time in range(2)]

    assert answers == [201, 200]
    told = client.get("/api/v1/reports/").json()["results"][0]
    assert told["observations"] == DRY


def test_the_api_refuses_what_is_not_asked(client, project):
    response = post(client, body(observations={"surface": "holes"}))

    assert refusal(response)[0] == 400
    assert list(response.json()["errors"]) == ["observations"]
    assert Report.objects.count() == 0


def test_the_same_draft_with_other_answers_is_a_conflict(client, project):
    sent = body(observations=DRY)
    post(client, sent)

    response = post(client, sent | {"observations": {"water_at_tap": "yes"}})

    assert response.status_code == 409


# Afterwards -----------------------------------------------------------------------------------


def test_the_log_commits_to_them_until_they_are_erased(project):
    report = factories.make_report(project, observations=DRY)
    assert "\npart answers " in LogEntry.objects.get(kind="report.filed").text

    erasure.erase_own(report)

    report.refresh_from_db()
    assert report.observations == {}
    assert "answers" not in LogEntry.objects.filter(kind="report.filed").get().salts


def test_the_report_shows_them_and_the_work_sums_them_up(client, project):
    report = factories.make_report(project, observations=DRY)
    for answer in ("no", "yes", "no"):
        factories.make_report(project, observations={"water_at_tap": answer})

    alone = client.get(reverse("report-detail", args=[report.public_id])).content.decode()
    work = client.get(reverse("project", args=[project.identifier])).content.decode()

    assert "Is there water at the tap? <strong>No</strong>" in alone
    assert "Is there water at the tap? <strong>No: 3 of 4</strong>" in work


def test_answers_of_held_reports_are_not_counted(client, project):
    factories.make_misuse_report(project, observations=DRY)

    work = client.get(reverse("project", args=[project.identifier])).content.decode()

    assert "What residents see there" not in work
