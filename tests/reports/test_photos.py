"""From quarantine to the public, and back to nothing when it cannot be."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from oversight import jobs
from oversight.models import Job, LogEntry
from reports.models import Photo
from reports.photos import developing, quarantine, uploads
from tests import factories


def waiting_photo(report, content=None):
    photo = uploads.photo_of(report, 1, report.code)
    return uploads.take_whole(photo, [content or factories.phone_picture()])


def test_a_photo_becomes_three_clean_pictures(project, settings):
    photo = waiting_photo(factories.make_report(project))

    factories.develop_all()

    photo.refresh_from_db()
    assert photo.state == Photo.State.READY
    for size in Photo.SIZES:
        with Image.open(settings.MEDIA_ROOT / photo.folder / f"{size}.jpg") as picture:
            assert dict(picture.getexif()) == {}
            assert picture.height > picture.width  # it lay on its side, as phones write it


def test_the_original_is_gone_and_so_is_its_place(project, settings):
    waiting_photo(factories.make_report(project))

    factories.develop_all()

    assert len(factories.all_files()) == len(Photo.SIZES)
    assert list(settings.QUARANTINE_DIR.iterdir()) == []


def test_no_coordinate_of_the_phone_is_left_anywhere(project):
    waiting_photo(factories.make_report(project))

    factories.develop_all()

    for path in factories.all_files():
        content = Path(path).read_bytes()
        assert b"SM-A045F" not in content
        assert b"Exif" not in content


def test_the_public_copy_is_logged(project, logged):
    waiting_photo(factories.make_report(project))

    factories.develop_all()

    assert logged() == [("report.filed", "citizen"), ("photo.added", "citizen")]


def test_the_photo_of_a_held_report_is_logged_as_held(project):
    waiting_photo(factories.make_misuse_report(project))

    factories.develop_all()

    assert "state held\n" in LogEntry.objects.get(kind="photo.added").text


def test_a_broken_picture_is_refused_and_the_report_stays(project):
    content = factories.picture()[:400]
    report = factories.make_report(project)
    photo = waiting_photo(report, content)

    factories.develop_all()

    photo.refresh_from_db()
    assert (photo.state, photo.refusal) == (Photo.State.REFUSED, "broken")
    assert factories.all_files() == []
    assert report.is_public


@pytest.mark.row(53)
def test_a_photo_that_kills_its_worker_three_times_is_unreadable(project):
    photo = waiting_photo(factories.make_report(project))
    Photo.objects.update(tries=3)

    factories.develop_all()

    photo.refresh_from_db()
    assert (photo.state, photo.refusal) == (Photo.State.REFUSED, "unreadable")
    assert factories.all_files() == []


def test_a_photo_that_killed_its_worker_twice_is_tried_once_more(project):
    photo = waiting_photo(factories.make_report(project))
    Photo.objects.update(tries=2)

    factories.develop_all()

    photo.refresh_from_db()
    assert (photo.state, photo.tries) == (Photo.State.READY, 0)


def test_an_original_that_was_swept_is_said_to_be_lost(project):
    photo = waiting_photo(factories.make_report(project))
    quarantine.drop(photo.quarantine)

    factories.develop_all()

    photo.refresh_from_db()
    assert (photo.state, photo.refusal) == (Photo.State.REFUSED, "unreadable")


def test_a_full_disk_is_not_the_photos_fault(project, settings, tmp_path):
    photo = waiting_photo(factories.make_report(project))
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("a file where a folder should be")

    developing.develop_waiting()

    photo.refresh_from_db()
    assert (photo.state, photo.tries) == (Photo.State.PROCESSING, 0)
    assert Job.objects.get().error == "NotADirectoryError"


def test_developing_twice_publishes_once(project, logged):
    photo = waiting_photo(factories.make_report(project))
    factories.develop_all()

    Job.objects.update(done_at=None)
    factories.develop_all()

    photo.refresh_from_db()
    assert logged().count(("photo.added", "citizen")) == 1
    assert len(factories.all_files()) == len(Photo.SIZES)


def test_an_offices_proof_is_developed_too(project, daniyar, logged):
    reply = factories.make_claim(factories.make_stopped_report(project), daniyar)

    factories.develop_all()

    assert reply.photos.get().state == Photo.State.READY
    assert logged()[-1] == ("photo.added", "office")


def test_a_photo_in_pieces_is_the_photo(project):
    report = factories.make_report(project)
    content = factories.picture()
    photo = uploads.photo_of(report, 1, report.code)

    for start in range(0, len(content), 1000):
        photo = uploads.take_piece(photo, start, len(content), content[start : start + 1000])

    assert photo.state == Photo.State.PROCESSING
    factories.develop_all()
    photo.refresh_from_db()
    assert photo.state == Photo.State.READY


def test_a_piece_that_leaves_a_gap_is_told_where_to_go_on(project):
    report = factories.make_report(project)
    photo = uploads.photo_of(report, 1, report.code)
    photo = uploads.take_piece(photo, 0, 5000, factories.picture()[:1000])

    with pytest.raises(uploads.WrongOffset) as refusal:
        uploads.take_piece(photo, 2000, 5000, b"x" * 1000)

    assert refusal.value.received == 1000


def test_a_repeated_piece_changes_nothing(project):
    report = factories.make_report(project)
    content = factories.picture()
    photo = uploads.photo_of(report, 1, report.code)
    photo = uploads.take_piece(photo, 0, len(content), content[:1000])

    photo = uploads.take_piece(photo, 0, len(content), content[:1000])

    assert photo.received == 1000


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"<?php echo 1;", "not_image"), (b"GIF89a" + b"x" * 99, "not_image")],
)
def test_what_cannot_be_a_photo_is_not_kept(project, content, code):
    report = factories.make_report(project)

    with pytest.raises(uploads.Refused) as refusal:
        uploads.take_whole(uploads.photo_of(report, 1, report.code), [content])

    assert refusal.value.code == code
    assert factories.all_files() == []


def test_a_file_above_the_limit_is_not_kept(project, settings):
    settings.PHOTO_MAX_BYTES = 1000

    with pytest.raises(uploads.Refused) as refusal:
        waiting_photo(factories.make_report(project))

    assert refusal.value.code == "too_large"
    assert factories.all_files() == []


def test_a_seventh_photo_is_refused(project):
    report = factories.make_report(project)

    with pytest.raises(uploads.Refused) as refusal:
        uploads.photo_of(report, 7, report.code)

    assert refusal.value.code == "too_many"


def test_a_damaged_photo_is_asked_for_again(project):
    report = factories.make_report(project)

    with pytest.raises(uploads.Refused) as refusal:
        uploads.take_whole(
            uploads.photo_of(report, 1, report.code), [factories.picture()], sha256="0" * 64
        )

    assert refusal.value.code == "damaged"


def test_the_worker_leaves_letters_alone(db):
    jobs.put("send_issue", 1)

    assert developing.develop_waiting() == 0


def test_the_phone_picture_of_these_tests_really_tells_where_it_was_taken():
    picture = Image.open(BytesIO(factories.phone_picture()))

    assert picture.getexif().get_ifd(0x8825) != {}
    assert picture.width > picture.height
