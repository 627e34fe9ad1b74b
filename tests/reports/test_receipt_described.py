"""What a receipt tells fits the description of the API, whatever became of the report."""

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft4Validator

from oversight.calendar import today
from reports import covering, questions, services
from reports.removals import appeals, hiding
from tests import factories
from tests.test_schema import without_nullable


@pytest.fixture(scope="module")
def told():
    """What is wrong with an answer."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    answers = described["paths"]["/api/v1/receipt/"]["post"]["responses"]["200"]["content"]
    schema = without_nullable(answers["application/json"]["schema"])
    components = without_nullable(described["components"])
    return Draft4Validator({**schema, "components": components})


def _open(project, **people):
    return factories.make_stopped_report(project)


def _held(project, **people):
    return factories.make_misuse_report(project)


def _refused(project, madina, **people):
    report = factories.make_misuse_report(project)
    services.refuse_report(report, moderator=madina, reason="insult", note="Қайта жазыңыз.")
    return report


def _asked(project, daniyar, **people):
    report = factories.make_stopped_report(project)
    factories.make_question(report, daniyar)
    return report


def _asked_while_held(project, madina, **people):
    report = factories.make_misuse_report(project)
    questions.ask_held(report, author=madina, about="still_so", language="kk")
    return report


def _claimed(project, daniyar, **people):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    return report


def _confirmed(project, daniyar, **people):
    report = _claimed(project, daniyar)
    services.give_verdict(report, is_done=True)
    return report


def _withdrawn(project, **people):
    report = factories.make_stopped_report(project)
    services.withdraw_report(report)
    return report


def _hidden(project, madina, **people):
    report = factories.make_stopped_report(project)
    hiding.hide_report(report, reason="insult", by=madina)
    appeals.appeal(report)
    return report


def _covered(project, madina, **people):
    report = factories.make_stopped_report(project)
    covering.cover(report, passages=["көшеде"], reason="insult", by=madina)
    return report


def _with_photos(project, **people):
    report = factories.make_stopped_report(project)
    factories.add_photo(report)
    report.photos.create(number=2, day=today(), state="processing", folder="x")
    return report


@pytest.mark.parametrize(
    "make",
    [
        *(_open, _held, _refused, _asked, _asked_while_held, _claimed, _confirmed, _withdrawn),
        *(_hidden, _covered, _with_photos),
    ],
)
def test_what_the_code_opens_is_as_described(client, told, project, daniyar, madina, make):
    report = make(project, daniyar=daniyar, madina=madina)

    response = client.post(
        "/api/v1/receipt/", {"receipt_code": report.code}, content_type="application/json"
    )

    assert response.status_code == 200
    wrong = told.iter_errors(response.json())
    assert [f"{error.message} at {list(error.path)}" for error in wrong] == []
