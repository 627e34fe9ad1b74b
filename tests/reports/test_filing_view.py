"""Filing without JavaScript: one form, one report, a code; nothing typed or chosen is lost."""

import gzip
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from oversight.calendar import today
from oversight.models import Installation, Job
from reports import access, receipts
from reports.models import Photo, Report
from reports.workflow import State
from tests import factories

SCRIPT = b"<?php echo 'I am no picture'; ?>"


@pytest.fixture
def url(project):
    return reverse("report-project", args=[project.identifier])


def photo(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, factories.picture() if content is None else content)


def pictures(count):
    return [factories.picture(width=100 + number) for number in range(count)]


def filled(**fields):
    """What a browser sends once the form is filled in."""
    return {
        "draft_id": str(uuid.uuid4()),
        "receipt_code": receipts.spell(receipts.make_code()),
        "stage": "stopped",
        "text": "Құбыр көшеде жатыр, жұмыс тоқтап қалды.",
        "observed_on": today().isoformat(),
        **fields,
    }


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def errors(response):
    return {name: list(lines) for name, lines in response.context["form"].errors.items()}


# The form -----------------------------------------------------------------------------------


def test_each_opened_form_has_a_draft_and_a_code_of_its_own(client, url):
    first, second = client.get(url), client.get(url)

    codes = {hidden(page, "receipt_code") for page in (first, second)}
    drafts = {hidden(page, "draft_id") for page in (first, second)}
    assert {len(receipts.fold(code)) for code in codes} == {24}
    assert (len(codes), len(drafts)) == (2, 2)
    assert "no-store" in first["Cache-Control"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nobody_gets_a_cookie(client, project, language):
    with translation.override(language):
        addresses = [reverse("report-project", args=[project.identifier]), reverse("report")]

    answers = [client.get(address) for address in addresses]
    answers.append(client.post(addresses[0], filled()))

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert dict(client.cookies) == {}


def test_somebody_signed_in_needs_the_token(signed_in, daniyar, url):
    browser = signed_in(daniyar)
    browser.handler.enforce_csrf_checks = True

    assert browser.post(url, filled()).status_code == 403
    token = hidden(browser.get(url), "csrfmiddlewaretoken")
    assert browser.post(url, filled(csrfmiddlewaretoken=token)).status_code == 200


def test_another_site_cannot_file_for_its_visitors(client, url):
    response = client.post(url, filled(), headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert Report.objects.count() == 0


def test_a_small_village_is_told_how_few_live_there(client, url, aksu):
    aksu.population = 312
    aksu.save()

    page = client.get(url).content.decode()

    assert "312 people live here." in page
    assert "Neighbours may guess who wrote" in page


def test_an_unknown_number_of_people_is_not_guessed(client, url):
    assert "live here" not in client.get(url).content.decode()


def test_a_site_that_is_not_open_says_so_instead_of_the_form(client, url):
    Installation.objects.update(opened_on=None)

    assert "Reports are not taken yet" in client.get(url).content.decode()
    assert client.post(url, filled()).status_code == 503
    assert Report.objects.count() == 0


def test_an_unknown_work_is_not_there(client, site):
    assert client.get(reverse("report-project", args=["nothing"])).status_code == 404


# Filing -------------------------------------------------------------------------------------


def test_aigul_files_a_report_and_gets_her_code(client, url, project):
    sent = filled(near_site="on", contact_email="aigul@example.test")

    response = client.post(url, sent)

    report = Report.objects.get()
    assert response.status_code == 200
    assert sent["receipt_code"] in response.content.decode()
    assert report.receipt == access.fingerprint(receipts.fold(sent["receipt_code"]))
    assert (report.project, report.place) == (project, project.place)
    assert (report.kind, report.stage, report.language) == ("progress", "stopped", "en")
    assert (report.near_site, report.same_day) == (True, False)
    assert report.contact_email == "aigul@example.test"
    assert report.state == State.OPEN


def test_no_link_to_another_language_takes_the_code_away(client, url):
    page = client.post(url, filled()).content.decode()

    assert "hreflang" in client.get(url).content.decode()
    assert "hreflang" not in page


def test_the_picture_on_the_receipt_opens_the_receipt_page(client, url, settings):
    response = client.post(url, filled())

    slip = response.context["slip"]
    assert slip.address == f"{settings.SITE_URL}/en/receipt/#{slip.code}"
    assert f'src="{slip.qr_uri}"' in response.content.decode()


def test_something_wrong_waits_for_a_moderator(client, url):
    response = client.post(url, filled(is_misuse="on"))

    assert Report.objects.get().state == State.HELD
    assert "A moderator, who is independent of the offices" in response.content.decode()
    assert reverse("report-detail", args=[Report.objects.get().public_id]) not in (
        response.content.decode()
    )


def test_a_form_sent_twice_makes_one_report_and_shows_the_same_page(client, url):
    sent = filled()

    first = client.post(url, sent | {"photos": [photo()]})
    second = client.post(url, sent | {"photos": [photo()]})

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert Report.objects.count() == 1
    assert Photo.objects.count() == 1


def test_windows_line_ends_make_no_other_report(client, url):
    sent = filled(text="Құбыр ашық.\nЖұмыс тоқтады.")
    client.post(url, sent)

    response = client.post(url, sent | {"text": "Құбыр ашық.\r\nЖұмыс тоқтады."})

    assert response.status_code == 200
    assert Report.objects.count() == 1


def test_the_same_form_with_other_words_is_a_conflict_and_the_first_stands(client, url):
    sent = filled()
    client.post(url, sent)

    response = client.post(url, sent | {"text": "Бәрі дұрыс екен."})

    assert response.status_code == 409
    assert "Бәрі дұрыс екен." in response.content.decode()
    assert Report.objects.get().text == sent["text"]


# Photos -------------------------------------------------------------------------------------


def test_photos_go_to_the_worker_and_become_public(client, url):
    client.post(url, filled(photos=[photo(content) for content in pictures(2)]))
    factories.develop_all()

    photos = Report.objects.get().photos.all()
    assert [(one.number, one.state) for one in photos] == [(1, "ready"), (2, "ready")]
    assert not [path for path in factories.all_files() if "quarantine" in path]


def test_a_foreign_file_is_refused_with_a_sentence_and_the_report_stays(client, url):
    files = [photo(), photo(SCRIPT, "holiday.jpg"), photo(b"", "empty.jpg")]

    response = client.post(url, filled(photos=files))

    assert response.status_code == 200
    assert [number for number, _reason in response.context["refused_photos"]] == [2, 3]
    assert "This file is not a photo." in response.content.decode()
    assert [one.number for one in Report.objects.get().photos.all()] == [1]


@pytest.mark.row(34)
def test_a_photo_above_the_limit_is_refused_in_words_and_the_words_stay(client, url, settings):
    settings.PHOTO_MAX_BYTES = 1000

    response = client.post(url, filled(photos=[photo()]))

    assert "This file is too large" in response.content.decode()
    assert (Report.objects.get().text[:5], Photo.objects.count()) == ("Құбыр", 0)
    assert factories.all_files() == []


NAMES = ["../../x.jpg", "a.jpg\0.php", "n" * 300, "\u202egpj.exe", "CON", "📷.jpg", "=cmd()"]


@pytest.mark.row(43, 44)
@pytest.mark.parametrize("name", NAMES)
def test_the_name_and_the_kind_a_browser_tells_decide_nothing(client, url, settings, name):
    told = SimpleUploadedFile(name, factories.picture(), content_type="text/html")

    client.post(url, filled(photos=[told]))

    kept = Photo.objects.get().quarantine
    assert re.fullmatch("[0-9a-f]{32}", kept)
    assert [path.name for path in settings.QUARANTINE_DIR.iterdir()] == [kept]


@pytest.mark.row(45)
def test_a_question_answered_twice_is_refused(client, url):
    response = client.post(url, filled(text=["Құбыр жоқ.", "Құбыр бар."]))

    assert (response.status_code, Report.objects.count()) == (400, 0)


@pytest.mark.row(45)
def test_a_thousand_parts_are_refused_unread(client, url):
    many = [SimpleUploadedFile("x.jpg", b"x") for _n in range(1000)]

    response = client.post(url, filled(photos=many))

    assert (response.status_code, factories.all_files()) == (400, [])


@pytest.mark.row(45)
def test_a_part_without_a_name_is_refused_or_left_out(client, url):
    body = b"--x\r\nContent-Disposition: form-data\r\n\r\nnothing\r\n--x--\r\n"

    response = client.post(url, body, content_type="multipart/form-data; boundary=x")

    assert (response.status_code, Report.objects.count()) == (400, 0)


@pytest.mark.row(46)
def test_the_same_picture_twice_counts_once(client, url):
    client.post(url, filled(photos=[photo(), photo(name="copy.jpg")]))

    assert Photo.objects.count() == 1


def test_more_than_six_photos_are_refused_in_words(client, url):
    sent = filled(photos=[photo(content) for content in pictures(7)])

    response = client.post(url, sent)

    assert response.status_code == 400
    assert errors(response) == {"photos": ["A report has at most 6 photos. Choose again."]}
    assert sent["text"] in response.content.decode()
    assert Report.objects.count() == 0


def test_good_photos_of_a_refused_form_are_kept_and_filed_later(client, url):
    sent = filled(stage="")

    refused = client.post(url, sent | {"photos": [photo(), photo(SCRIPT)]})
    kept = re.findall(r'name="kept" value="(\w{64})" checked', refused.content.decode())
    filed = client.post(url, sent | {"stage": "stopped", "kept": kept})

    assert errors(refused) == {"stage": ["Choose what you see."]}
    assert sent["text"] in refused.content.decode()
    assert "This file is not a photo." in refused.content.decode()
    assert (refused.status_code, filed.status_code) == (400, 200)
    assert [one.state for one in Photo.objects.all()] == ["processing"]


def test_a_form_with_kept_photos_sent_twice_makes_one_report(client, url):
    sent = filled(stage="")
    page = client.post(url, sent | {"photos": [photo()]}).content.decode()
    again = sent | {"stage": "stopped", "kept": re.findall(r'name="kept" value="(\w+)"', page)}

    first, second = client.post(url, again), client.post(url, again)

    assert first.content == second.content
    assert (Report.objects.count(), Photo.objects.count()) == (1, 1)
    assert Job.objects.filter(kind="develop_photo").count() == 1


def test_a_kept_photo_left_out_is_not_filed(client, url):
    sent = filled(stage="")
    client.post(url, sent | {"photos": [photo()]})

    client.post(url, sent | {"stage": "stopped"})

    assert Report.objects.get().photos.count() == 0


def test_a_kept_photo_that_is_gone_is_said_to_be_gone(client, url):
    response = client.post(url, filled(kept=["0" * 64]))

    assert response.context["refused_photos"] == [
        (0, "A photo chosen earlier is no longer kept. Choose it again.")
    ]
    assert Report.objects.get().photos.count() == 0


def test_nobody_files_the_kept_photo_of_another_draft(client, url):
    page = client.post(url, filled(stage="", photos=[photo()])).content.decode()
    kept = re.findall(r'name="kept" value="(\w+)"', page)

    client.post(url, filled(kept=kept))

    assert Report.objects.get().photos.count() == 0


# Bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stage", "nonsense"),
        ("observed_on", "yesterday"),
        ("observed_on", (today() + timedelta(days=2)).isoformat()),
        ("contact_email", "not an address"),
        ("text", "қ" * 4001),
    ],
)
def test_a_slip_is_said_beside_its_field_and_the_rest_is_kept(client, url, field, value):
    sent = filled(**{field: value})

    response = client.post(url, sent)

    assert response.status_code == 400
    assert list(errors(response)) == [field]
    assert sent["receipt_code"] in response.content.decode()
    assert Report.objects.count() == 0


