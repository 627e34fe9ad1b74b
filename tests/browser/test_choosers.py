"""Whoever chooses a file reads the page's words for it, not the browser's, and can use the keys."""

import pytest

from reports.models import Enclosure
from tests import factories
from tests.browser.test_filing import chosen
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.browser

CHOOSERS = ".chooser:visible"
# What the browser would say: its button, and "No file chosen" beside it.
OF_THE_BROWSER = """(chooser) => {
  const input = chooser.querySelector("input");
  const button = getComputedStyle(input, "::file-selector-button");
  return [button.opacity !== "0", getComputedStyle(input).fontSize !== "0px"];
}"""
PHOTOS = {"kk": "Фотосурет таңдау", "ru": "Выбрать фото", "en": "Choose photos"}
PAPERS = {"kk": "Құжат таңдау", "ru": "Выбрать документы", "en": "Choose documents"}
FILE = {"kk": "Файлды таңдау", "ru": "Выбрать файл", "en": "Choose a file"}


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def answer(report):
    """Where an office answers."""
    return f"/desk/reports/{report.public_id}/"


def tells_of_choosers(page):
    """From now on, and not only once somebody waits for one: that would come late."""
    page.on("filechooser", lambda _chooser: None)
    return page


def said(phone):
    """What stands on each chooser, once a script has made it the page's own."""
    phone.wait_for_selector(".chooser--shown, [data-ready] .chooser")
    choosers = phone.locator(CHOOSERS).all()
    assert [each.evaluate(OF_THE_BROWSER) for each in choosers] == [[False, False]] * len(choosers)
    return [each.locator("label").inner_text() for each in choosers]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_public_pages_name_the_choosing_in_the_readers_language(phone, report, language):
    met = []

    phone.goto(f"/{language}/projects/{report.project.identifier}/report/")
    met += said(phone)
    phone.goto(f"/{language}/log/check/")
    met += said(phone)
    phone.goto(f"/{language}/receipt/")
    phone.fill("[name=receipt_code]", report.code)
    phone.click("main form button")
    phone.wait_for_selector("#more-photos")
    met += said(phone)

    assert met == [PHOTOS[language], FILE[language], PHOTOS[language]]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_desks_and_rooms_do_too(phone, report, answer, dostyk, daniyar, sign_in, language):
    held, rooms = factories.make_gathering(dostyk), "/accounts/groups/dostyk"
    met = []

    sign_in(phone, daniyar, language)
    phone.goto(answer)
    met += said(phone)
    sign_in(phone, dostyk.members.get(), language)
    phone.goto(f"{rooms}/visit/?report={report.public_id}")
    met += said(phone)
    phone.goto(f"{rooms}/gatherings/{held.public_id}/")
    met += said(phone)

    assert met == [PHOTOS[language], PAPERS[language], PHOTOS[language], PHOTOS[language]]


def test_a_form_that_came_back_does_too(phone, project):
    """Without the phone's queue: the plain form was refused, and the page came anew."""
    phone.goto(f"/kk/projects/{project.identifier}/report/")
    phone.evaluate("document.querySelector('form[data-report]').submit()")

    phone.wait_for_selector("[aria-invalid], .field--wrong")

    assert said(phone) == [PHOTOS["kk"]]


def test_what_was_chosen_is_named(phone, answer, daniyar, sign_in):
    sign_in(phone, daniyar, "kk")
    phone.goto(answer)
    picture = factories.picture()

    phone.set_input_files("[name=photos]", [chosen(picture, "a.jpg"), chosen(picture, "b.jpg")])
    first = phone.inner_text(".chooser:has([name=photos]) output")
    phone.set_input_files("[name=photos]", [chosen(picture, "long-name-" * 12 + ".jpg")])

    assert first == "a.jpg, b.jpg"
    assert phone.inner_text(".chooser:has([name=photos]) output").startswith("long-name-")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_tap_on_the_words_opens_the_chooser(phone, answer, daniyar, sign_in):
    sign_in(tells_of_choosers(phone), daniyar, "en")
    phone.goto(answer)

    words = phone.locator("label", has_text="Choose photos")
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    with phone.expect_file_chooser() as opened:
        phone.mouse.click(box["x"] + 20, box["y"] + 20)

    assert opened.value.element.get_attribute("name") == "photos"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_keys_reach_it_and_open_it(open_phone, answer, daniyar, sign_in, script):
    keys = tells_of_choosers(open_phone(java_script_enabled=script))
    sign_in(keys, daniyar, "en")
    keys.goto(answer)

    tab_to(keys, "[name=documents]")
    with keys.expect_file_chooser() as opened:
        keys.keyboard.press("Space")

    assert opened.value.is_multiple()


def test_who_cannot_see_hears_both_what_for_and_what_to_do(phone, answer, daniyar, sign_in):
    sign_in(phone, daniyar, "en")
    phone.goto(answer)

    assert phone.get_by_role("button", name="Documents Choose documents").count() == 1


def test_without_scripts_the_browser_itself_names_what_was_chosen(
    open_phone, answer, report, daniyar, sign_in
):
    plain = open_phone(java_script_enabled=False)
    sign_in(plain, daniyar, "en")
    plain.goto(answer)
    chooser = plain.locator(".chooser:has([name=documents])")
    paper = {"name": "act.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}

    assert chooser.locator("label").inner_text() == "Choose documents"
    assert chooser.evaluate(OF_THE_BROWSER) == [False, True]
    plain.set_input_files("[name=documents]", [paper])
    plain.select_option("[name=reason]", "done")
    plain.fill("[name=text]", "Құбыр қосылды, су бар.")
    plain.click("button[value=publish]")
    plain.wait_for_selector("text=Your answer is published.")

    assert Enclosure.objects.get().reply.report_id == report.pk
