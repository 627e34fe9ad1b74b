"""Photos on their way from a phone, each step safe to repeat."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from oversight.models import Job
from reports import filing, receipts
from reports.models import Photo, Report
from reports.submission import DeclaredPhoto
from tests import factories
from tests.reports.phone import (
    LARGE,
    PHOTOS,
    SMALL,
    digest,
    get,
    key,
    put,
    put_piece,
    refusal,
    waiting_files,
)


@pytest.fixture
def report(project):
    """Aigul's report, which announced one photo."""
    return factories.make_report(project, photos=(DeclaredPhoto(1),))


def test_a_whole_photo_is_taken_and_developed(client, report):
    response = put(client, report, LARGE, **{"Content-Digest": digest(LARGE)})

    assert response.status_code == 202
    assert response.json() == {"n": 1, "received": len(LARGE), "status": "processing"}
    assert waiting_files() == [LARGE]

    factories.develop_all()

    assert get(client, report).json()["status"] == "ready"
    assert len(client.get(f"/api/v1/reports/{report.public_id}/").json()["photos"]) == 1
    assert waiting_files() == []


@pytest.mark.row(44)
@pytest.mark.parametrize("kind", ["text/html", "image/png", "application/json"])
def test_the_kind_a_phone_tells_decides_nothing(client, report, kind):
    headers = {"Authorization": key(report)}

    response = client.put(f"{PHOTOS}1/", LARGE, content_type=kind, headers=headers)

    assert (response.status_code, response.json()["status"]) == (202, "processing")


def test_a_photo_that_was_not_announced_is_taken(client, report):
    response = put(client, report, n=3)

    photo = report.photos.get(number=3)
    assert response.status_code == 202
    assert bytes(photo.salt) == filing.photo_salt(report.code, report, 3)


def test_a_photo_still_to_come_is_told(client, report):
    response = get(client, report)

    assert response.json() == {"n": 1, "received": 0, "status": "receiving"}
    assert response["Cache-Control"] == "no-store"


def test_a_photo_nobody_spoke_of_is_not_there(client, report):
    response = get(client, report, n=2)

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("authorization", ["", "Receipt", "Receipt AAAA", "Bearer x", None])
def test_without_the_right_code_there_is_nothing(client, report, authorization):
    wrong = f"Receipt {receipts.make_code()}" if authorization is None else authorization
    headers = {"Authorization": wrong} if wrong else {}

    taken = client.put(f"{PHOTOS}1/", SMALL, content_type="image/jpeg", headers=headers)
    told = client.get(f"{PHOTOS}1/", headers=headers)
    unknown = client.get(f"{PHOTOS}9/", headers=headers)

    assert (taken.status_code, taken.json()["code"]) == (404, "receipt_unknown")
    assert taken.content == told.content == unknown.content
    assert waiting_files() == []


def test_a_code_opens_the_photos_of_its_own_report_only(client, report, project):
    other = factories.make_report(project)

    put(client, other)

    assert [photo.report for photo in Photo.objects.filter(state="processing")] == [other]


def test_the_same_photo_again_changes_nothing(client, report):
    first = put(client, report, LARGE)
    again = put(client, report, LARGE)

    assert first.json() == again.json()
    assert (waiting_files(), Job.objects.count()) == ([LARGE], 1)


def test_a_larger_photo_replaces_a_smaller_one(client, report):
    put(client, report, SMALL)

    put(client, report, LARGE)

    assert waiting_files() == [LARGE]
    assert report.photos.get().total == len(LARGE)


def test_a_smaller_photo_does_not_replace_a_larger_one(client, report):
    put(client, report, LARGE)

    response = put(client, report, SMALL)

    assert (response.status_code, response.json()["received"]) == (202, len(LARGE))
    assert waiting_files() == [LARGE]


def test_a_photo_in_a_workers_hands_is_not_taken_away(client, report):
    put(client, report, SMALL)
    Photo.objects.update(tries=1)

    put(client, report, LARGE)

    assert waiting_files() == [SMALL]


def test_nothing_replaces_a_photo_that_is_ready(client, report):
    put(client, report, SMALL)
    factories.develop_all()
    folder = report.photos.get().folder

    response = put(client, report, LARGE)

    assert response.json() == {"n": 1, "received": len(SMALL), "status": "ready"}
    assert (report.photos.get().folder, waiting_files()) == (folder, [])


