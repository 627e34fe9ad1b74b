"""The cast, and folders of their own for every test.

Aigul reports. Daniyar is clerk of the Aksu office, Serik of another one. Madina and Baurzhan
moderate. Olzhas operates. Gulnar supervises from the district. Symbat speaks for Dostyk.
"""

import gc
import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from _pytest import runner
from allauth.account.internal.flows import login
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.utils import translation

from config.room import roomy
from oversight import restating
from oversight.log import triggers
from oversight.models import LogEntry, Office, Place
from projects.models import (
    Contract,
    Declaration,
    FundingLine,
    Milestone,
    Modification,
    Original,
    Payment,
    Project,
)
from reports import deadlines
from reports.models import ClockRule
from tests import factories

TESTS = Path(__file__).parent
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items):
    """The longest tests, those of the whole site, come first: no worker is left alone with them."""
    items.sort(key=lambda item: item.path.parent != TESTS)


def pytest_collection_finish():
    """What is loaded by now stays to the end: looking through it for garbage finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Below pytest the stack is deep, and the same room serves a test as a request."""
    return roomy(runner.pytest_runtest_protocol)(item, nextitem)


@pytest.fixture
def tmp_path(tmp_path_factory):
    """A number of ours: pytest looks for a free name through all folders of the tests before."""
    folder = tmp_path_factory.getbasetemp() / str(next(_numbers))
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.QUARANTINE_DIR = tmp_path / "quarantine"
    settings.WITHHELD_DIR = tmp_path / "withheld"
    settings.LETTERS_DIR = tmp_path / "letters"
    settings.LOG_DIR = tmp_path / "log"
    settings.LOG_KEY_FILE = tmp_path / "log.key"
    settings.LOG_KEY_FILE.write_bytes(bytes(32))


@pytest.fixture(autouse=True, scope="session")
def _databases_are_emptied_quickly():
    """After a test that commits, only rows go: Django would also make each table anew, and the
    permissions of each kind of row."""
    empty = TransactionTestCase._fixture_teardown
    rules = []

    def empty_and_set(_case):
        rules.extend([] if rules else ClockRule.objects.all())
        _empty_tables()
        ClockRule.objects.bulk_create(rules)  # they come with the tables

    TransactionTestCase._fixture_teardown = empty_and_set
    yield
    TransactionTestCase._fixture_teardown = empty


@transaction.atomic
def _empty_tables():
    """All but what Django itself keeps of the models; the log's triggers let nobody."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        for table in _filled_by_tests():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    triggers.install(connection)


@cache
def _filled_by_tests():
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [name for name in tables if name not in ("django_content_type", "auth_permission")]


@pytest.fixture(autouse=True)
def _much_reading(settings):
    """Tests ask the API more than a minute allows; test_quotas_api.py counts."""
    settings.API_OPEN_PER_MINUTE = 1_000_000


@pytest.fixture(autouse=True)
def _no_list_of_static_files(settings):
    """Every browser of a test starts the site anew; test_static_files.py has it list its files."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _many_reports(settings):
    """Tests file more reports on one work than an hour brings; test_ladder.py climbs."""
    settings.LADDER = settings.LADDER | {"work_held": 10_000}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hashing slowly is the hasher's promise, not ours."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_memory():
    """What one test makes of the site's rule or counts, the next one does not remember."""
    deadlines.own_rule.cache_clear()
    caches["process"].clear()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def site(db):
    """An open site without demonstration data."""
    caches["default"].clear()
    return factories.open_site()


@pytest.fixture
def aksu(site):
    """The village of Aksu with everything above it."""
    return factories.make_aksu()


@pytest.fixture
def district_office(aksu):
    district = Place.objects.get(code="433600000")
    return factories.make_office(district, kind=Office.Kind.DISTRICT_AKIM)


@pytest.fixture
def office(aksu, district_office):
    """The akim's office of the Aksu rural district."""
    return factories.make_office(aksu.parent, supervisor=district_office)


@pytest.fixture
def other_office(aksu, district_office):
    """The akim's office of the Akkum rural district, in the same district."""
    akkum = factories.make_place(
        "433633000", Place.Kind.RURAL_DISTRICT, "Аққұм", "Аккумский", parent=aksu.parent.parent
    )
    return factories.make_office(akkum, supervisor=district_office)


@pytest.fixture
def project(office, aksu):
    """The water pipe of Aksu."""
    return factories.make_project(aksu, identifier="kz-aksu-water")


@pytest.fixture
def daniyar(office):
    return factories.make_user(
        "daniyar@akimat.test", name="Daniyar", side="office", offices=[office]
    )


@pytest.fixture
def serik(other_office):
    return factories.make_user(
        "serik@akimat.test", name="Serik", side="office", offices=[other_office]
    )


@pytest.fixture
def gulnar(district_office):
    return factories.make_user(
        "gulnar@akimat.test", name="Gulnar", side="office", offices=[district_office]
    )


@pytest.fixture
def madina(site):
    return factories.make_user("madina@moderators.test", name="Madina", side="moderator")


@pytest.fixture
def baurzhan(site):
    return factories.make_user("baurzhan@moderators.test", name="Baurzhan", side="moderator")


@pytest.fixture
def olzhas(site):
    return factories.make_user("olzhas@operators.test", name="Olzhas", side="operator")


@pytest.fixture
def dostyk(aksu):
    symbat = factories.make_user("symbat@dostyk.test", name="Symbat")
    return factories.make_group(aksu, members=[symbat])


@pytest.fixture
def signed_in():
    """A browser signed in with password and second factor: `signed_in(daniyar).get(...)`."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp"}]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
        return client

    return sign_in


@pytest.fixture
def enrolled():
    """Give a user a second factor; returns a function that tells the code of a step."""

    def enrol(user):
        TOTP.activate(user, SECRET)
        return code_at

    return enrol


def code_at(moment: float) -> str:
    """The one-time code at that moment (seconds since 1970)."""
    return format_hotp_value(hotp_value(SECRET, int(moment) // 30))


@pytest.fixture
def all_told(db):
    """At the end each row that is restated from elsewhere stands as the public log was told."""
    yield
    assert restating.untold() == []


@pytest.fixture
def works_told(db):
    """At the end works and their lines do, whatever offices and places a test has put up."""
    yield
    lines = (Contract, Declaration, FundingLine, Milestone, Modification, Original, Payment)
    assert restating.untold(Project, *lines) == []


@pytest.fixture
def logged(db):
    """What the public log holds, oldest first: (kind, role). How rows restated from elsewhere stand
    is left out: see tests/oversight/test_restating.py."""

    def entries():
        facts = LogEntry.objects.exclude(text__contains="_stated\n").order_by("pk")
        texts = facts.values_list("kind", "text")
        return [(kind, re.search(r"^role (\w+)$", text, re.M).group(1)) for kind, text in texts]

    return entries
