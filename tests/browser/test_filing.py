"""Filing from a phone: light photos, words first, once whatever breaks, the code in the hand."""

import io
from datetime import timedelta

import pytest
from django.utils import translation
from PIL import Image

from oversight import public_log
from oversight.calendar import today
from reports import access, receipts
from reports.models import Photo, Report
from reports.photos import quarantine
from tests import factories
from tests.browser.patience import comes_true
from tests.reports import heic, pictures

pytestmark = pytest.mark.browser

PHOTOS = "input[name=photos]"
SEND = "form[enctype] > button"
API = "**/api/v1/reports/"
PHOTO_API = "**/api/v1/receipt/photos/1/"
MORE = "[data-more] > summary"
STOPPED = "label.choice:has([value=stopped])"


@pytest.fixture
def form(project):
    return f"/en/projects/{project.identifier}/report/"


def chosen(content, name="IMG_2044.jpg"):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def code_on(page):
    """The code the phone shows, once it does."""
    page.wait_for_selector(".receipt__code")
    return receipts.fold(page.inner_text(".receipt__code"))


def fill(page, form):
    page.goto(form)
    page.click(STOPPED)
    page.fill("[name=text]", "Құбыр көшеде жатыр, жұмыс тоқтап қалды.")


def in_page(page, script, argument=None):
    """Run a function of the page's modules."""
    return page.evaluate(script, argument)


# What the phone makes itself ------------------------------------------------------------------


def test_codes_of_the_phone_are_codes_of_the_server(phone, form):
    phone.goto(form)

    made = in_page(
        phone,
        """async () => {
          const { makeCode } = await import("/static/js/receipt-code.js");
          return Array.from({ length: 2000 }, makeCode);
        }""",
    )

    assert [receipts.fold(code) for code in made] == made
    assert len(set(made)) == 2000
    assert set("".join(made)) == set(receipts.ALPHABET)


def test_the_phone_reckons_the_check_symbol_as_the_server_does(phone, form):
    bodies = [receipts.make_code()[:-1] for _ in range(2000)]
    phone.goto(form)

    symbols = in_page(
        phone,
        """async (bodies) => {
          const { checkSymbol } = await import("/static/js/receipt-code.js");
          return bodies.map(checkSymbol);
        }""",
        bodies,
    )

    assert symbols == [receipts.check_symbol(body) for body in bodies]


@pytest.mark.parametrize("side", [(4000, 3000), (3000, 4000), (500, 300)])
def test_a_photo_leaves_the_phone_light_and_without_its_metadata(phone, form, side):
    content = _leaving(phone, form, _noisy(*side))

    light = Image.open(io.BytesIO(content))
    assert len(content) <= 200 * 1024
    assert (light.format, max(light.size)) == ("JPEG", min(1600, max(side)))
    assert light.getexif() == {}


def test_even_a_photo_of_nothing_but_noise_becomes_light(phone, form):
    assert len(_leaving(phone, form, _noisy(4000, 3000, 120))) <= 200 * 1024


def test_a_lying_photo_is_turned_upright(phone, form):
    light = Image.open(io.BytesIO(_leaving(phone, form, factories.phone_picture())))

    assert light.size == (900, 1200)


def _noisy(width, height, strength=8):
    exif = Image.Exif()
    exif[0x010F] = "Maker of the phone"
    out = io.BytesIO()
    Image.effect_noise((width, height), strength).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _leaving(phone, form, content):
    """The bytes that leave the phone for a photo of this content."""
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(content)])
    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])", timeout=60_000)
    return quarantine.path_of(Photo.objects.get().quarantine).read_bytes()


# The whole way --------------------------------------------------------------------------------


def test_aigul_files_a_report_with_photos(phone, form, project):
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture()), chosen(factories.phone_picture())])
    phone.wait_for_selector("[data-previews] li:nth-child(2) img[src^=blob]")

    phone.click(SEND)
    code = code_on(phone)
    phone.wait_for_selector("[data-arrived]:not([hidden])")
    factories.develop_all()

    report = access.own_report(code)
    assert (report.project, report.stage) == (project, "stopped")
    assert [(photo.state, photo.width) for photo in report.photos.all()] == [
        ("ready", 640),  # in the order chosen
        ("ready", 900),
    ]
    assert all(len(photo.sha256_original) == 64 for photo in report.photos.all())
    assert phone.get_attribute("[data-when=due] time", "datetime") == str(report.answer_due_on)
    comes_true(phone, "document.querySelector('img[data-qr]').naturalWidth > 0")


def test_the_same_way_without_java_script(open_phone, form):
    phone = open_phone(java_script_enabled=False)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])

    phone.click(SEND)
    code = code_on(phone)
    factories.develop_all()

    assert [photo.state for photo in access.own_report(code).photos.all()] == ["ready"]
    assert phone.is_visible("img.receipt__qr")
    assert not phone.is_visible("[data-print]")


