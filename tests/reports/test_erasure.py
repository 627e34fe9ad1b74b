"""Erasing: the words, the pictures and what opens them go; the fact stays, and the log says so."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from oversight.models import LogEntry, Place
from reports import services
from reports.models import Photo, Removal, Report
from reports.removals import erasure, scrub
from reports.workflow import Role
from tests import factories

WORDS = "Көшеде жатқан көк құбыр туралы айтамын."
GROUND = Removal.Reason.REPORTER


@pytest.fixture
def report(project):
    report = factories.make_stopped_report(project, text=WORDS, contact_email="aigul@mail.test")
    factories.add_photo(report)
    factories.develop_all()
    return report


def erase(report, ground=GROUND):
    removal = erasure.erase_report(report, role=Role.CITIZEN, ground=ground)
    scrub.finish(removal)
    return removal


def test_nothing_of_the_words_and_pictures_is_left_in_the_rows(report):
    erase(report)

    row, photo = Report.objects.get(), Photo.objects.get()
    assert (row.text, row.contact_email, row.content_hash, row.receipt) == ("", "", "", None)
    assert (photo.folder, photo.quarantine, photo.dhash, photo.sha256_original) == ("",) * 4
    assert photo.salt is None


def test_the_files_are_gone(report):
    assert len(factories.all_files()) == 3

    erase(report)

    assert factories.all_files() == []


def test_the_salts_are_gone_and_the_commitments_stay(report):
    before = list(LogEntry.objects.order_by("pk").values_list("text", "leaf_hash"))

    erase(report)

    filed = LogEntry.objects.get(kind="report.filed")
    kept = ["due", "kind", "office", "place", "project", "seen", "stage"]
    assert sorted(filed.salts) == kept
    assert LogEntry.objects.get(kind="photo.added").salts == {}
    assert list(LogEntry.objects.order_by("pk").values_list("text", "leaf_hash"))[:3] == before


def test_the_log_names_each_commitment_that_nobody_can_open(report):
    filed = LogEntry.objects.get(kind="report.filed")
    added = LogEntry.objects.get(kind="photo.added")
    text = next(line for line in filed.text.splitlines() if line.startswith("part text "))
    shown = next(line for line in added.text.splitlines() if line.startswith("part photo1 "))

    erase(report)

    erased = LogEntry.objects.filter(kind="part.erased").order_by("pk")
    assert [entry.object_id for entry in erased] == [added.object_id, report.public_id]
    assert [entry.word("part") for entry in erased] == [shown[5:], text[5:]]
    assert {entry.word("reason") for entry in erased} == {"reporter"}


def test_the_fact_stays_and_counts_no_more(report, aksu):
    erase(report)

    assert (Report.objects.count(), Report.objects.public().count()) == (1, 0)
    assert Place.objects.get(pk=aksu.pk).report_count == 0
    assert Report.objects.get().stage == "stopped"


def test_erasing_twice_is_erasing_once(report):
    first, second = erase(report), erase(report)

    assert first == second
    assert LogEntry.objects.filter(kind="part.erased", object_id=report.public_id).count() == 1


def test_only_the_author_makes_the_code_unknown(report):
    erase(report, Removal.Reason.COURT)

    assert Report.objects.get().receipt is not None


def test_the_words_of_a_verdict_go_too(report, daniyar):
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False, text="Менің үйімнің жанында.")

    erase(report)

    assert report.verdicts.get().text == ""
    assert LogEntry.objects.get(kind="verdict.given").salts == {}


def test_a_single_photo_goes_and_the_words_stay(report):
    photo = report.photos.get()

    scrub.finish(erasure.erase_photo(photo, role=Role.MODERATOR, ground="safety"))

    assert factories.all_files() == []
    assert Report.objects.get().text == WORDS
    assert LogEntry.objects.get(kind="photo.added").salts == {}
    assert "text" in LogEntry.objects.get(kind="report.filed").salts


def test_a_worker_that_is_late_publishes_nothing(project):
    report = factories.make_stopped_report(project)
    factories.add_photo(report)

    erase(report)
    factories.develop_all()

    assert factories.all_files() == []
    assert not LogEntry.objects.filter(kind="photo.added").exists()


def test_the_list_outside_the_database_holds_the_id_and_no_word(report):
    removal = erase(report)
    scrub.finish(removal)

    assert scrub.remembered() == [f"{report.public_id} reporter citizen"]


def test_what_a_backup_brought_back_is_erased_again(report):
    line = f"{report.public_id} court operator".split()

    assert erasure.replay(*line) is True
    assert erasure.replay(*line) is False
    assert erasure.replay("aaaaaaaaaaaaaaaa", "court", "operator") is False
    assert Report.objects.get().visibility == "erased"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
def test_nothing_erased_can_be_found_on_the_disk(report):
    name = report.photos.get().folder
    salt = LogEntry.objects.get(kind="report.filed").salts["text"]
    told = [WORDS, "aigul@mail.test", name, salt, report.content_hash, report.receipt]
    secrets = [one.encode() for one in told]
    assert found_on_disk(secrets) == secrets

    erasure.erase_report(report, role=Role.CITIZEN, ground=GROUND)

    assert found_on_disk(secrets) == []
    assert factories.all_files() == []


def found_on_disk(secrets):
    database = settings.DATABASES["default"]["NAME"]
    words = b"".join(Path(f"{database}{suffix}").read_bytes() for suffix in ("", "-wal"))
    return [secret for secret in secrets if secret in words]
