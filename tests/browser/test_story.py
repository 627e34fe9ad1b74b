"""The main story on a real phone: browser, web server, worker and broker, each a process."""

import email
import re
import time
from email import policy

import pytest

from reports.models import DigestIssue, Photo
from tests import factories
from tests.faults.stack import site, until
from tests.reports.pictures import AKSU, notes, saved, scene, stored

MISUSE = "Экскаватор құбырдың орнына біреудің ауласын қазып жатыр."
DONE = "Құбыр көмілді, су қосылды."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _quick_passwords():
    """The site is another process, and knows the slow hasher only."""


@pytest.fixture
def stack(transactional_db, tmp_path):
    with site(tmp_path) as stack:
        stack.start_web()
        stack.start_worker()
        yield stack


@pytest.fixture
def address(stack):
    return stack.address


@pytest.fixture
def look(tmp_path):
    """Keep what the phone shows: `look(phone, "receipt")`."""
    taken = []

    def take(phone, name):
        taken.append(name)
        phone.screenshot(path=tmp_path / f"{len(taken):02}-{name}.png", full_page=True)

    return take


def chosen(name):
    """A phone's photo of 12 megapixels, lying on its side."""
    seen = stored(scene(3000, 4000), 6)
    content = saved(seen, exif=notes(orientation=6, place=AKSU), quality=90)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def press(phone, words):
    phone.click(f"main button:text-is('{words}')")


def follow(phone, words):
    phone.click(f"main a:has-text('{words}')")


def sign_in(phone, user, code):
    phone.fill("[name=login]", user.email)
    phone.fill("[name=password]", factories.PASSWORD)
    press(phone, "Sign in")
    phone.fill("[name=code]", code(time.time()))
    press(phone, "Sign in")


def letter_to(office, stack, folder):
    """The week's letter. The test is the clock: no real one may strike too early."""
    stack.wake("reports.make_digests")
    until(DigestIssue.objects.exists)
    stack.wake("reports.send_letters")
    until(lambda: not DigestIssue.objects.exclude(state=DigestIssue.State.SENT).exists())
    [file] = [file for file in folder.glob("*.eml") if office.email in file.read_text()]
    return email.message_from_bytes(file.read_bytes(), policy=policy.default)


def develop(stack):
    stack.wake("reports.develop_photos")
    until(lambda: not Photo.objects.exclude(state=Photo.State.READY).exists())


def broken_pictures(phone):
    return [each for each in phone.locator("main img").all() if each.bounding_box()["width"] < 16]


def file_report(phone, look):
    """From the front page to the receipt; returns its code."""
    phone.goto("/en/")
    look(phone, "home")
    phone.fill("main [name=q]", "аксу")
    phone.keyboard.press("Enter")
    follow(phone, "Aksu village")
    look(phone, "place")
    follow(phone, "Water pipe")
    look(phone, "project")
    follow(phone, "Report what you see")
    phone.click("label.choice:has([value=stopped])")
    phone.check("[name=is_misuse]")
    phone.fill("[name=text]", MISUSE)
    phone.set_input_files("[name=photos]", [chosen("IMG_2044.jpg")])
    look(phone, "form")
    press(phone, "Send")
    phone.wait_for_selector(".receipt__code")
    look(phone, "sent")
    return phone.inner_text(".receipt__code")


def moderate(phone, user, code, look):
    phone.goto("/moderation/")
    sign_in(phone, user, code)
    follow(phone, "Water pipe")
    assert MISUSE in phone.inner_text("main")
    look(phone, "moderation")
    phone.check("[name=action][value=publish]")
    phone.select_option("[name=reason]", "fits")
    press(phone, "Decide")
    phone.wait_for_selector("text=No report waits for a decision")


def claim(phone, link, user, code, look):
    phone.goto(link)
    sign_in(phone, user, code)
    assert MISUSE in phone.inner_text("main")
    phone.select_option("[name=reason]", "done")
    phone.fill("[name=text]", DONE)
    phone.check("[name=is_claim]")
    phone.set_input_files("[name=photos]", [chosen("proof.jpg")])
    look(phone, "desk")
    press(phone, "Publish the answer")
    phone.wait_for_selector("text=Your answer is published.")


def confirm(phone, code, look):
    phone.goto("/en/receipt/")
    phone.fill("[name=receipt_code]", code)
    press(phone, "Show my report")
    assert DONE in phone.inner_text("main")
    look(phone, "receipt")
    press(phone, "Yes, it is done")
    phone.wait_for_selector("text=The report says now: confirmed as done.")


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "plain"])
def test_a_report_is_filed_moderated_sent_answered_and_confirmed(
    java_script_enabled,
    project,
    office,
    daniyar,
    madina,
    enrolled,
    stack,
    open_phone,
    settings,
    look,
):
    codes = {user: enrolled(user) for user in (daniyar, madina)}
    people = [open_phone(java_script_enabled=java_script_enabled) for _person in range(3)]
    aigul, moderator, clerk = people

    code = file_report(aigul, look)
    if java_script_enabled:
        aigul.wait_for_selector("[data-arrived]:not([hidden])")
    develop(stack)
    moderate(moderator, madina, codes[madina], look)
    letter = letter_to(office, stack, settings.LETTERS_DIR)
    [link] = re.findall(r"\S+/desk/reports/\S+", letter.get_body(("plain",)).get_content())
    claim(clerk, link, daniyar, codes[daniyar], look)
    develop(stack)
    confirm(aigul, code, look)

    aigul.goto("/en/projects/kz-aksu-water/")
    look(aigul, "project-afterwards")
    told = aigul.inner_text("main")
    assert [words in told for words in (MISUSE, DONE)] == [True, True]
    assert "The reporter confirms: it is done." in told
    assert aigul.locator("main img").count() > 0
    assert broken_pictures(aigul) == []
