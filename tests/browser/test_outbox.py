"""What the phone accepted reaches the server once, whatever breaks in between."""

import pytest

from reports import access, receipts
from reports.models import Photo, Report
from tests import factories
from tests.browser.patience import comes_true
from tests.browser.test_filing import API, MORE, PHOTO_API, PHOTOS, SEND, chosen, code_on, fill

pytestmark = pytest.mark.browser

RECEIPT_API = "**/api/v1/receipt/"
WORDS = "Құбыр көшеде жатыр, жұмыс тоқтап қалды."
ARRIVED = "h1:has-text('Your report has arrived')"
SAVED = "h1:has-text('Saved on this phone')"
QUEUE = "/en/report/queue/"


@pytest.fixture
def form(project):
    return f"/en/projects/{project.identifier}/report/"


def kept(phone, store):
    """What the phone keeps in one of its stores."""
    return phone.evaluate(
        """async (store) => {
          const { all } = await import("/static/js/store.js");
          return (await all(store)).map(({ id, draftId, refused }) => ({ id, draftId, refused }));
        }""",
        store,
    )


def ready(phone, form):
    """Open the form and wait until its draft is looked up."""
    phone.goto(form)
    phone.wait_for_selector("form[data-ready]")


def until(phone, store, count):
    """Until the phone keeps so many things in a store."""
    for _look in range(100):
        if len(kept(phone, store)) == count:
            return
        phone.wait_for_timeout(100)
    raise AssertionError(f"{store}: {kept(phone, store)}")


def cut(phone, address, at):
    """Cut the network at one moment of the first request there: before it arrives or before its
    answer comes back. Every later request passes."""
    met = []

    def once(route):
        if met:
            return route.continue_()
        met.append(route.request.method)
        if at == "answer":
            route.fetch()
        return route.abort()

    phone.route(address, once)
    return met


# The draft ------------------------------------------------------------------------------------


def test_what_is_written_survives_a_reload_with_its_photo(phone, form):
    ready(phone, form)
    phone.click("label.choice:has([value=stopped])")
    phone.fill("[name=text]", WORDS)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.wait_for_selector("[data-previews] img[src^=blob]")
    draft = phone.input_value("[name=draft_id]")
    until(phone, "drafts", 1)

    ready(phone, form)

    assert phone.input_value("[name=text]") == WORDS
    assert phone.is_checked("[value=stopped]")
    assert phone.input_value("[name=draft_id]") == draft
    assert phone.locator("[data-previews] img[src^=blob]").count() == 1
    assert phone.is_visible("[data-draft]")


def test_what_is_written_survives_the_back_button(phone, form):
    ready(phone, form)
    phone.fill("[name=text]", WORDS)
    phone.goto("/en/about/")

    phone.go_back()
    phone.wait_for_selector("form[data-ready]")

    assert phone.input_value("[name=text]") == WORDS


def test_what_is_written_survives_a_killed_tab(phone, form):
    ready(phone, form)
    phone.fill("[name=text]", WORDS)
    until(phone, "drafts", 1)
    phone.close(run_before_unload=False)

    again = phone.context.new_page()
    ready(again, form)

    assert again.input_value("[name=text]") == WORDS


def test_a_draft_is_deleted_by_one_tap(phone, form):
    ready(phone, form)
    phone.fill("[name=text]", WORDS)
    until(phone, "drafts", 1)
    ready(phone, form)

    phone.click("[data-forget-draft]")

    assert phone.input_value("[name=text]") == ""
    until(phone, "drafts", 0)


# A cut at every moment of the way -------------------------------------------------------------


MOMENTS = [
    (API, "request"),  # before the text
    (API, "answer"),  # the text is there, its answer is lost
    (PHOTO_API, "request"),  # between text and photo
    (PHOTO_API, "answer"),  # the photo is there, its answer is lost
    (RECEIPT_API, "request"),  # before it is read back
    (RECEIPT_API, "answer"),
]


@pytest.mark.parametrize(("where", "moment"), MOMENTS)
def test_a_cut_loses_nothing_and_doubles_nothing(phone, form, where, moment):
    met = cut(phone, where, moment)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert len(met) == 1
    assert Report.objects.count() == 1
    assert [photo.state for photo in Photo.objects.all()] == ["processing"]
    assert kept(phone, "queue") == []


