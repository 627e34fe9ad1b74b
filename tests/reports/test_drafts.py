"""Photos of a form that was not filed yet: kept for a day, found again, never lost or doubled."""

import os
import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.filing import DraftConflict
from reports.models import Photo, Report
from reports.photos import drafts, quarantine
from reports.submission import DeclaredPhoto
from tests import factories

HOUR = 3600


@pytest.fixture
def draft_id():
    return uuid.uuid4()


def photo(content=None):
    return SimpleUploadedFile("IMG.jpg", factories.picture() if content is None else content)


def filed(project, draft_id, hashes, **fields):
    photos = tuple(DeclaredPhoto(number, sha256) for number, sha256 in enumerate(hashes, start=1))
    return factories.make_submission(project, draft_id=draft_id, photos=photos, **fields)


def age(seconds):
    """Make every kept file so old."""
    moment = time.time() - seconds
    for path in factories.all_files():
        os.utime(path, (moment, moment))


def test_a_photo_is_kept_once_however_often_it_is_sent(draft_id, db):
    first = drafts.take(draft_id, [], [photo()])
    again = drafts.take(draft_id, list(first.hashes), [photo()])

    assert again == first
    assert len(factories.all_files()) == 1


def test_what_is_no_photo_leaves_nothing_behind(draft_id, db):
    taken = drafts.take(draft_id, [], [photo(b"no picture"), photo(b"")])

    assert taken.hashes == ()
    assert [refusal.code for refusal in taken.refusals] == ["not_image", "empty"]
    assert factories.all_files() == []


@pytest.mark.row(52)
def test_on_a_full_disk_the_words_go_without_the_photo(draft_id, db, settings, tmp_path):
    settings.QUARANTINE_DIR = tmp_path / "full"
    settings.QUARANTINE_DIR.symlink_to("/dev/full")

    taken = drafts.take(draft_id, [], [photo()])

    assert taken == drafts.Taken((), (drafts.Refusal(1, drafts.LATER),))


def test_a_filed_photo_waits_for_the_worker_under_a_name_of_its_own(project, draft_id):
    taken = drafts.take(draft_id, [], [photo()])

    drafts.file(filed(project, draft_id, taken.hashes))

    waiting = Photo.objects.get()
    assert waiting.state == "processing"
    assert factories.all_files() == [str(quarantine.path_of(waiting.quarantine))]


def test_a_conflict_hands_nothing_over(project, draft_id):
    drafts.file(filed(project, draft_id, []))
    taken = drafts.take(draft_id, [], [photo()])

    with pytest.raises(DraftConflict):
        drafts.file(filed(project, draft_id, taken.hashes, text="Басқа сөз."))

    assert Photo.objects.count() == 0
    assert Report.objects.count() == 1


def test_a_photo_nobody_came_back_for_is_gone_after_a_day(draft_id, db):
    drafts.take(draft_id, [], [photo()])

    age(23 * HOUR)
    assert drafts.sweep() == 0
    age(25 * HOUR)
    assert drafts.sweep() == 1

    assert factories.all_files() == []


def test_a_filed_photo_outlives_that_day(project, draft_id):
    taken = drafts.take(draft_id, [], [photo()])
    drafts.file(filed(project, draft_id, taken.hashes))

    age(25 * HOUR)
    drafts.sweep()
    factories.develop_all()

    assert Photo.objects.get().state == "ready"
