"""Anonymous reports through the whole site, with marks that can be searched for.

Where they came from, on what, with which code and where the photo was taken stands nowhere: in no
log, table, queue, letter or file, not even when the server or its database dies in the middle. The
words stand in the one column that is theirs.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, connection, transaction

from oversight import database_log
from oversight.calendar import today
from oversight.log import sealing
from oversight.models import Job
from reports.following import digests, subscribing
from reports.models import Follow, Photo, Report, Subscription, Tally
from tests import factories
from tests.faults import traces
from tests.faults.stack import crash, locked, until
from tests.faults.traces import database_files, files, holders, queue, tables
from tests.faults.villager import ADDRESS, OTHER_WORDS, PLACE, WORDS, Villager

FOLLOWER = "follower-canary@mail.example"
QUIET = {name: value for name, value in database_log.QUIET.items() if name[:5] != "track"}

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiet_database(transactional_db):
    """PostgreSQL as docs/operations.md wants it, for the connections of this site."""
    if connection.vendor != "postgresql":
        yield
        return
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        for setting, value in QUIET.items():
            cursor.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
    connection.close()  # the settings hold from the next connection on
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} RESET ALL")


@pytest.fixture
def villager(stack, quiet_database, project, daniyar):
    villager = Villager(stack)
    villager.web = stack.start_web()
    stack.start_worker()
    return villager


def while_it_waits(villager, then):
    """The report comes, waits for a row of the database, and meanwhile something happens."""
    with ThreadPoolExecutor(1) as phone, locked(Tally.objects.all()):
        phone.submit(villager.file)
        time.sleep(0.5)  # whatever it has come to by then: nothing of it may be left
        then()


def everything_breaks(villager, stack):
    """The database hangs up on the report, then the server is killed over it; then it arrives."""
    while_it_waits(villager, lambda: None)
    while_it_waits(villager, lambda: crash(villager.web))
    villager.web = stack.start_web()
    return villager.file()


def test_nothing_of_anonymous_reports_is_kept_but_what_they_say(stack, villager, settings, daniyar):
    villager.ask("/kk/projects/kz-aksu-water/report/")
    plain = villager.file_plainly()
    filed = everything_breaks(villager, stack)
    photographed = villager.photograph(factories.phone_picture())
    assert (plain, filed in (200, 201), photographed) == (200, True, 202)
    stack.wake("reports.develop_photos")
    until(lambda: Photo.objects.filter(state=Photo.State.READY).count() == 2)
    said = [villager.say(), villager.say("pressed")]
    villager.err()
    factories.make_reply(Report.objects.first(), daniyar)
    stack.wake("reports.make_digests")
    until(lambda: Job.objects.filter(kind="send_issue").exists())
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("*.eml")))

    rows = list(tables())
    elsewhere = [*queue(stack), *files(stack), *traces.database_log()]
    everywhere = [*rows, *elsewhere, *database_files()]

    assert (said, Report.objects.count()) == ([200, 200], 2)
    assert {mark: holders(mark, everywhere) for mark in villager.marks} == dict.fromkeys(
        villager.marks, []
    )
    assert holders(WORDS, rows) == ["reports_report"]
    assert holders(WORDS, elsewhere) == []
    assert holders(OTHER_WORDS, [*rows, *elsewhere]) == []
    assert {name.rpartition("/")[2] for name, _content in elsewhere} >= {"web.log", "worker.log"}


def follow():
    """What a follower sends from the page of a work."""
    return urlencode({"email": FOLLOWER, "rhythm": "daily"}).encode()


def test_a_followers_address_stands_in_its_row_and_in_no_log_and_goes_with_it(
    stack, villager, settings, project
):
    asked = villager.ask("/kk/follow/?project=kz-aksu-water", follow())
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("follow-*.eml")))
    subscribing.confirm(Follow.objects.get())
    villager.file()
    sealing.seal(at_once=True)
    digests.make_all(today() + timedelta(days=1))
    stack.wake("reports.send_letters")
    until(lambda: list(settings.LETTERS_DIR.glob("news-*.eml")))
    elsewhere = [*queue(stack), *files(stack), *traces.database_log()]
    logs = [(name, content) for name, content in elsewhere if not name.endswith(".eml")]
    rows = holders(FOLLOWER, tables())

    subscribing.stop(Subscription.objects.get())

    assert asked == 200
    assert (rows, holders(FOLLOWER, logs)) == (["reports_subscription"], [])
    assert holders(FOLLOWER, [*tables(), *database_files()]) == []


# The canary would sing: what is searched for is found where it does stand.


def test_the_search_finds_what_is_there(project):
    factories.make_report(project, text=WORDS)

    assert holders(WORDS, tables()) == ["reports_report"]
    assert holders(ADDRESS, [("log", f"GET / from {ADDRESS}".encode())]) == ["log"]
    assert holders(WORDS, [("json", json.dumps({"said": WORDS}).encode())]) == ["json"]


def test_the_photo_really_tells_where_it_was_taken():
    assert holders(PLACE[-1], [("photo", factories.phone_picture())]) == ["photo"]


def test_a_database_that_is_not_quiet_writes_down_what_was_sent():
    if not list(traces.database_log()):
        pytest.skip("no log of a database server can be read here")
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL log_min_error_statement = 'error'")
        cursor.execute("SELECT 1 / 0, %s", [WORDS])

    assert holders(WORDS, traces.database_log()) != []
