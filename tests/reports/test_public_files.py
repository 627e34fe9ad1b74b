"""What is hidden or erased is gone from the public folder at once, in every size."""

import os
import time
from pathlib import Path

import pytest
from django.db import transaction

from oversight import calendar
from oversight.models import Job
from reports import nightly
from reports.models import Photo, Report, Visibility
from reports.photos import public_files, quarantine
from tests import factories


@pytest.fixture
def photo(project):
    report = factories.make_report(project)
    photo = factories.add_photo(report)
    factories.develop_all()
    return Photo.objects.select_related("report").get(pk=photo.pk)


@pytest.fixture
def decide(photo, django_capture_on_commit_callbacks):
    """What whoever hides, shows or erases does: `decide(Visibility.HIDDEN, Report)`."""

    def change(visibility, model=Photo):
        with django_capture_on_commit_callbacks(execute=True):
            model.objects.update(visibility=visibility)
            public_files.follow(photo.report)

    return change


def sizes_in(folder):
    return len(list(folder.glob("photos/*/*.jpg")))


@pytest.mark.row(50)
@pytest.mark.parametrize("model", [Photo, Report])
def test_a_hidden_photo_waits_aside_and_comes_back(client, photo, settings, decide, model):
    decide(Visibility.HIDDEN, model)

    assert (sizes_in(settings.MEDIA_ROOT), sizes_in(settings.WITHHELD_DIR)) == (0, 3)
    assert client.get(photo.thumb_url).status_code == 404

    decide(Visibility.PUBLIC, model)

    assert (sizes_in(settings.MEDIA_ROOT), sizes_in(settings.WITHHELD_DIR)) == (3, 0)
    assert client.get(photo.thumb_url).status_code == 200


@pytest.mark.row(50)
@pytest.mark.parametrize("before", [Visibility.PUBLIC, Visibility.HIDDEN])
def test_of_an_erased_photo_nothing_is_left(photo, decide, before):
    decide(before)

    decide(Visibility.ERASED)

    assert factories.all_files() == []


def test_a_decision_that_is_taken_back_moves_nothing(
    photo, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        public_files.follow(photo.report)
        Photo.objects.update(visibility=Visibility.ERASED)
        transaction.set_rollback(True)

    assert sizes_in(settings.MEDIA_ROOT) == 3


def test_the_night_ends_what_a_dead_process_left(photo, settings):
    Report.objects.update(visibility=Visibility.ERASED)

    nightly.run()

    assert sizes_in(settings.MEDIA_ROOT) == 0


# No time, only the day


def test_files_and_rows_tell_the_day_of_a_photo_and_not_the_time(photo):
    day = calendar.midnight()

    stamps = {os.stat(path).st_mtime for path in factories.all_files()}
    stamps.add(Path(factories.all_files()[0]).parent.stat().st_mtime)

    assert stamps == {day.timestamp()}
    assert Job.objects.values_list("created_at", "next_try_at", "done_at").get() == (day,) * 3


def test_a_waiting_original_tells_the_day_only(project):
    factories.add_photo(factories.make_report(project))

    name = Photo.objects.get().quarantine

    stamp = quarantine.path_of(name).stat().st_mtime
    assert stamp == calendar.midnight(calendar.today() + calendar.ONE_DAY).timestamp()
    assert stamp > time.time()
