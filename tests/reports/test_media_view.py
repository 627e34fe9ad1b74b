"""Photos: served while their report is public, and not there otherwise."""

import pytest

from reports import services
from reports.models import Photo, Report, Visibility
from tests import factories


@pytest.fixture
def report(project):
    return factories.make_stopped_report(project)


def developed(report):
    """A ready photo of the report."""
    from_phone = factories.add_photo(report)
    factories.develop_all()
    return Photo.objects.get(pk=from_phone.pk)


def test_every_size_of_a_public_photo_is_served(client, report):
    photo = developed(report)

    answers = [client.get(photo.url(size)) for size in Photo.SIZES]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {answer.content[:3] for answer in answers} == {b"\xff\xd8\xff"}


def test_a_photo_can_do_nothing_but_be_looked_at(client, report):
    headers = client.get(developed(report).thumb_url).headers

    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Access-Control-Allow-Origin"] == "*"  # for an audit page saved on a disk
    assert dict(client.cookies) == {}


def test_whoever_has_a_copy_asks_again_and_is_told_it_still_holds(client, report):
    address = developed(report).thumb_url
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_photo_of_an_answer_is_served(client, report, daniyar):
    reply = factories.make_claim(report, daniyar)
    factories.develop_all()

    assert client.get(reply.photos.get().large_url).status_code == 200


@pytest.mark.parametrize("hidden", [Visibility.HIDDEN, Visibility.ERASED])
def test_what_is_hidden_is_gone_for_those_who_have_a_copy_too(client, report, hidden):
    photo = developed(report)
    etag = client.get(photo.thumb_url)["ETag"]
    Photo.objects.update(visibility=hidden)

    assert client.get(photo.thumb_url, headers={"If-None-Match": etag}).status_code == 404


def test_the_photo_of_a_hidden_report_is_not_there(client, report):
    photo = developed(report)
    Report.objects.update(visibility=Visibility.HIDDEN)

    assert client.get(photo.thumb_url).status_code == 404


@pytest.mark.row(49)
def test_the_photo_of_a_held_report_is_as_unknown_as_any_other(client, project, madina):
    held = factories.make_misuse_report(project)
    photo = developed(held)

    there, nowhere = client.get(photo.thumb_url), client.get(f"/media/photos/{'0' * 20}/thumb.jpg")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content

    services.publish_report(held, moderator=madina, reason="fits")

    assert client.get(photo.thumb_url).status_code == 200


@pytest.mark.row(49)
@pytest.mark.parametrize("who", ["daniyar", "serik", "gulnar"])
def test_no_office_sees_the_photo_of_a_held_report(request, signed_in, project, who):
    address = developed(factories.make_misuse_report(project)).thumb_url
    browser = signed_in(request.getfixturevalue(who))

    there, nowhere = browser.get(address), browser.get(f"/media/photos/{'0' * 20}/thumb.jpg")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


@pytest.mark.row(48)
@pytest.mark.parametrize(
    "path",
    ["thumb.png", "original.jpg", "../../quarantine/x.jpg", "%2e%2e/thumb.jpg", "thumb.jpg/"],
)
def test_there_is_nothing_beside_the_three_sizes(client, report, path):
    folder = developed(report).folder

    assert client.get(f"/media/{folder}/{path}").status_code == 404


def test_a_photo_whose_file_is_lost_is_not_there(client, report, settings):
    photo = developed(report)
    (settings.MEDIA_ROOT / photo.folder / "thumb.jpg").unlink()

    assert client.get(photo.thumb_url).status_code == 404