def test_a_machines_report_whose_answer_is_lost_arrives_once(phone, office, aksu):
    machine = factories.make_machine(aksu)
    met = cut(phone, API, "answer")
    ready(phone, f"/en/machines/{machine.public_id}/report/")
    phone.click("label.choice:has([value=refused_us])")

    phone.click(SEND)
    phone.wait_for_selector(ARRIVED)
    until(phone, "queue", 0)

    assert len(met) == 1
    assert Report.objects.get().machine == machine


def test_a_photo_cut_in_its_middle_goes_on_from_there(phone, form):
    ranges = []

    def cut_second(route):
        span = route.request.headers.get("content-range", "")
        ranges.append(span.split("/")[0])
        return route.abort() if len(ranges) == 2 else route.continue_()

    phone.route(PHOTO_API, cut_second)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(b"\xff\xd8\xff" + bytes(150_000))])

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    pieces = [
        "bytes 0-65535",
        "bytes 65536-131071",
        "",
        "bytes 65536-131071",
        "bytes 131072-150002",
    ]
    assert ranges == pieces
    assert Photo.objects.get().total == 150_003


def test_without_a_network_it_is_saved_and_goes_by_itself(phone, form):
    fill(phone, form)
    phone.context.set_offline(True)
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    assert len(kept(phone, "queue")) == 1
    code = code_on(phone)

    phone.context.set_offline(False)
    phone.wait_for_selector(ARRIVED)
    phone.wait_for_selector("[data-arrived]:not([hidden])", state="attached")

    assert access.own_report(code) == Report.objects.get()
    assert kept(phone, "queue") == []


def test_a_tab_killed_without_a_network_sends_with_the_next_opening(phone, form):
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.context.set_offline(True)
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    code = code_on(phone)
    phone.close(run_before_unload=False)
    phone.context.set_offline(False)

    again = phone.context.new_page()
    again.goto("/en/about/")
    again.wait_for_selector("[data-unsent] [data-count]", state="attached")
    until(again, "queue", 0)

    assert [photo.state for photo in access.own_report(code).photos.all()] == ["processing"]
    again.wait_for_selector("text=It has arrived")


def hang(phone, address, at):
    """The network falls silent at one moment of a request there, and stays so for this page."""
    met = []

    def silent(route):
        if at == "answer":
            route.fetch()
        met.append(route.request.method)

    phone.route(address, silent)
    return met


@pytest.mark.parametrize(("where", "moment"), MOMENTS)
def test_a_tab_killed_at_any_moment_loses_nothing_and_doubles_nothing(phone, form, where, moment):
    met = hang(phone, where, moment)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.click(SEND)
    for _look in range(200):
        if met:
            break
        phone.wait_for_timeout(50)
    phone.close(run_before_unload=False)

    again = phone.context.new_page()
    again.goto("/en/about/")
    again.wait_for_selector("text=It has arrived")

    assert len(met) == 1
    assert [photo.state for photo in Report.objects.get().photos.all()] == ["processing"]


def test_a_tab_killed_in_the_middle_of_a_photo_goes_on_with_the_next_opening(phone, form):
    sent = []

    def first_alone(route):
        sent.append(route.request.headers.get("content-range"))
        return route.continue_() if len(sent) == 1 else route.abort()

    phone.route(PHOTO_API, first_alone)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(b"\xff\xd8\xff" + bytes(150_000))])
    phone.click(SEND)
    comes_true(phone, "document.querySelector('[data-sending] progress')?.value > 0")
    phone.close(run_before_unload=False)

    again = phone.context.new_page()
    ranges = []
    again.on("request", lambda asked: ranges.append(asked.headers.get("content-range")))
    again.goto("/en/about/")
    until(again, "queue", 0)

    assert [span.split("/")[0] for span in ranges if span] == [
        "bytes 65536-131071",
        "bytes 131072-150002",
    ]
    assert Photo.objects.get().total == 150_003
    assert Report.objects.count() == 1


def test_every_page_counts_what_is_not_sent(phone, form, project):
    phone.route("**/api/v1/**", lambda route: route.abort())
    fill(phone, form)
    phone.click(SEND)
    phone.wait_for_selector(SAVED)

    for page in ("/en/", f"/en/projects/{project.identifier}/", "/en/receipt/"):
        phone.goto(page)
        phone.wait_for_selector("[data-unsent]:not([hidden])")
        assert phone.inner_text("[data-unsent]") == "Not sent yet: 1"


