"""One anonymous report through the whole site, with marks that can be searched for.

Where it came from, on what, with which code and where the photo was taken stands nowhere: in no
log, table, queue, letter or file. The words stand in the one column that is theirs.
"""

import json
import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.db import connection
from redis import Redis

from oversight.calendar import today
from oversight.log import sealing
from oversight.models import Job
from reports import receipts
from reports.following import digests, subscribing
from reports.models import Follow, Photo, Report, Subscription
from tests import factories
from tests.faults.stack import until

ADDRESS, REFERER = "203.0.113.77", "https://canary-referer.example/"
AGENT = "CanaryPhone/9.7"
WORDS = "Канарейка-7Q: құбыр тоттанып тұр."
FOLLOWER = "follower-canary@mail.example"
MODEL = "SM-A045F"  # in the notes of the photo, beside its coordinates

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


class Villager:
    """A phone that tells everything a phone could tell."""

    def __init__(self, stack):
        self.address = stack.address
        self.code = receipts.make_code()
        self.draft = str(uuid.uuid4())

    def ask(self, path, data=None, method=None, **headers):
        """The status of the answer."""
        told = {
            "User-Agent": AGENT,
            "Referer": REFERER,
            "X-Forwarded-For": ADDRESS,
            "X-Real-IP": ADDRESS,
            "Forwarded": f"for={ADDRESS}",
        }
        request = Request(self.address + path, data=data, headers=told | headers, method=method)
        with suppress(HTTPError), urlopen(request, timeout=30) as answer:
            return answer.status
        return None

    def file(self, **fields):
        sent = {
            "draft_id": self.draft,
            "receipt_code": receipts.spell(self.code),
            "kind": "progress",
            "stage": "stopped",
            "project": "kz-aksu-water",
            "text": WORDS,
            "language": "kk",
            **fields,
        }
        body = json.dumps(sent).encode()
        return self.ask("/api/v1/reports/", body, **{"Content-Type": "application/json"})

    def photograph(self, content):
        key = f"Receipt {receipts.spell(self.code)}"
        headers = {"Authorization": key, "Content-Type": "image/jpeg"}
        return self.ask("/api/v1/receipt/photos/1/", content, "PUT", **headers)

    def follow(self):
        """Ask for letters from the form, as a follower does."""
        sent = urlencode({"email": FOLLOWER, "rhythm": "daily"}).encode()
        return self.ask("/kk/follow/?project=kz-aksu-water", sent)

    def read_receipt(self):
        return self.ask("/kk/receipt/", urlencode({"receipt_code": self.code}).encode())

    def err(self):
        """Whatever makes a server write something down."""
        self.file(text="Басқа сөз.")  # the same draft with other words
        self.file(draft_id=str(uuid.uuid4()))  # the database refuses the same code twice
        self.file(observed_on="never")
        self.ask("/api/v1/reports/", b"{", **{"Content-Type": "application/json"})
        self.ask("/kk/no-such-page/")
        self.ask("/kk/receipt/", b"receipt_code=" + b"0" * 24)
        self.ask("/media/photos/" + "0" * 20 + "/thumb.jpg")
        self.photograph(b"<?php not a photo ?>")


@pytest.fixture
def villager(stack, project, daniyar):
    stack.start_web()
    stack.start_worker()
    return Villager(stack)


def tables():
    """Every row of every table as text, by table."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            yield name, "\n".join(map(_told, cursor.fetchall())).encode()


def _told(row):
    return " ".join(
        bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value) for value in row
    )


def queue(stack):
    """Everything the broker holds, and what it would write to its disk."""
    broker = Redis.from_url(stack.broker_url) if stack.broker is None else None
    broker = broker or Redis(unix_socket_path=str(stack.socket))
    return [(f"broker {key!r}", broker.dump(key) or b"") for key in broker.keys("*")]


def files(stack, settings):
    """Logs, spools, media, quarantine, temporary files, and the database's own where it is one."""
    roots = {stack.folder, settings.MEDIA_ROOT, settings.QUARANTINE_DIR, settings.LETTERS_DIR}
    for root in roots:
        for path in root.rglob("*"):
            if path.is_file() and path.name not in ("baqylau.sqlite3", "receipt.key"):
                yield str(path), path.read_bytes()


def database_files():
    """What SQLite has on the disk, freed pages and its journal included."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        for path in name.parent.glob(f"{name.name}*"):
            yield str(path), path.read_bytes()


def holders(mark, places):
    """The places that hold the mark, however it is written."""
    spellings = {mark.encode(), json.dumps(mark).strip('"').encode(), mark.encode().hex().encode()}
    return [name for name, content in places if any(each in content for each in spellings)]


def test_nothing_of_an_anonymous_report_is_kept_but_what_it_says(
    stack, villager, settings, daniyar
):
    villager.ask("/kk/projects/kz-aksu-water/report/")
    filed = villager.file()
    photographed = villager.photograph(factories.phone_picture())
    stack.wake("reports.develop_photos")
    until(lambda: Photo.objects.filter(state=Photo.State.READY).exists())
    villager.read_receipt()
    villager.err()
    factories.make_reply(Report.objects.get(), daniyar)
    stack.wake("reports.make_digests")
    until(lambda: Job.objects.filter(kind="send_issue").exists())
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("*.eml")))

    rows = list(tables())
    elsewhere = [*queue(stack), *files(stack, settings)]
    everywhere = [*rows, *elsewhere, *database_files()]
    code = villager.code

    assert (filed, photographed) == (201, 202)
    assert {
        mark: holders(mark, everywhere)
        for mark in (ADDRESS, AGENT, REFERER, code, receipts.spell(code), MODEL)
    } == dict.fromkeys((ADDRESS, AGENT, REFERER, code, receipts.spell(code), MODEL), [])
    assert holders(WORDS, rows) == ["reports_report"]
    assert holders(WORDS, elsewhere) == []
    assert holders("Басқа сөз.", [*rows, *elsewhere]) == []
    assert any("web.log" in name for name, _content in elsewhere)


def test_a_followers_address_stands_in_its_row_and_in_no_log_and_goes_with_it(
    stack, villager, settings, project
):
    asked = villager.follow()
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("follow-*.eml")))
    subscribing.confirm(Follow.objects.get())
    villager.file()
    sealing.seal(at_once=True)
    digests.make_all(today() + timedelta(days=1))
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("news-*.eml")))
    elsewhere = [*queue(stack), *files(stack, settings)]
    logs = [(name, content) for name, content in elsewhere if not name.endswith(".eml")]
    rows = holders(FOLLOWER, tables())

    subscribing.stop(Subscription.objects.get())

    assert asked == 200
    assert (rows, holders(FOLLOWER, logs)) == (["reports_subscription"], [])
    assert holders(FOLLOWER, [*tables(), *database_files()]) == []


def test_the_search_finds_what_is_there(project):
    """The canary would sing: what is searched for is found where it does stand."""
    factories.make_report(project, text=WORDS)

    assert holders(WORDS, tables()) == ["reports_report"]
    assert holders(ADDRESS, [("log", f"GET / from {ADDRESS}".encode())]) == ["log"]
    assert holders(WORDS, [("json", json.dumps({"said": WORDS}).encode())]) == ["json"]
