"""With no network at all: the form, the queue and a kept village open, and nothing of anybody's."""

import pytest

from oversight.models import Installation
from reports import access, offline
from reports.models import Report
from tests import factories
from tests.browser.patience import comes_true
from tests.browser.test_filing import PHOTOS, SEND, chosen, code_on
from tests.browser.test_outbox import ARRIVED, SAVED, WORDS, kept, until

pytestmark = pytest.mark.browser

CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      found[new URL(url).pathname] = await (await cache.match(url)).text();
    }
  }
  return found;
}"""


@pytest.fixture
def phone(open_phone):
    """A phone whose service worker is at work."""
    return open_phone(service_workers="allow")


@pytest.fixture
def form(project):
    return f"/en/projects/{project.identifier}/report/"


def installed(phone, page):
    """Open a page and wait until the worker serves it."""
    phone.goto(page)
    phone.evaluate("navigator.serviceWorker.ready.then(() => null)")
    comes_true(phone, "navigator.serviceWorker.controller !== null")


def test_the_form_opens_without_a_network_and_the_report_goes_later(phone, form, project):
    installed(phone, form)
    phone.context.set_offline(True)

    phone.goto(form)
    phone.wait_for_selector("form[data-ready]")
    assert phone.inner_text("[data-subject]") == "Water pipe"
    phone.click("label.choice:has([value=stopped])")
    phone.fill("[name=text]", WORDS)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    code = code_on(phone)
    assert Report.objects.count() == 0
    phone.context.set_offline(False)
    phone.wait_for_selector(ARRIVED)
    until(phone, "queue", 0)

    report = access.own_report(code)
    assert (report.project, report.text) == (project, WORDS)
    assert [photo.state for photo in report.photos.all()] == ["processing"]


def test_where_an_address_is_needed_the_form_asks_before_it_keeps(phone, form):
    Installation.objects.update(reporting="email")
    installed(phone, form)
    phone.context.set_offline(True)
    phone.goto(form)
    phone.wait_for_selector("form[data-ready]")
    phone.click("label.choice:has([value=stopped])")

    phone.click(SEND)

    assert "needs an e-mail address" in phone.inner_text(".field--wrong .field__errors")
    assert kept(phone, "queue") == []

    phone.fill("[name=contact_email]", "aigul@example.test")
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    phone.context.set_offline(False)
    until(phone, "queue", 0)

    assert Report.objects.get().waits_for == "confirmation"


def test_a_server_that_is_restarting_counts_as_no_network(phone, form):
    installed(phone, form)
    phone.context.route(f"**{form}", lambda route: route.fulfill(status=503, body="Restarting"))

    phone.goto(form)

    phone.wait_for_selector("form[data-shell][data-ready]")


def test_the_queue_opens_without_a_network(phone, form):
    installed(phone, form)
    phone.context.set_offline(True)

    phone.goto("/en/report/queue/")

    assert phone.inner_text("h1") == "On this phone"


def test_a_village_that_was_kept_opens_with_its_works(phone, project):
    village = f"/en/places/{project.place.code}/"
    work = f"/en/projects/{project.identifier}/"
    installed(phone, village)
    phone.click("[data-keep-place]")
    phone.wait_for_selector("text=Kept on this phone")
    phone.context.set_offline(True)

    phone.goto(village)
    assert phone.inner_text("h1") == "Aksu village"
    phone.goto(work)
    assert phone.inner_text("h1") == "Water pipe"
    phone.goto("/en/about/")
    assert phone.inner_text("[data-places] a") == "Aksu village"


def test_a_kept_village_can_be_deleted(phone, project):
    installed(phone, f"/en/places/{project.place.code}/")
    phone.click("[data-keep-place]")
    phone.wait_for_selector("text=Kept on this phone")
    phone.goto("/en/report/queue/")

    phone.click("[data-places] button")
    phone.wait_for_selector("[data-places]", state="hidden")

    assert [path for path in phone.evaluate(CACHED) if "/places/" in path] == []


def test_nothing_of_anybody_lies_in_the_caches(phone, form, project):
    report = factories.make_stopped_report(project)
    installed(phone, form)
    draft = phone.input_value("[name=draft_id]")
    phone.goto("/en/receipt/")
    phone.fill("[name=receipt_code]", report.code)
    phone.click("main form button")
    phone.wait_for_selector("h1:has-text('My report')")

    pages = phone.evaluate(CACHED)

    assert sorted(path for path in pages if not path.startswith("/static/")) == [
        f"/{code}/report/{name}/" for code in ("en", "kk", "ru") for name in ("queue", "shell")
    ]
    assert [path for path, text in pages.items() if report.code in text or draft in text] == []


def test_a_page_that_must_not_be_stored_is_never_kept(phone, form):
    installed(phone, form)

    refused = phone.evaluate(
        """async (form) => {
          const { keep } = await import("/static/js/keep.js");
          return keep(await caches.open("places"), form).then(() => "kept", () => "refused");
        }""",
        form,
    )

    assert refused == "refused"
    assert kept(phone, "queue") == []


def test_the_worker_sends_what_waits_though_every_page_is_closed(phone, form):
    installed(phone, form)
    phone.wait_for_selector("form[data-ready]")
    phone.click("label.choice:has([value=stopped])")
    phone.context.set_offline(True)
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    code = code_on(phone)
    phone.goto("about:blank")
    phone.context.set_offline(False)

    _wake_for_sync(phone)

    for _look in range(100):
        if access.own_report(code):
            break
        phone.wait_for_timeout(100)
    assert access.own_report(code) == Report.objects.get()


def _wake_for_sync(phone):
    """As the browser does when the network is back."""
    devtools = phone.context.new_cdp_session(phone)
    found = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.append(told))
    devtools.send("ServiceWorker.enable")
    phone.wait_for_timeout(300)
    [registration] = found[-1]["registrations"]
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": registration["scopeURL"].rstrip("/"),
            "registrationId": registration["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )


def test_a_new_version_waits_until_no_page_of_the_old_one_is_open(phone, form, monkeypatch):
    installed(phone, form)
    before = own_caches(phone)
    monkeypatch.setattr(offline, "A_DAY", offline.A_DAY.replace(year=2001))

    phone.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    comes_true(
        phone, "navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)"
    )
    assert set(before) < set(own_caches(phone))
    other = phone.context.new_page()
    phone.close()

    for _look in range(10):
        other.goto("about:blank")  # now no page of the site is open
        other.wait_for_timeout(500)
        other.goto(form)
        if len(own_caches(other)) == 1:
            break
    after = own_caches(other)
    assert (len(after), after != before) == (1, True)


def test_a_version_that_is_not_whole_never_takes_over(phone, form, monkeypatch):
    installed(phone, form)
    before = own_caches(phone)
    monkeypatch.setattr(offline, "A_DAY", offline.A_DAY.replace(year=2002))
    phone.context.route("**/kk/report/queue/", lambda route: route.abort())

    phone.evaluate(
        "navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => null)"
    )
    phone.wait_for_timeout(1000)

    assert phone.evaluate(
        "navigator.serviceWorker.getRegistration().then((one) => one.waiting === null)"
    )
    assert set(before) <= set(own_caches(phone))


def own_caches(phone):
    names = phone.evaluate("caches.keys()")
    return [name for name in names if name.startswith("own-")]


# A machine ------------------------------------------------------------------------------------


@pytest.fixture
def machine(office, aksu):
    return factories.make_machine(aksu)


def test_a_machine_is_told_of_without_a_network(phone, machine):
    form = f"/en/machines/{machine.public_id}/report/"
    installed(phone, form)
    phone.context.set_offline(True)

    phone.goto(form)
    phone.wait_for_selector("form[data-shell][data-ready]")
    assert phone.inner_text("[data-subject]") == machine.title
    assert phone.is_visible("label.choice:has([value=refused_us])")
    assert not phone.is_visible("label.choice:has([value=stopped])")
    phone.click("label.choice:has([value=serves_village])")
    phone.click("[data-checklist] > summary")
    phone.select_option("[name=seen_hours]", "4")
    phone.fill("[name=text]", "Таңертең көшенің қарын тазалады.")
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    code = code_on(phone)
    assert Report.objects.count() == 0
    phone.context.set_offline(False)
    phone.wait_for_selector(ARRIVED)
    until(phone, "queue", 0)

    report = access.own_report(code)
    assert (report.machine, report.project, report.stage) == (machine, None, "serves_village")
    assert report.observations == {"hours": "4"}
    assert [photo.state for photo in report.photos.all()] == ["processing"]
