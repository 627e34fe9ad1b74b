"""The office says it is done, the reporter says no, and weeks later yes."""

import re

import pytest
import time_machine

from reports.models import Report
from tests.factories import picture
from tests.stories.visitor import chosen, show_my_report
from tests.stories.worker import links

PROJECT = "/en/projects/kz-aksu-water/"
STOPPED = "Құбыр көшеде жатыр, жұмыс тоқтап қалды."
DONE = "Құбыр көмілді, су қосылды."
NOT_DONE = "Су жоқ, құбыр әлі көшеде жатыр."
REALLY_DONE = "Кешіріңіз, енді шынымен қосылды."


@pytest.fixture
def clock():
    """It is the first Monday of November, ten in the morning; `clock.move_to` another moment."""
    with time_machine.travel("2026-11-02T05:00:00Z") as clock:
        yield clock


@pytest.fixture
def code(clock, aigul, project, office):
    """The receipt of a report that asks for an answer, and for a letter about it."""
    office.language = "en"
    office.save()
    aigul.open(f"{PROJECT}report/")
    [code] = aigul.page.form("Send").values["receipt_code"]
    aigul.send("Send", stage="stopped", text=STOPPED, contact_email="aigul@example.test")
    return code


def claim(clerk, text):
    done = {"reason": "done", "text": text, "language": "kk", "is_claim": True}
    clerk.send("Publish the answer", photos=[chosen(picture())], **done)
    assert clerk.page.says("Your answer is published.")


def test_a_disputed_claim_comes_back_to_the_desk_until_it_is_true(
    clock, aigul, code, office, daniyar, comes_in, worker, logged
):
    desk = f"/desk/reports/{Report.objects.get().public_id}/"
    clock.move_to("2026-11-04T05:00:00Z")
    claim(comes_in(daniyar, desk), DONE)
    letter = worker.letters()["aigul@example.test"]
    assert links(letter) == ["/en/receipt/"]

    clock.move_to("2026-11-05T05:00:00Z")
    show_my_report(aigul, code)
    told = aigul.send("No, it is not done", text=NOT_DONE)
    assert told.says("By Nov. 26, 2026 the office is expected to answer.")
    clock.move_to("2026-11-09T05:00:00Z")
    letter = worker.monday()[office.email]
    assert letter["Subject"] == "Residents say it is not done: Water pipe"
    assert desk in links(letter)

    clock.move_to("2026-11-10T05:00:00Z")
    clerk = comes_in(daniyar, "/desk/")
    assert clerk.page.says("1 not done, say residents")
    clerk.follow("Water pipe")
    assert clerk.page.says(NOT_DONE)
    claim(clerk, REALLY_DONE)
    clock.move_to("2026-11-12T05:00:00Z")
    show_my_report(aigul, code)
    aigul.send("Yes, it is done")

    clock.move_to("2026-11-16T05:00:00Z")
    assert "Residents confirm that it is done, thank you" in text_of(worker.monday()[office.email])
    assert said_on(aigul.open(PROJECT)) == [
        "The office says: it is done.",
        "The reporter says: it is not done.",
        "The office says: it is done.",
        "The reporter confirms: it is done.",
    ]
    assert logged() == [
        ("report.filed", "citizen"),
        ("claim.made", "office"),
        ("verdict.given", "citizen"),
        ("claim.made", "office"),
        ("verdict.given", "citizen"),
    ]


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def said_on(page):
    """What the office and the reporter said of the claim, in the order of the page."""
    sentence = r"The (?:office|reporter) (?:says|confirms): it is (?:not )?done\."
    return re.findall(sentence, page.text)
