"""Everything of one report is searched for after its author erased it: in every table and file.

The site works with all its processes; the report has words, a photo that was hidden and shown
again, an e-mail address with its letters, an answer to a question, and words to a claim.
"""

from hashlib import sha256

import pytest
from django.conf import settings
from django.db import connection

from oversight.calendar import today
from oversight.models import Job, LogEntry
from reports import nightly, questions, receipts, services
from reports.models import Photo, Report, Visibility
from reports.removals import hiding
from tests import factories
from tests.faults.stack import until
from tests.faults.traces import database_files, files, holders, queue, server_files, tables
from tests.faults.villager import WORDS, Villager

ADDRESS = "aigul.canary@mail.test"
ANSWER = "Канарейка-8Q: кеше де сол қалпында."
DENIAL = "Канарейка-9Q: су жоқ, кран кепкен."

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def villager(stack, project):
    stack.start_web()
    stack.start_worker()
    return Villager(stack)


def live_through(stack, villager, daniyar, madina, letters):
    """From the form to the verdict, with every letter that leaves."""
    picture = factories.phone_picture()
    declared = {"n": 1, "sha256_original": sha256(picture).hexdigest()}
    villager.file(contact_email=ADDRESS, photos=[declared])
    villager.photograph(picture)
    stack.wake("reports.develop_photos")
    until(lambda: Photo.objects.filter(state=Photo.State.READY).exists())
    report = Report.objects.get()
    photo = report.photos.get()
    hiding.hide_photo(photo, reason="person_shown", by=madina)
    hiding.show_photo(photo, reason="mistake", by=madina)
    factories.make_question(report, daniyar)
    questions.answer(report, ANSWER)
    factories.make_claim(report, daniyar)
    services.give_verdict(report, is_done=False, text=DENIAL)
    stack.wake("reports.send_letters")
    until(lambda: holders(ADDRESS, letter_files(letters)))
    return picture


def letter_files(folder):
    return [(str(path), path.read_bytes()) for path in folder.glob("*.eml")]


def secrets(villager, picture):
    """What must be nowhere afterwards, by its name."""
    report, photo = Report.objects.get(), Photo.objects.get(reply=None)
    salts = LogEntry.objects.get(kind="report.filed").salts
    public = (settings.MEDIA_ROOT / photo.folder / "large.jpg").read_bytes()
    return {
        "words": WORDS.encode(),
        "answer": ANSWER.encode(),
        "denial": DENIAL.encode(),
        "address": ADDRESS.encode(),
        "receipt": report.receipt.encode(),
        "content": report.content_hash.encode(),
        "salt": salts["text"].encode(),
        "original": sha256(picture).hexdigest().encode(),
        "folder": photo.folder.encode(),
        "looks": photo.dhash.encode(),
        "picture": telling(public),
        "code": villager.code.encode(),
    }


def telling(picture):
    """Forty bytes that are no even surface."""
    pieces = (picture[start : start + 40] for start in range(0, len(picture) - 40, 40))
    return max(pieces, key=lambda piece: len(set(piece)))


def found(secrets, places):
    return {
        name: [place for place, content in places if secret in content]
        for name, secret in secrets.items()
    }


def everywhere(stack):
    return [*tables(), *queue(stack), *files(stack), *database_files()]


def test_nothing_of_an_erased_report_is_left_anywhere(stack, villager, settings, daniyar, madina):
    picture = live_through(stack, villager, daniyar, madina, settings.LETTERS_DIR)
    marks = secrets(villager, picture)
    before = found(marks, everywhere(stack))
    on_disk = found(marks, server_files())

    villager.ask(
        "/api/v1/receipt/erase/",
        f'{{"receipt_code": "{receipts.spell(villager.code)}"}}'.encode(),
        **{"Content-Type": "application/json"},
    )
    stack.wake("reports.finish_erasures")
    until(lambda: not Job.objects.filter(kind="scrub", done_at=None).exists())

    assert Report.objects.get().visibility == Visibility.ERASED
    assert [name for name, places in before.items() if not places] == ["code"]
    assert found(marks, everywhere(stack)) == dict.fromkeys(marks, [])
    nightly.run(today())
    assert bool(on_disk["words"]) == (connection.vendor == "postgresql")
    assert found(marks, server_files()) == dict.fromkeys(marks, [])
