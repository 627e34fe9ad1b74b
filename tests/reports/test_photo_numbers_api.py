"""Numbers of further photos: two phones with one receipt never write over each other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from reports import access, receipts, services
from reports.models import Photo
from reports.photos import uploads
from reports.submission import MAX_PHOTOS, DeclaredPhoto
from tests import factories
from tests.reports.phone import (
    HASH,
    LARGE,
    PHOTOS,
    SMALL,
    body,
    get,
    key,
    post,
    put,
    refusal,
    waiting_files,
)

OTHER = "1e" * 32


@pytest.fixture
def report(project):
    return factories.make_report(project)


def claim(client, report, *hashes):
    sent = {
        "receipt_code": report.code,
        "photos": [{"sha256_original": sha256} for sha256 in hashes],
    }
    return client.post(PHOTOS, sent, content_type="application/json")


def numbers(answer):
    return [photo and photo["n"] for photo in answer.json()["photos"]]


def test_each_file_gets_a_number_of_its_own_and_the_same_again(client, report):
    first, second = claim(client, report, HASH, ""), claim(client, report, OTHER)

    assert first.json()["id"] == report.public_id
    assert (numbers(first), numbers(second)) == ([1, 2], [3])
    assert numbers(claim(client, report, HASH)) == [1]


@pytest.mark.row(46)
def test_the_same_file_declared_twice_is_one(client, project):
    code = receipts.make_code()
    photos = [{"n": n, "sha256_original": HASH} for n in (1, 2)] + [{"n": 3}, {"n": 4}]
    post(client, body(receipt_code=code, photos=photos))
    report = access.own_report(code)
    report.code = code

    second = put(client, report, n=2, **{"If-Match": f'"{HASH}"'})

    assert [photo.number for photo in report.photos.all()] == [1, 3, 4]
    assert (second.status_code, second.json()["code"]) == (412, "number_taken")
    assert numbers(claim(client, report, HASH)) == [1]


def test_a_full_report_gives_no_number(client, report):
    for number in range(1, MAX_PHOTOS):
        put(client, report, n=number)

    assert numbers(claim(client, report, HASH, OTHER)) == [MAX_PHOTOS, None]


def test_one_too_many_is_refused_for_good(client, report):
    for number in range(1, MAX_PHOTOS + 1):
        put(client, report, n=number)

    late = put(client, report, LARGE, n=MAX_PHOTOS + 1, **{"If-Match": f'"{HASH}"'})

    assert refusal(late) == (400, "photo_refused", "too_many")


def test_a_number_whose_photo_never_came_is_given_away_last(client, project):
    report = factories.make_report(project, photos=(DeclaredPhoto(1, HASH),))
    for number in range(3, MAX_PHOTOS + 1):
        put(client, report, n=number)

    assert numbers(claim(client, report, OTHER, "2d" * 32)) == [2, 1]


def test_who_comes_late_is_told_and_takes_nothing_from_the_other(client, project):
    report = factories.make_report(project, photos=(DeclaredPhoto(1, HASH),))
    for number in range(2, MAX_PHOTOS + 1):
        put(client, report, n=number)
    claim(client, report, OTHER)
    put(client, report, SMALL, **{"If-Match": f'"{OTHER}"'})

    late = put(client, report, LARGE, **{"If-Match": f'"{HASH}"'})

    assert refusal(late)[:2] == (412, "number_taken")
    assert LARGE not in waiting_files()
    assert get(client, report).json()["received"] == len(SMALL)
    authorized = {"Authorization": key(report), "If-Match": f'"{HASH}"'}
    assert client.get(f"{PHOTOS}1/", headers=authorized).status_code == 412


def test_its_own_number_takes_the_photo(client, report):
    claim(client, report, HASH)

    assert put(client, report, **{"If-Match": f'"{HASH}"'}).status_code == 202


def test_nobody_gets_a_number_without_the_code_or_for_what_is_over(client, report):
    sent = {"receipt_code": receipts.make_code(), "photos": []}
    unknown = client.post(PHOTOS, sent, content_type="application/json")
    services.withdraw_report(report)

    assert unknown.status_code == 404
    assert refusal(claim(client, report, HASH))[:2] == (409, "not_allowed")
    assert Photo.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_photos_of_two_plain_forms_at_once_both_stay(report):
    def add(content):
        try:
            return uploads.add(report, [content], report.code).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        given = sorted(both.map(add, [SMALL, LARGE]))

    assert given == [1, 2]
    assert sorted(map(len, waiting_files())) == sorted([len(SMALL), len(LARGE)])