def test_something_wrong_without_words_is_asked_for_words(client, url):
    response = client.post(url, filled(is_misuse="on", text="", stage=""))

    assert response.status_code == 400
    assert list(errors(response)) == ["text"]


@pytest.mark.parametrize("damage", [{"draft_id": "x"}, {"receipt_code": "AAAA"}])
def test_a_damaged_form_says_so_once(client, url, damage):
    response = client.post(url, filled(**damage))

    assert response.status_code == 400
    assert errors(response) == {"__all__": ["This form came back damaged. Open it anew, please."]}


def test_an_empty_body_is_refused_not_a_crash(client, url):
    assert client.post(url).status_code == 400


# Choosing the place -------------------------------------------------------------------------


def test_the_place_is_found_in_any_spelling(client, aksu):
    response = client.get(reverse("report"), {"q": "aqsu"})

    assert "?place=433636100" in response.content.decode()


def test_an_unknown_name_says_what_to_do(client, site):
    response = client.get(reverse("report"), {"q": "Неттакого"})

    assert "No place has this name" in response.content.decode()


def test_a_work_that_is_not_listed_is_reported_on_its_place(client, aksu, office, project):
    address = reverse("report") + "?place=433636100"

    page = client.get(address).content.decode()
    response = client.post(address, filled())

    report = Report.objects.get()
    assert project.title in page
    assert response.status_code == 200
    assert (report.project, report.place, report.office) == (None, aksu, office)