def test_a_picture_the_browser_cannot_open_goes_as_it_is(phone, form):
    content = heic.heic(pictures.scene())
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(content, "IMG_2044.HEIC")])
    assert phone.inner_text("[data-unseen]:not([hidden])")

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")
    factories.develop_all()

    assert Photo.objects.get().state == "ready"
    assert Photo.objects.get().total == len(content)


def test_an_old_phone_without_the_new_things_sends_all_the_same(phone, form):
    phone.add_init_script(
        """Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
        Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
        delete window.createImageBitmap;
        delete window.BroadcastChannel;
        delete window.DataTransfer;"""
    )
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(_noisy(4000, 3000))])

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert Photo.objects.get().total <= 200 * 1024
    assert Photo.objects.get().sha256_original == ""


def test_a_browser_that_keeps_nothing_sends_all_the_same(phone, form):
    phone.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])
    phone.context.set_offline(True)
    phone.click(SEND)
    phone.wait_for_selector("h1:has-text('Keep this page open')")

    phone.context.set_offline(False)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert Photo.objects.get().state == "processing"


WITHOUT = {
    "bitmaps": "delete window.createImageBitmap;",
    "bitmaps of this format": "window.createImageBitmap = () => Promise.reject(new Error('no'));",
    "webp": """const { toBlob } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.toBlob = function (give, kind, quality) {
          toBlob.call(this, give, kind === "image/webp" ? "image/png" : kind, quality);
        };""",
    "room for large canvases": """const { toBlob } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.toBlob = function (give, ...how) {
          if (this.width > 1000) give(null);
          else toBlob.call(this, give, ...how);
        };""",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_a_photo_leaves_light_from_a_phone_without(phone, form, missing):
    phone.add_init_script(WITHOUT[missing])

    content = _leaving(phone, form, _noisy(4000, 3000))

    assert len(content) <= 200 * 1024
    assert Image.open(io.BytesIO(content)).format == "JPEG"


def test_a_photo_whose_shrinker_never_came_goes_as_it_is(phone, form):
    phone.route("**/shrink.js", lambda route: route.abort())
    fill(phone, form)
    whole = factories.picture(2400, 1800)
    phone.set_input_files(PHOTOS, [chosen(whole)])

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert Photo.objects.get().total == len(whole)


def test_a_photo_that_is_taken_out_again_is_not_sent(phone, form):
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture()), chosen(factories.phone_picture())])
    phone.click("[data-previews] li:first-child [data-remove]")

    phone.click(SEND)
    code_on(phone)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert [photo.number for photo in Photo.objects.all()] == [1]


def test_the_same_photo_chosen_twice_is_one(phone, form):
    fill(phone, form)
    phone.set_input_files(
        PHOTOS, [chosen(factories.picture(), name) for name in ("1.jpg", "2.jpg")]
    )
    comes_true(phone, "document.querySelectorAll('[data-previews] li').length === 1")

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert Photo.objects.count() == 1


def test_of_eight_photos_six_are_taken_and_it_is_said(phone, form):
    fill(phone, form)

    phone.set_input_files(PHOTOS, [chosen(factories.picture(width=90 + n)) for n in range(8)])

    assert phone.is_visible("[data-too-many]")
    assert phone.locator("[data-previews] li").count() == 6


def test_a_file_that_is_no_photo_is_refused_and_the_report_stays(phone, form):
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(b"<?php no picture")])

    phone.click(SEND)
    code = code_on(phone)

    phone.wait_for_selector("[data-refused]:not([hidden])")
    assert "This file is not a photo." in phone.inner_text("[data-refused]")
    assert access.own_report(code) is not None


# A network that breaks ------------------------------------------------------------------------


def test_without_a_network_it_waits_and_goes_when_it_is_back(phone, form):
    fill(phone, form)
    phone.context.set_offline(True)

    phone.click(SEND)
    phone.wait_for_selector("h1:has-text('Saved on this phone')")
    phone.context.set_offline(False)

    phone.wait_for_selector("h1:has-text('Your report has arrived')")
    assert Report.objects.count() == 1


def test_an_answer_that_is_lost_makes_no_second_report(phone, form):
    lost = []

    def lose_first(route):
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(answer.status)
            route.abort()

    phone.route(API, lose_first)
    fill(phone, form)

    phone.click(SEND)
    code_on(phone)

    assert lost == [201]
    assert Report.objects.count() == 1


def test_a_photo_that_broke_off_is_sent_again(phone, form):
    broken = []

    def break_first(route):
        if broken:
            route.continue_()
        else:
            broken.append(route.request.url)
            route.abort()

    phone.route(PHOTO_API, break_first)
    fill(phone, form)
    phone.set_input_files(PHOTOS, [chosen(factories.picture())])

    phone.click(SEND)
    phone.wait_for_selector("[data-arrived]:not([hidden])")

    assert len(broken) == 1
    assert [photo.state for photo in Photo.objects.all()] == ["processing"]


