"""A moderator refuses, the author asks another one, and nobody else hears of it meanwhile."""

import pytest

from reports.models import Report
from tests.stories.visitor import show_my_report

FORM = "/en/projects/kz-aksu-water/report/"
WORDS = "Прораб Б. ұры, құбырды өз ауласына алып кетті."
RULE = "It calls somebody guilty instead of saying what was seen."
NOTE = "Кім алғанын емес, не көргеніңізді жазыңыз."


@pytest.fixture
def code(aigul, project):
    """The receipt of what Aigul has written, which waits for a moderator."""
    aigul.open(FORM)
    [code] = aigul.page.form("Send").values["receipt_code"]
    aigul.send("Send", is_misuse=True, text=WORDS)
    return code


@pytest.fixture
def address(code):
    """Where moderators find it."""
    return f"/moderation/reports/{Report.objects.get().public_id}/"


def refuse(moderator):
    moderator.send("Decide", action="refuse", reason="accusation", note=NOTE)
    assert moderator.page.says("No report waits for a decision")


def test_another_moderator_publishes_what_the_first_one_refused(
    aigul, code, address, office, daniyar, madina, baurzhan, comes_in, logged
):
    public, desk = address.replace("moderation", "en"), address.replace("moderation", "desk")
    clerk = comes_in(daniyar, "/desk/")
    first = comes_in(madina, address)
    refuse(first)
    told = show_my_report(aigul, code)
    assert [told.says(words) for words in (RULE, NOTE)] == [True, True]

    assert aigul.send("Ask another moderator").says("Another moderator will decide anew.")
    assert first.status(address) == 404
    assert first.open("/moderation/").says("No report waits for a decision")
    assert (aigul.status(public), clerk.status(desk)) == (404, 404)
    second = comes_in(baurzhan, address)
    assert second.page.says("The reporter appealed against this decision")
    second.send("Decide", action="publish", reason="fits")

    assert aigul.open(public).says(WORDS)
    assert clerk.open("/desk/").says("1 report waits for your answer")
    assert logged() == [
        ("report.filed", "citizen"),
        ("report.refused", "moderator"),
        ("appeal.filed", "citizen"),
        ("report.published", "moderator"),
    ]


def test_a_second_refusal_is_the_last_word(aigul, code, address, madina, baurzhan, comes_in):
    refuse(comes_in(madina, address))
    show_my_report(aigul, code)
    aigul.send("Ask another moderator")
    refuse(comes_in(baurzhan, address))

    told = show_my_report(aigul, code)

    assert told.says("A moderator decided not to publish it.")
    assert "Ask another moderator" not in told.buttons
    assert aigul.status(address.replace("moderation", "en")) == 404