def test_a_full_phone_says_so_and_sends_all_the_same(phone, form):
    phone.add_init_script(
        """IDBObjectStore.prototype.put = () => {
          throw new DOMException("full", "QuotaExceededError");
        };"""
    )
    said = []
    phone.route(
        API, lambda route: (said.append(phone.inner_text("[data-status]")), route.continue_())
    )
    fill(phone, form)

    phone.click(SEND)
    code_on(phone)
    phone.wait_for_selector(ARRIVED)

    assert "There is no room on this phone" in said[0]
    assert Report.objects.count() == 1


def test_a_full_phone_without_a_network_never_says_saved(phone, form):
    phone.add_init_script(
        """IDBObjectStore.prototype.put = () => {
          throw new DOMException("full", "QuotaExceededError");
        };"""
    )
    fill(phone, form)
    phone.context.set_offline(True)

    phone.click(SEND)

    phone.wait_for_selector("h1:has-text('Keep this page open')")
    assert not phone.is_visible(SAVED)


def test_the_same_draft_sent_five_times_at_once_is_one_report(phone, form):
    ready(phone, form)
    sent = {
        "draft_id": "7c0a1f6e-3f3b-4f0e-9d5e-2f6a4f2f9b11",
        "receipt_code": receipts.make_code(),
        "kind": "progress",
        "stage": "stopped",
        "project": "kz-aksu-water",
        "text": WORDS,
        "language": "kk",
    }

    answers = phone.evaluate(
        """async (sent) => {
          const { postJson } = await import("/static/js/send.js");
          const five = Array.from({ length: 5 }, () => postJson("/api/v1/reports/", "en", sent));
          return (await Promise.all(five)).map(({ body }) => body.id);
        }""",
        sent,
    )

    assert len(set(answers)) == 1
    assert Report.objects.count() == 1


def test_a_paid_networks_page_is_no_answer(phone, form):
    strange = []

    def portal(route):
        strange.append(1)
        if len(strange) > 1:
            return route.continue_()
        return route.fulfill(status=200, content_type="text/html", body="<h1>Pay first</h1>")

    phone.route(API, portal)
    fill(phone, form)

    phone.click(SEND)
    phone.wait_for_selector(ARRIVED)

    assert Report.objects.count() == 1


# The page of the queue ------------------------------------------------------------------------


@pytest.fixture
def queued(phone, form):
    """A report that could not leave."""
    phone.route(API, lambda route: route.abort())
    fill(phone, form)
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    phone.unroute(API)
    return phone


def test_the_queue_lists_what_waits_with_its_code_and_tries_again(queued):
    code = code_on(queued)
    queued.route(API, lambda route: route.abort())
    queued.goto(QUEUE)
    queued.wait_for_selector("[data-queue] li")
    assert queued.inner_text("[data-queue] [data-title]") == "Water pipe"
    assert receipts.fold(queued.inner_text("[data-queue] [data-code]")) == code
    queued.unroute(API)

    queued.click("[data-try]")
    queued.wait_for_selector("[data-none]:not([hidden])")

    assert access.own_report(code) == Report.objects.get()


def test_deleting_from_the_queue_asks_once_more(queued):
    queued.route(API, lambda route: route.abort())
    queued.goto(QUEUE)
    queued.click("[data-delete]")
    assert len(kept(queued, "queue")) == 1

    queued.click("[data-sure] button")
    queued.wait_for_selector("[data-none]:not([hidden])")

    assert kept(queued, "queue") == []


def test_what_the_server_refused_is_mended_in_the_form(phone, form):
    phone.route(API, lambda route: route.abort())
    fill(phone, form)
    phone.click(MORE)
    phone.fill("[name=observed_on]", "2020-01-01")
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    phone.unroute(API)
    phone.goto(QUEUE)
    phone.wait_for_selector("[data-state=refused]:not([hidden])")
    assert "This day is more than two years ago." in phone.inner_text("[data-reason]")

    phone.click("[data-mend]")
    phone.wait_for_selector("form[data-ready]")

    assert phone.input_value("[name=text]") == WORDS
    assert kept(phone, "queue") == []