def test_an_unknown_place_is_not_there(client, site):
    assert client.get(reverse("report") + "?place=999999999").status_code == 404
    assert client.post(reverse("report") + "?place=%00", filled()).status_code == 404


def test_filing_asks_the_database_no_more_than_fifteen_times(client, url):
    """Counted with everything the request does, but for the marks of transactions."""
    with CaptureQueriesContext(connection) as queries:
        client.post(url, filled())

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 15


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_form_weighs_no_more_than_35_kb_with_all_it_loads(client, project, language):
    with translation.override(language):
        page = client.get(reverse("report-project", args=[project.identifier])).content

    addresses = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    loaded = [re.sub(r"\.[0-9a-f]{12}\.", ".", address) for address in addresses]
    weights = {name: zipped(Path(finders.find(name)).read_bytes()) for name in loaded}
    scripts = sum(weight for name, weight in weights.items() if name.endswith(".js"))
    imported = re.findall(r'from "./([\w-]+\.js)"', "".join(map(source, loaded)))

    assert zipped(page) + sum(weights.values()) <= 35 * 1024
    assert scripts <= 15_000
    assert {f"js/{name}" for name in imported} <= set(loaded)


def zipped(content):
    return len(gzip.compress(content))


def source(name):
    return Path(finders.find(name)).read_text() if name.endswith(".js") else ""


def test_the_last_photo_of_the_work_stands_beside_the_chooser(client, url, project):
    report = factories.make_report(project)
    factories.add_photo(report)
    held = factories.make_misuse_report(project)
    factories.add_photo(held)
    factories.develop_all()

    page = client.get(url).content.decode()

    assert re.findall(r'<img src="(/media/[^"]+)"', page) == [report.photos.get().thumb_url]
    assert "A picture taken from your own yard or window tells who took it." in page
