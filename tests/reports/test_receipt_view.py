"""The receipt: Aigul's code opens her report, lets her act on it, and is nowhere in an address."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from reports import receipts, services
from reports.models import Photo, Report
from reports.removals import erasure
from reports.workflow import State
from tests import factories


@pytest.fixture
def url(site):
    return reverse("receipt")


@pytest.fixture
def stopped(project):
    return factories.make_stopped_report(project)


@pytest.fixture
def held(project):
    return factories.make_misuse_report(project)


@pytest.fixture
def claimed(stopped, daniyar):
    factories.make_claim(stopped, daniyar)
    return stopped


@pytest.fixture
def send(client, url):
    """Type a code, and press a button when one is named."""

    def post(code, **fields):
        return client.post(url, {"receipt_code": code, **fields})

    return post


def photo(content=None):
    return SimpleUploadedFile("more.jpg", content or factories.picture())


def state_of(report):
    return Report.objects.get(pk=report.pk).state


# The key ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_asks_for_the_code_and_sets_no_cookie(client, site, language):
    with translation.override(language):
        response = client.get(reverse("receipt"))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert dict(client.cookies) == {}


@pytest.mark.parametrize(
    "spelling",
    [
        str,
        receipts.spell,
        str.lower,
        lambda code: f"  {receipts.spell(code).replace('-', ' ')} ",
        lambda code: code.translate(str.maketrans("ABEKMHPCTXY", "АВЕКМНРСТХУ")),
    ],
)
def test_the_code_is_forgiven_as_people_write_it(send, stopped, spelling):
    response = send(spelling(stopped.code))

    assert response.status_code == 200
    assert response.context["report"] == stopped


def test_a_slip_of_the_pen_is_told_from_an_unknown_code(send, stopped):
    wrong = receipts.ALPHABET[(receipts.ALPHABET.index(stopped.code[0]) + 1) % 32]

    slip = send(wrong + stopped.code[1:])
    unknown = send(receipts.make_code())

    assert slip.status_code == 400
    assert "Look again at the code" in slip.content.decode()
    assert unknown.status_code == 404
    assert "There is no report for this code." in unknown.content.decode()


def test_a_report_its_author_erased_is_as_unknown_as_one_that_never_was(send, stopped):
    code = receipts.make_code()
    erasure.erase_own(stopped)

    erased, unknown = send(stopped.code), send(code)

    assert (erased.status_code, unknown.status_code) == (404, 404)
    assert erased.content.decode().replace(stopped.code, code) == unknown.content.decode()


def test_a_code_in_an_address_opens_nothing(client, url, stopped):
    response = client.get(url, {"receipt_code": stopped.code})

    assert stopped.text not in response.content.decode()
    assert receipts.spell(stopped.code) not in response.content.decode()


def test_another_site_cannot_press_the_buttons(client, url, stopped):
    sent = {"receipt_code": stopped.code, "action": "withdraw"}

    response = client.post(url, sent, headers={"Origin": "https://elsewhere.test"})

    assert response.status_code == 403
    assert state_of(stopped) == State.OPEN


@pytest.mark.parametrize("code", ["", "x", "\x00", "Ж" * 24, "A" * 5000])
def test_nonsense_is_refused_in_words(send, url, code):
    assert send(code).status_code == 400


def test_the_qr_picture_is_drawn_for_a_code_alone(send, stopped):
    response = send(stopped.code, action="qr")

    assert response["Content-Type"] == "image/svg+xml"
    assert b'<svg xmlns="http://www.w3.org/2000/svg"' in response.content


# What it shows ------------------------------------------------------------------------------


def test_a_held_report_shows_the_moderators_clock(send, held):
    response = send(held.code)

    page = " ".join(response.content.decode().split())
    assert "A moderator looks at it first. By" in page
    assert "days it has waited for a moderator" in page
    assert held.text in page
    assert reverse("report-detail", args=[held.public_id]) not in page


def test_an_open_report_shows_the_offices_clock(send, stopped):
    page = send(stopped.code).content.decode()

    assert "the office is expected to answer." in page
    assert "days left for the answer" in page
    assert "days since you saw it" in page
    assert reverse("report-detail", args=[stopped.public_id]) in page


def test_answers_are_shown_with_their_photos(send, stopped, daniyar):
    reply = factories.make_claim(stopped, daniyar)
    factories.develop_all()

    page = send(stopped.code).content.decode()

    assert reply.text in page
    assert reply.photos.get().phone_url in page


def test_a_photo_of_a_held_report_travels_inside_the_page_only(client, url, held):
    client.post(url, {"receipt_code": held.code, "action": "photos", "photos": [photo()]})
    factories.develop_all()

    page = client.post(url, {"receipt_code": held.code}).content.decode()

    kept = Photo.objects.get()
    assert "data:image/jpeg;base64," in page
    assert kept.folder not in page
    assert client.get(kept.thumb_url).status_code == 404


def test_a_refused_report_shows_the_rule_and_the_note(send, held, madina):
    services.refuse_report(held, moderator=madina, reason="insult", note="Атын алып тастаңыз.")

    page = send(held.code).content.decode()

    assert "It insults somebody." in page
    assert "Атын алып тастаңыз." in page


# What it lets the author do -----------------------------------------------------------------


def test_aigul_confirms_that_it_is_done(send, claimed):
    response = send(claimed.code, action="done", text="Су келді.")

    assert response.status_code == 200
    assert state_of(claimed) == State.RESOLVED
    assert claimed.verdicts.get().text == "Су келді."


def test_aigul_says_that_it_is_not_done(send, claimed):
    response = send(claimed.code, action="not_done")

    assert response.context["notice"] == "Thank you. The office must answer again."
    assert state_of(claimed) == State.DISPUTED


def test_a_late_no_reopens_what_nobody_opposed(send, claimed):
    services.close_unopposed(claimed)

    page = send(claimed.code).content.decode()
    send(claimed.code, action="not_done")

    assert 'value="done"' not in page
    assert state_of(claimed) == State.DISPUTED


@pytest.mark.parametrize("action", ["done", "not_done", "appeal"])
def test_what_the_state_does_not_allow_is_refused_in_words(send, stopped, action):
    response = send(stopped.code, action=action)

    assert response.status_code == 409
    assert "This can no longer be done." in response.content.decode()
    assert state_of(stopped) == State.OPEN


def test_a_verdict_too_long_is_refused_in_words(send, claimed):
    response = send(claimed.code, action="done", text="қ" * 1001)

    assert response.status_code == 400
    assert state_of(claimed) == State.CLAIMED


def test_taking_back_is_asked_once_more(send, stopped):
    asked = send(stopped.code, action="ask_to_withdraw")

    assert "Take the report back?" in asked.content.decode()
    assert state_of(stopped) == State.OPEN

    send(stopped.code, action="withdraw")

    assert state_of(stopped) == State.WITHDRAWN


def test_a_refusal_is_appealed_once(send, held, madina, baurzhan):
    services.refuse_report(held, moderator=madina, reason="insult")

    send(held.code, action="appeal")
    again = Report.objects.get(pk=held.pk)
    assert again.state == State.HELD

    services.refuse_report(again, moderator=baurzhan, reason="insult")
    response = send(held.code, action="appeal")

    assert response.status_code == 409
    assert 'value="appeal"' not in response.content.decode()


# More photos --------------------------------------------------------------------------------


def test_a_photo_is_added(send, stopped):
    response = send(stopped.code, action="photos", photos=[photo()])

    assert response.context["notice"] == "The photos arrived and are being prepared."
    assert [one.state for one in Photo.objects.all()] == ["processing"]


def test_the_same_photo_sent_twice_is_one(send, stopped):
    send(stopped.code, action="photos", photos=[photo()])
    send(stopped.code, action="photos", photos=[photo()])

    assert Photo.objects.count() == 1


def test_a_foreign_file_is_not_added(send, stopped):
    response = send(stopped.code, action="photos", photos=[photo(b"%PDF-1.7")])

    assert response.status_code == 400
    assert "This file is not a photo." in response.content.decode()
    assert Photo.objects.count() == 0


def test_a_seventh_photo_is_not_added(send, stopped):
    six = [photo(factories.picture(width=100 + number)) for number in range(6)]
    send(stopped.code, action="photos", photos=six)

    response = send(stopped.code, action="photos", photos=[photo()])

    assert response.status_code == 409
    assert Photo.objects.count() == 6


def test_a_photo_that_was_refused_makes_room_for_another(send, stopped):
    six = [photo(factories.picture(width=100 + number)) for number in range(6)]
    send(stopped.code, action="photos", photos=six)
    Photo.objects.filter(number=4).update(state=Photo.State.REFUSED, refusal="broken")

    send(stopped.code, action="photos", photos=[photo()])

    assert Photo.objects.get(number=4).state == "processing"
    assert Photo.objects.count() == 6


def test_a_withdrawn_report_takes_no_photos(send, stopped):
    services.withdraw_report(stopped)

    response = send(stopped.code, action="photos", photos=[photo()])

    assert response.status_code == 409
    assert Photo.objects.count() == 0


def test_no_form_of_the_page_carries_the_code_in_an_address(send, claimed):
    page = send(claimed.code).content.decode()

    spelled = {claimed.code, receipts.spell(claimed.code)}
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
    assert not [at for at in addresses if any(code in at for code in spelled)]
