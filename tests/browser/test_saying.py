"""What is said with one tap, or with the receipt code, goes through the phone's queue as well."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from reports import access, services
from reports.models import Confirmation, Photo, Question, Report
from tests import factories
from tests.browser.patience import comes_true
from tests.browser.test_filing import chosen, code_on
from tests.browser.test_outbox import cut, kept, until

pytestmark = pytest.mark.browser

STEP_API = "**/api/v1/receipt/**"
CONFIRM_API = "**/confirmations/"
SAVED = "[data-step] [data-heading=saved]:not([hidden])"


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def receipt(phone, report):
    """Opens Aigul's receipt page; the code stays nowhere on the phone."""

    def open_it():
        phone.goto(f"/en/receipt/#{report.code}")
        comes_true(phone, "location.hash === ''")
        phone.click("main form button")
        phone.wait_for_selector("[data-keep-code]:not([hidden])")
        return phone

    return open_it


def state(report):
    return Report.objects.get(pk=report.pk).state


def press(phone, action):
    phone.click(f"button[value={action}]:visible")


# I see it too -----------------------------------------------------------------------------------


@pytest.fixture
def confirm(report):
    with translation.override("en"):
        return reverse("confirm", args=[report.public_id])


@pytest.mark.parametrize("moment", ["request", "answer"])
def test_i_see_it_too_survives_a_cut_and_counts_once(phone, report, confirm, moment):
    met = cut(phone, CONFIRM_API, moment)
    phone.goto(confirm)

    phone.click("[data-confirm] button")
    phone.wait_for_selector("h1:has-text('You are counted')")

    assert met == ["POST"]
    assert Confirmation.objects.get() == access.own_confirmation(code_on(phone))
    assert kept(phone, "queue") == []


def test_i_see_it_too_without_a_network_goes_by_itself_with_its_code(phone, report, confirm):
    phone.route(CONFIRM_API, lambda route: route.abort())
    phone.goto(confirm)
    phone.click("[data-confirm] button")
    phone.wait_for_selector("h1:has-text('Saved on this phone')")
    code = code_on(phone)
    phone.goto("/en/about/")
    phone.wait_for_selector("[data-unsent]:not([hidden])")
    assert phone.inner_text("[data-unsent]") == "Not sent yet: 1"

    phone.unroute(CONFIRM_API)
    phone.goto("/en/about/")
    until(phone, "queue", 0)

    assert access.own_confirmation(code) == Confirmation.objects.get()


def test_the_form_offers_it_through_the_queue_too(phone, report, project):
    phone.goto(f"/en/projects/{project.identifier}/report/")

    phone.click("[data-confirm] button")
    phone.wait_for_selector("h1:has-text('You are counted')")

    assert Confirmation.objects.count() == 1


# With the receipt code --------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["request", "answer"])
def test_a_verdict_survives_a_cut_and_is_given_once(receipt, report, daniyar, moment):
    factories.make_claim(report, daniyar)
    phone = receipt()
    met = cut(phone, "**/receipt/verdict/", moment)

    press(phone, "not_done")
    phone.wait_for_selector("text=The office must answer again.")

    assert met == ["POST"]
    assert (report.verdicts.count(), state(report)) == (1, "disputed")
    assert kept(phone, "queue") == []


def test_an_answer_without_a_network_is_saved_and_goes_with_the_next_page(receipt, report, daniyar):
    factories.make_question(report, daniyar)
    phone = receipt()
    phone.route(STEP_API, lambda route: route.abort())
    phone.fill("#question-answer", "Иә, құбыр әлі жатыр.")
    press(phone, "answer")
    phone.wait_for_selector(SAVED)
    expect(phone.locator("[data-step]")).to_be_in_viewport()
    phone.goto("/en/report/queue/")
    phone.wait_for_selector("[data-queue] li")
    shown = phone.inner_text("[data-queue] li")
    assert "Send the answer" in shown
    assert report.code[:4] not in shown

    phone.unroute(STEP_API)
    phone.goto("/en/about/")
    until(phone, "queue", 0)

    assert Question.objects.get().answer == "Иә, құбыр әлі жатыр."


@pytest.fixture
def went_alone(receipt, report):
    """A withdrawal that could not leave, and went when Aigul opened another page."""
    phone = receipt()
    phone.route(STEP_API, lambda route: route.abort())
    press(phone, "ask_to_withdraw")
    press(phone, "withdraw")
    phone.wait_for_selector(SAVED)
    phone.unroute(STEP_API)
    phone.goto("/en/about/")
    phone.wait_for_selector("[data-unsent] :text('It has arrived')")
    assert state(report) == "withdrawn"
    return phone


def test_what_went_later_is_told_on_the_page_of_the_phone(went_alone):
    went_alone.goto("/en/report/queue/")
    went_alone.wait_for_selector("[data-arrivals] li")
    assert "Yes, take it back" in went_alone.inner_text("[data-arrivals] li")

    went_alone.click("[data-arrivals] button")
    went_alone.wait_for_selector("[data-arrivals]", state="hidden")

    assert kept(went_alone, "settings") == []


def test_what_went_later_is_told_once_on_its_receipt(went_alone, receipt, report):
    receipt()
    went_alone.wait_for_selector("[data-step] [data-heading=arrived]:not([hidden])")
    assert "Yes, take it back" in went_alone.inner_text("[data-step]")
    until(went_alone, "settings", 0)

    went_alone.goto("/en/about/")
    receipt()
    went_alone.wait_for_timeout(300)
    assert not went_alone.is_visible("[data-step]")