def test_a_refused_photo_is_told_and_may_come_again(client, report):
    refused = put(client, report, b"no picture at all, only words")

    assert refusal(refused) == (415, "photo_refused", "not_image")
    assert refused.json()["detail"].startswith("This file is not a photo.")
    assert get(client, report).json() == {
        "n": 1,
        "received": 0,
        "status": "refused",
        "reason": "not_image",
    }

    assert put(client, report, SMALL).json()["status"] == "processing"

    factories.develop_all()

    assert get(client, report).json() == {"n": 1, "received": len(SMALL), "status": "ready"}


def test_a_photo_refused_by_the_worker_may_come_again(client, report):
    put(client, report, SMALL[:400])
    factories.develop_all()
    assert get(client, report).json()["reason"] == "broken"

    put(client, report, SMALL)
    factories.develop_all()

    assert get(client, report).json()["status"] == "ready"


def test_a_refusal_leaves_a_photo_that_is_there_alone(client, report):
    put(client, report, LARGE)

    put(client, report, b"no picture at all, only words")

    assert get(client, report).json()["status"] == "processing"
    assert waiting_files() == [LARGE]


@pytest.mark.parametrize(
    ("content", "n", "headers", "expected"),
    [
        (b"", 1, {}, (400, "photo_refused", "empty")),
        (SMALL, 0, {}, (400, "photo_refused", "too_many")),
        (SMALL, 7, {}, (400, "photo_refused", "too_many")),
        (SMALL, 1, {"Content-Digest": digest(LARGE)}, (400, "photo_refused", "damaged")),
        (SMALL, 1, {"Content-Digest": "sha-256=x"}, (400, "invalid", None)),
        (SMALL, 1, {"Content-Digest": "sha-256=:AAAA:"}, (400, "invalid", None)),
        (SMALL, 1, {"Content-Range": "bytes 0-9"}, (400, "invalid", None)),
        (SMALL, 1, {"Content-Range": "bytes 9-0/20"}, (400, "invalid", None)),
        (SMALL, 1, {"Content-Range": "bytes 0-20/20"}, (400, "invalid", None)),
        (SMALL, 1, {"Content-Range": "bytes 0-9/20"}, (400, "photo_refused", "damaged")),
        (SMALL, 1, {"Content-Range": "bytes 0-9999999/99999999"}, (413, "too_large", None)),
        (SMALL, 1, {"Origin": "https://evil.example"}, (403, "foreign_origin", None)),
    ],
)
def test_what_makes_no_sense_is_refused(client, report, content, n, headers, expected):
    assert refusal(put(client, report, content, n, **headers)) == expected
    assert waiting_files() == []


def test_a_digest_of_another_kind_is_not_looked_at(client, report):
    headers = {"Content-Digest": f"md5=:AAAA:, {digest(SMALL)}"}

    assert put(client, report, **headers).status_code == 202
    assert put(client, report, **{"Content-Digest": "unixsum=:AA==:"}).status_code == 202


@pytest.mark.row(4)
def test_a_damaged_photo_is_only_awaited_again(client, report):
    put(client, report, **{"Content-Digest": digest(LARGE)})

    assert get(client, report).json()["status"] == "receiving"


@pytest.mark.row(34)
def test_a_file_beyond_the_limit_is_refused(client, report, settings):
    settings.PHOTO_MAX_BYTES = len(SMALL) - 1

    assert refusal(put(client, report)) == (413, "photo_refused", "too_large")
    assert refusal(put_piece(client, report, SMALL, 0)) == (413, "photo_refused", "too_large")
    assert waiting_files() == []


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_a_report_that_is_over_takes_no_photos(client, report, state):
    Report.objects.update(state=state)

    response = put(client, report)

    assert (response.status_code, response.json()["code"]) == (409, "not_allowed")
    assert waiting_files() == []


@pytest.mark.row(52)
def test_a_full_disk_asks_to_send_the_photo_later(client, report, settings, tmp_path):
    settings.QUARANTINE_DIR = tmp_path / "file" / "quarantine"
    (tmp_path / "file").write_text("no folder can be made here")

    response = put(client, report)

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert get(client, report).json()["status"] == "receiving"


@pytest.mark.django_db(transaction=True)
def test_a_photo_sent_five_times_at_once_is_one(report):
    def send(_number):
        try:
            return put(Client(), report, LARGE).json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as phones:
        answers = list(phones.map(send, range(5)))

    assert answers == [{"n": 1, "received": len(LARGE), "status": "processing"}] * 5
    assert (waiting_files(), Photo.objects.count(), Job.objects.count()) == ([LARGE], 1, 1)
