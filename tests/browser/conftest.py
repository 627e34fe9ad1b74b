"""A real Chromium on a small phone, before a live server on a real database.

The server's threads and the test share one database file; each worker of xdist has its own.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CSP = "Content Security Policy"
PHONE = {"width": 360, "height": 740}
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser(django_db_setup):
    """Playwright runs a loop in this thread, which Django takes for asynchronous code."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"Debian's Chromium is not installed: {CHROMIUM} is missing.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _files_under_their_own_names(settings):
    """The live server looks files up where they are written, not where they are collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def address(live_server):
    """Where the site is."""
    return live_server.url


@pytest.fixture
def open_phone(browser: Browser, address):
    """A phone of its own: `open_phone(java_script_enabled=False)`. What a script or the policy of
    contents complains of fails the test."""
    contexts, complaints = [], []

    def phone(**options) -> Page:
        context = browser.new_context(
            **{
                "viewport": PHONE,
                "base_url": address,
                "locale": "en",
                # A worker would stand between the page and the network that tests cut.
                "service_workers": "block",
            }
            | options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if CSP in said.text else None)
        return page

    yield phone
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def phone(open_phone) -> Page:
    return open_phone()


@pytest.fixture
def sign_in(signed_in, address):
    """Give a phone the session of somebody of the staff who has shown both factors."""

    def admit(phone, user, language):
        user.language = language
        user.save()
        cookie = signed_in(user).cookies["sessionid"]
        phone.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])

    return admit


@pytest.fixture
def complaints_of_axe():
    """What an accessibility checker says of a page, rule by rule."""

    def look(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return look
