"""A report from the phone outlives a web server that is killed and started again."""

import pytest

from reports import access
from reports.models import Report
from tests import factories
from tests.browser.test_filing import PHOTOS, SEND, chosen, code_on, fill
from tests.browser.test_outbox import ARRIVED, SAVED
from tests.faults.stack import crash, site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stack(transactional_db, tmp_path):
    with site(tmp_path) as stack:
        stack.web = stack.start_web()
        yield stack


@pytest.fixture
def address(stack):
    return stack.address


def test_what_was_sent_while_the_server_was_down_goes_when_it_is_back(project, stack, open_phone):
    phone = open_phone()
    fill(phone, f"/en/projects/{project.identifier}/report/")
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.wait_for_selector("[data-previews] img[src^=blob]")
    crash(stack.web)

    phone.click(SEND)
    phone.wait_for_selector(SAVED)
    code = code_on(phone)
    stack.start_web()
    phone.wait_for_selector(ARRIVED, timeout=60_000)
    phone.wait_for_selector("[data-arrived]:not([hidden])", timeout=60_000)

    assert access.own_report(code) == Report.objects.get()
    assert [photo.state for photo in Report.objects.get().photos.all()] == ["processing"]


def test_a_server_killed_at_every_moment_of_the_way_loses_and_doubles_nothing(
    project, stack, open_phone
):
    phone = open_phone()
    killed = []

    def kill_once(route):
        span = route.request.headers.get("content-range", "").partition("/")[0]
        moment = (route.request.method, route.request.url.rpartition("/api/v1/")[2], span)
        if moment not in killed:
            killed.append(moment)
            crash(stack.web)
        route.continue_()

    phone.route("**/api/v1/**", kill_once)
    fill(phone, f"/en/projects/{project.identifier}/report/")
    phone.set_input_files(PHOTOS, [chosen(b"\xff\xd8\xff" + bytes(100_000))])
    phone.click(SEND)
    for _look in range(600):
        phone.wait_for_timeout(100)
        if phone.is_visible("[data-arrived]"):
            break
        if stack.web.returncode is not None:
            stack.web = stack.start_web()

    photos = "receipt/photos/1/"
    assert killed == [
        ("POST", "reports/", ""),
        ("PUT", photos, "bytes 0-65535"),
        ("GET", photos, ""),
        ("PUT", photos, "bytes 65536-100002"),
        ("POST", "receipt/", ""),
    ]
    assert [photo.total for photo in Report.objects.get().photos.all()] == [100_003]