def test_a_thumb_needs_two_taps_and_three_screens(open_phone, form):
    phone = open_phone(has_touch=True, is_mobile=True)
    phone.goto(form)
    bottom = phone.locator(SEND).evaluate("(send) => send.getBoundingClientRect().bottom")

    phone.tap(STOPPED)
    phone.tap(SEND)

    assert access.own_report(code_on(phone)).stage == "stopped"
    assert bottom <= 3 * 740


# Slips ----------------------------------------------------------------------------------------


def test_a_slip_is_said_beside_its_field_in_the_readers_language(phone, project):
    fill(phone, f"/ru/projects/{project.identifier}/report/")
    phone.click(MORE)
    phone.fill("[name=observed_on]", (today() + timedelta(days=3)).isoformat())
    phone.click(MORE)

    phone.click(SEND)
    phone.wait_for_selector(".field--wrong")

    with translation.override("ru"):
        sentence = translation.gettext("This day has not come yet.")
    assert phone.inner_text(".field--wrong .field__errors") == sentence
    assert phone.input_value("[name=text]") == "Құбыр көшеде жатыр, жұмыс тоқтап қалды."
    assert Report.objects.count() == 0

    phone.fill("[name=observed_on]", today().isoformat())
    phone.click(SEND)
    code_on(phone)

    assert Report.objects.count() == 1


def test_a_form_without_a_stage_is_not_even_sent(phone, form):
    methods = set()
    phone.on("request", lambda request: methods.add(request.method))
    phone.goto(form)

    phone.click(SEND)

    assert phone.inner_text(".field--wrong .field__errors") == "Choose what you see."
    assert methods == {"GET"}


# The receipt ----------------------------------------------------------------------------------


def test_the_code_behind_the_sign_goes_into_the_field_and_out_of_the_address(phone, project):
    report = factories.make_stopped_report(project)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.goto(f"/en/receipt/#{report.code}")
    comes_true(phone, "location.hash === ''")
    phone.click("main form button")

    assert report.text in phone.inner_text("main")
    assert not [url for url in asked if report.code in url]


def test_a_photo_added_later_is_made_light_too(phone, project):
    report = factories.make_stopped_report(project)
    phone.goto(f"/en/receipt/#{report.code}")
    comes_true(phone, "location.hash === ''")
    phone.click("main form button")

    phone.set_input_files(PHOTOS, [chosen(_noisy(4000, 3000))])
    phone.click("button[value=photos]")
    phone.wait_for_selector("text=The photos arrived")

    assert Photo.objects.get().total <= 200 * 1024


def test_the_phone_shows_what_the_site_signed(phone, form):
    fill(phone, form)

    phone.click(SEND)
    phone.wait_for_selector("[data-promise]:not([hidden])", state="attached")

    promise = public_log.promise_of(Report.objects.get().public_id)
    assert phone.text_content("[data-promise] pre") == promise


def test_the_ways_off_the_site_stay_beside_the_code(phone, form):
    fill(phone, form)

    phone.click(SEND)
    code_on(phone)

    assert phone.is_visible("main > [data-leave] [data-leave-now]")
    assert phone.is_visible("main > form.leave button")


def test_the_receipt_shown_by_the_phone_opens_the_report(phone, form):
    fill(phone, form)
    phone.click(SEND)
    code_on(phone)

    phone.click("text=See how it stands")

    assert "Құбыр көшеде жатыр" in phone.inner_text("main")


# For everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nobody_scrolls_sideways_and_nobody_is_shut_out(
    open_phone, project, daniyar, complaints_of_axe, language
):
    report = factories.make_stopped_report(project)
    factories.make_claim(report, daniyar)
    phone = open_phone(viewport={"width": 320, "height": 640})
    pages = [
        f"/{language}/report/?q=aksu",
        f"/{language}/projects/{project.identifier}/report/",
        f"/{language}/receipt/#{report.code}",
    ]

    for page in pages:
        phone.goto(page)
        assert complaints_of_axe(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") == 320
    phone.click("main form button")

    assert complaints_of_axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


def test_the_form_is_filled_from_the_keyboard(phone, form):
    phone.goto(form)
    phone.focus("[name=stage]")

    phone.keyboard.press("ArrowDown")
    phone.focus("[name=text]")
    phone.keyboard.type("Жұмыс басталды.")
    phone.focus(SEND)
    phone.keyboard.press("Enter")

    report = access.own_report(code_on(phone))
    assert (report.stage, report.text) == ("under_way", "Жұмыс басталды.")
    assert phone.evaluate("document.activeElement.tagName") == "H1"
