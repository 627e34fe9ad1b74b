"""The receipt on one's own phone: kept only when asked for, hidden by one tap, with news."""

import pytest
from PIL import Image

from tests import factories
from tests.browser.patience import comes_true
from tests.browser.test_filing import SEND, code_on, fill
from tests.browser.test_outbox import QUEUE, kept, until

pytestmark = pytest.mark.browser


@pytest.fixture
def form(project):
    return f"/en/projects/{project.identifier}/report/"


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


def opened(phone, report):
    """The receipt page of this report."""
    phone.goto(f"/en/receipt/#{report.code}")
    comes_true(phone, "location.hash === ''")
    phone.click("main form button")
    phone.wait_for_selector("[data-keep-code]:not([hidden])")


def kept_here(phone, report):
    """The receipt page, its code kept on this phone."""
    opened(phone, report)
    phone.click("[data-keep-code]")
    phone.wait_for_selector("text=The code is kept on this phone.")


def test_nothing_of_a_sent_report_stays_on_the_phone_unasked(phone, form):
    fill(phone, form)
    phone.click(SEND)
    code_on(phone)
    phone.wait_for_selector("[data-once-filed]:not([hidden])")
    until(phone, "queue", 0)

    left = {store: kept(phone, store) for store in ("drafts", "own", "settings")}
    assert left == {"drafts": [], "own": [], "settings": []}


def test_this_is_my_phone_keeps_the_code_and_an_answer_shows(phone, report, daniyar):
    kept_here(phone, report)
    factories.make_reply(report, daniyar)

    phone.goto(QUEUE)
    assert not phone.is_visible("[data-list]")
    phone.click("[data-show]")
    phone.wait_for_selector("[data-news]:not([hidden])")
    assert phone.inner_text("[data-mine] [data-title]") == "Water pipe"
    phone.click("[data-hide]")
    assert not phone.is_visible("[data-list]")

    phone.click("[data-show]")
    phone.click("[data-mine] form button:not([type=button])")
    phone.wait_for_selector("h1:has-text('My report')")
    phone.goto(QUEUE)
    phone.click("[data-show]")
    phone.wait_for_timeout(300)
    assert not phone.is_visible("[data-news]")


def test_every_page_tells_of_an_answer_only_when_this_was_wished(phone, report, daniyar):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    kept_here(phone, report)
    factories.make_reply(report, daniyar)
    asked.clear()
    phone.goto("/en/about/")
    phone.wait_for_load_state("networkidle")
    assert [url for url in asked if "/api/v1/receipt/" in url] == []

    phone.goto(QUEUE)
    phone.click("[data-show]")
    phone.check("[data-watch]")
    until(phone, "settings", 1)
    phone.goto("/en/about/")

    phone.wait_for_selector("[data-answered]:not([hidden])")


def test_a_kept_code_is_forgotten_by_one_tap(phone, report):
    kept_here(phone, report)
    phone.goto(QUEUE)
    phone.click("[data-show]")

    phone.click("[data-forget]")
    phone.wait_for_selector("[data-mine]", state="hidden")

    assert kept(phone, "own") == []


def test_the_receipt_is_saved_as_a_picture(phone, report):
    opened(phone, report)

    with phone.expect_download() as download:
        phone.click("[data-save-picture]")

    picture = Image.open(download.value.path())
    assert (picture.format, picture.size) == ("PNG", (720, 720))
    # The QR picture stands below the code: a third to a half of it is black.
    below = picture.convert("L").crop((140, 256, 580, 696)).histogram()
    assert 0.2 < sum(below[:128]) / sum(below) < 0.7


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_of_the_phone_shuts_nobody_out(open_phone, form, language, complaints_of_axe):
    phone = open_phone(viewport={"width": 320, "height": 640})
    phone.route("**/api/v1/reports/", lambda route: route.abort())
    fill(phone, form.replace("/en/", f"/{language}/"))
    phone.click(SEND)
    phone.wait_for_selector("[data-heading=saved]:not([hidden])")
    assert complaints_of_axe(phone) == []

    phone.goto(f"/{language}/report/queue/")
    phone.wait_for_selector("[data-queue] li")

    assert complaints_of_axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