def test_a_withdrawal_asks_twice_without_the_network_and_then_waits(receipt, report):
    phone = receipt()
    phone.context.set_offline(True)
    press(phone, "ask_to_withdraw")
    press(phone, "withdraw")
    phone.wait_for_selector(SAVED)
    assert state(report) == "open"

    phone.context.set_offline(False)
    phone.wait_for_selector("text=The report is withdrawn.")

    assert state(report) == "withdrawn"
    assert (kept(phone, "queue"), kept(phone, "settings")) == ([], [])


def test_who_leaves_it_says_nothing(receipt, report):
    phone = receipt()
    press(phone, "ask_to_withdraw")

    phone.click("[data-leave-it]:visible")

    assert phone.locator("button[value=withdraw]:visible").count() == 0
    assert (state(report), kept(phone, "queue")) == ("open", [])


@pytest.mark.parametrize("moment", ["request", "answer"])
def test_an_erasure_offers_the_proof_first_and_survives_a_cut(receipt, report, moment):
    phone = receipt()
    met = cut(phone, "**/receipt/erase/", moment)
    press(phone, "ask_to_erase")
    assert phone.is_visible(f"[data-asked] a[href$='/log/proof/{report.public_id}']")

    press(phone, "erase")
    phone.wait_for_selector("h1:has-text('The report is erased')")

    assert met == ["POST"]
    assert Report.objects.get().visibility == "erased"
    assert kept(phone, "queue") == []


@pytest.mark.parametrize("moment", ["request", "answer"])
def test_a_further_photo_survives_a_cut_and_arrives_once(receipt, report, moment):
    report.photos.create(number=1, state="processing", day=report.observed_on)
    phone = receipt()
    met = cut(phone, "**/api/v1/receipt/photos/2/", moment)
    phone.set_input_files("#more-photos", [chosen(factories.picture())])

    press(phone, "photos")
    phone.wait_for_selector("text=The photos arrived and are being prepared.")

    assert met == ["PUT"]
    assert [photo.number for photo in Photo.objects.order_by("number")] == [1, 2]
    assert kept(phone, "queue") == []


def test_what_can_no_longer_be_done_is_said_and_its_code_is_not_kept(receipt, report):
    phone = receipt()
    services.withdraw_report(Report.objects.get())
    press(phone, "ask_to_withdraw")

    press(phone, "withdraw")
    phone.wait_for_selector("[data-step] [data-heading=refused]:not([hidden])")

    assert "This can no longer be done." in phone.inner_text("[data-step]")
    assert kept(phone, "queue") == []


def test_a_step_refused_while_no_page_listens_leaves_no_code(receipt, report):
    phone = receipt()
    phone.route(STEP_API, lambda route: route.abort())
    press(phone, "ask_to_withdraw")
    press(phone, "withdraw")
    phone.wait_for_selector(SAVED)
    services.withdraw_report(Report.objects.get())
    phone.close(run_before_unload=False)

    again = phone.context.new_page()
    again.goto("/en/report/queue/")
    again.wait_for_selector("[data-state=refused]:not([hidden])")

    left = again.evaluate(
        """async () => {
          const { all } = await import("/static/js/store.js");
          return JSON.stringify(await all("queue"));
        }"""
    )
    assert report.code not in left


def test_without_java_script_the_plain_post_does_it(open_phone, report):
    phone = open_phone(java_script_enabled=False)
    phone.goto("/en/receipt/")
    phone.fill("[name=receipt_code]", report.code)
    phone.click("main form button")
    press(phone, "ask_to_withdraw")

    press(phone, "withdraw")

    phone.wait_for_selector("text=The report is withdrawn.")
    assert state(report) == "withdrawn"


def test_a_photo_too_many_is_told_and_asked_for_no_more(receipt, report):
    for number in range(1, 6):
        report.photos.create(number=number, state="processing", day=report.observed_on)
    phone = receipt()
    asked = []
    phone.on("request", lambda request: asked.append(request.method))
    colours = [(0, 0, 0), (200, 0, 0)]
    two = [chosen(factories.picture(colour=colour)) for colour in colours]
    phone.set_input_files("#more-photos", two)

    press(phone, "photos")
    phone.wait_for_selector("[data-step] [data-heading=refused]:not([hidden])")

    assert asked.count("PUT") == 2
    assert report.photos.filter(state="processing").count() == 6
    assert kept(phone, "queue") == []


def test_two_phones_with_one_receipt_lose_neither_photo(open_phone, report):
    phones = [open_phone(), open_phone()]
    for number, phone in enumerate(phones):
        phone.goto(f"/en/receipt/#{report.code}")
        comes_true(phone, "location.hash === ''")
        phone.click("main form button")
        phone.wait_for_selector("[data-keep-code]:not([hidden])")
        picture = factories.picture(colour=(200 * number, 0, 0))
        phone.set_input_files("#more-photos", [chosen(picture)])
    phones[0].route("**/api/v1/receipt/photos/*/", lambda route: route.abort())

    press(phones[0], "photos")
    phones[0].wait_for_selector(SAVED)
    press(phones[1], "photos")
    phones[1].wait_for_selector("text=The photos arrived and are being prepared.")
    phones[0].unroute("**/api/v1/receipt/photos/*/")
    phones[0].wait_for_selector("text=The photos arrived and are being prepared.")

    assert [photo.state for photo in Photo.objects.all()] == ["processing", "processing"]
    assert len(set(Photo.objects.values_list("sha256_original", flat=True))) == 2
