"""Who may open what: every address of the site, nine people, and nothing private for the wrong one.

A new address needs one line in GATES; without it the first test fails. `get` and `post` say the
status for each of the nine; a POST that is not mentioned must be refused.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import get_resolver

from oversight import jobs
from reports import receipts, services
from tests import factories

STRANGERS = ["anonymous", "holder", "other_holder"]
SIGNED_IN = ["own", "other", "supervisor", "group", "moderator", "operator"]
NINE = [*STRANGERS, *SIGNED_IN]

Statuses = dict[str, int]


def everybody(status, **others) -> Statuses:
    return dict.fromkeys(NINE, status) | others


def desk(**allowed) -> Statuses:
    """Strangers are led to sign in; to the others it is not there."""
    return everybody(404) | dict.fromkeys(STRANGERS, 302) | allowed


def users(status, **others) -> Statuses:
    """Strangers are led to sign in; users get in."""
    return everybody(status) | dict.fromkeys(STRANGERS, 302) | others


def strangers(status) -> Statuses:
    """Users are led on to their work."""
    return everybody(302) | dict.fromkeys(STRANGERS, status)


def with_code(holder, other_holder, without=404) -> Statuses:
    return everybody(without, holder=holder, other_holder=other_holder)


@dataclass(frozen=True)
class Gate:
    """One address: its pattern in the URL conf, where it is tried, and what each is answered."""

    pattern: str
    path: str
    get: Statuses
    post: Statuses | None = None
    data: dict[str, str] = field(default_factory=dict)
    method: str = "post"
    sends: str = MULTIPART_CONTENT


PUBLIC = everybody(200)
JSON = "application/json"
UNKNOWN_API = "api/v1/^.*/$"
NO_GET = everybody(405)
ANSWER = {"reason": "under_way", "text": "Жұмыс дүйсенбіде басталады.", "language": "kk"}
VERDICT = {"receipt_code": "{code}", "is_done": "false"}
WITH_CODE = {"receipt_code": "{code}"}

GATES = [
    Gate("", "/", everybody(302)),
    Gate("healthz", "/healthz", PUBLIC),
    Gate("readyz", "/readyz", PUBLIC),
    Gate("robots.txt", "/robots.txt", PUBLIC),
    Gate("p/<slug:identifier>", "/p/{project}", everybody(302)),
    # Public pages
    Gate("en/", "/en/", PUBLIC),
    Gate("en/search/", "/en/search/?q=aksu", PUBLIC),
    Gate("en/about/", "/en/about/", PUBLIC),
    Gate("en/rules/", "/en/rules/", PUBLIC),
    Gate("en/places/<slug:code>/", "/en/places/{place}/", PUBLIC),
    Gate("en/projects/", "/en/projects/", PUBLIC),
    Gate("en/projects/<slug:identifier>/", "/en/projects/{project}/", PUBLIC),
    Gate("en/offices/<int:pk>/", "/en/offices/{office}/", PUBLIC),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{report}/", PUBLIC),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{held}/", everybody(404)),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{refused}/", everybody(404)),
    Gate(
        r"^media/photos/(?P<name>[0-9a-f]{20})/(?P<size>thumb|phone|large)\.jpg$",
        "/media/{photo}/thumb.jpg",
        PUBLIC,
    ),
    # Filing, and the receipt
    Gate("en/report/", "/en/report/?place={place}", PUBLIC, everybody(400)),
    Gate(
        "en/projects/<slug:identifier>/report/",
        "/en/projects/{project}/report/",
        PUBLIC,
        everybody(400),
    ),
    Gate("en/receipt/", "/en/receipt/", PUBLIC, with_code(200, 200), WITH_CODE),
    # The desk and moderation
    Gate("desk/", "/desk/", desk(own=200, other=200, supervisor=200)),
    Gate(
        "desk/reports/<slug:public_id>/",
        "/desk/reports/{report}/",
        desk(own=200),
        desk(own=302),
        ANSWER,
    ),
    Gate("desk/reports/<slug:public_id>/", "/desk/reports/{held}/", desk(), desk(), ANSWER),
    Gate("moderation/", "/moderation/", desk(moderator=200)),
    Gate(
        "moderation/reports/<slug:public_id>/",
        "/moderation/reports/{held}/",
        desk(moderator=200),
        desk(moderator=302),
        {"action": "publish", "reason": "fits"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/",
        "/moderation/reports/{report}/",
        desk(),
        desk(),
        {"action": "publish", "reason": "fits"},
    ),
    # The door
    Gate("accounts/login/", "/accounts/login/", strangers(200), strangers(200)),
    Gate("accounts/logout/", "/accounts/logout/", users(200), everybody(302)),
    Gate("accounts/start/", "/accounts/start/", everybody(302), everybody(302)),
    Gate("accounts/language/", "/accounts/language/", NO_GET, everybody(302)),
    Gate(
        "accounts/invitation/<str:token>/",
        "/accounts/invitation/nothing/",
        everybody(404),
        everybody(404),
    ),
    # Enrolled users show the factor instead of the password; a group may have none.
    Gate(
        "accounts/reauthenticate/",
        "/accounts/reauthenticate/",
        users(302, group=200),
        users(302, group=200),
    ),
    Gate("accounts/password/change/", "/accounts/password/change/", users(200), users(200)),
    Gate("accounts/password/reset/", "/accounts/password/reset/", PUBLIC, everybody(200)),
    Gate("accounts/password/reset/done/", "/accounts/password/reset/done/", PUBLIC),
    Gate("accounts/password/reset/key/done/", "/accounts/password/reset/key/done/", PUBLIC),
    Gate(
        "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/accounts/password/reset/key/1-nothing/",
        PUBLIC,
        everybody(200),
    ),
    Gate("accounts/2fa/", "/accounts/2fa/", users(200)),
    Gate(
        "accounts/2fa/authenticate/", "/accounts/2fa/authenticate/", everybody(302), everybody(302)
    ),
    Gate(
        "accounts/2fa/reauthenticate/",
        "/accounts/2fa/reauthenticate/",
        users(200, group=302),
        users(200, group=302),
        {"code": "000000"},
    ),
    *(
        # What follows changes how one signs in: it is asked who that is, once more.
        Gate(f"accounts/2fa/{path}", f"/accounts/2fa/{path}", everybody(302), everybody(302))
        for path in (
            "totp/activate/",
            "recovery-codes/generate/",
            "webauthn/add/",
            "webauthn/reauthenticate/",
        )
    ),
    Gate(
        "accounts/2fa/totp/deactivate/",
        "/accounts/2fa/totp/deactivate/",
        users(302, group=404),
        users(302, group=404),
    ),
    Gate(
        "accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/",
        users(404),
    ),
    Gate(
        "accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/recovery-codes/download/",
        users(404),
    ),
    Gate("accounts/2fa/webauthn/", "/accounts/2fa/webauthn/", users(200)),
    Gate(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        "/accounts/2fa/webauthn/keys/{factor}/remove/",
        everybody(302),
        everybody(302),
    ),
    # The API
    Gate("api/v1/", "/api/v1/", PUBLIC),
    Gate("api/v1/places/", "/api/v1/places/", PUBLIC),
    Gate("api/v1/places/<slug:code>/", "/api/v1/places/{place}/", PUBLIC),
    Gate("api/v1/offices/", "/api/v1/offices/", PUBLIC),
    Gate("api/v1/offices/<int:pk>/", "/api/v1/offices/{office}/", PUBLIC),
    Gate("api/v1/projects/", "/api/v1/projects/", PUBLIC),
    Gate("api/v1/projects/<slug:identifier>/", "/api/v1/projects/{project}/", PUBLIC),
    Gate("api/v1/reports/", "/api/v1/reports/", PUBLIC, everybody(400), sends=JSON),
    Gate("api/v1/reports/<slug:public_id>/", "/api/v1/reports/{report}/", PUBLIC),
    Gate("api/v1/reports/<slug:public_id>/", "/api/v1/reports/{held}/", everybody(404)),
    Gate("api/v1/receipt/", "/api/v1/receipt/", NO_GET, with_code(200, 200), WITH_CODE, sends=JSON),
    Gate(
        "api/v1/receipt/verdict/",
        "/api/v1/receipt/verdict/",
        NO_GET,
        with_code(200, 409),
        VERDICT,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/withdraw/",
        "/api/v1/receipt/withdraw/",
        NO_GET,
        with_code(409, 200),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/appeal/",
        "/api/v1/receipt/appeal/",
        NO_GET,
        with_code(409, 409),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/photos/<int:n>/",
        "/api/v1/receipt/photos/1/",
        with_code(200, 404),
        with_code(202, 415),
        method="put",
        sends="image/jpeg",
    ),
    Gate("api/v1/schema/", "/api/v1/schema/", PUBLIC),
    Gate("api/v1/docs/", "/api/v1/docs/", PUBLIC),
    Gate(UNKNOWN_API, "/api/v1/nothing/", everybody(404), everybody(404), sends=JSON),
]


# The world ----------------------------------------------------------------------------------


@pytest.fixture
def world(
    project, daniyar, serik, gulnar, dostyk, madina, olzhas, signed_in, enrolled, other_office, aksu
):
    """A report in every state that matters, with a secret in every private field."""
    report = factories.make_stopped_report(project, contact_email="secret-aigul@mail.test")
    report.photos.add(factories.proof_photo(), bulk=False)
    jobs.put("develop_photo", report.photos.get().pk)
    factories.develop_all()
    factories.make_claim(report, daniyar)
    other = factories.make_stopped_report(project, contact_email="secret-other@mail.test")
    held = factories.make_misuse_report(project, text="secret-held-words")
    refused = factories.make_misuse_report(project, text="secret-refused-words")
    services.refuse_report(refused, moderator=madina, reason="insult", note="secret-note")
    people = {
        "own": daniyar,
        "other": serik,
        "supervisor": gulnar,
        "group": dostyk.members.get(),
        "moderator": madina,
        "operator": olzhas,
    }
    for name in SIGNED_IN:
        if name != "group":
            enrolled(people[name])
    return World(people, report, other, held, refused, signed_in)


class World:
    """The nine, what they are let to know, and the names that paths are filled with."""

    def __init__(self, people, report, other, held, refused, signed_in):
        self.people = people
        self.browsers = {name: signed_in(user) for name, user in people.items()}
        self.browsers |= {name: Client() for name in STRANGERS}
        self.codes = {"holder": report.code, "other_holder": other.code}
        self.paths = {
            "project": report.project.identifier,
            "place": report.place.code,
            "office": report.office_id,
            "report": report.public_id,
            "held": held.public_id,
            "refused": refused.public_id,
            "photo": report.photos.get().folder,
            "factor": people["own"].authenticator_set.get().pk,
        }
        self.secrets = _secrets(report, other, held, refused, people)

    def code(self, name):
        return self.codes.get(name) or receipts.make_code()

    def ask(self, name, gate, method, **headers):
        """What this person is answered there; whatever it changed is undone."""
        path = gate.path.format(**self.paths)
        options = {"headers": {"authorization": f"Receipt {self.code(name)}", **headers}}
        if method != "get":
            options["data"] = {
                key: value.format(code=self.code(name)) for key, value in gate.data.items()
            }
            options["content_type"] = gate.sends
        browser = self.browsers[name]
        kept = deepcopy(browser.cookies)
        with transaction.atomic():
            response = getattr(browser, method)(path, **options)
            words = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        browser.cookies = kept
        return response.status_code, words.decode(errors="replace")

    def leaks(self, name, words):
        return [
            secret for secret, known_to in self.secrets if secret in words and name not in known_to
        ]


def _secrets(report, other, held, refused, people):
    """Each private thing, and who may see it."""
    private = [("secret-held-words", {"moderator"}), ("secret-note", set())]
    private += [("secret-refused-words", set())]
    private += [(held.public_id, {"moderator", "operator"}), (refused.public_id, {"operator"})]
    for one, holder in ((report, "holder"), (other, "other_holder")):
        private += [(one.contact_email, {holder}), (str(one.draft_id), {holder})]
        private += [(one.receipt, set()), (one.content_hash, set())]
        private += [(code, {holder}) for code in (one.code, _grouped(one.code))]
    for name, person in people.items():
        private.append((person.email, {name, "operator"}))
    return private


def _grouped(code):
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


# The table holds ----------------------------------------------------------------------------


def patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from patterns(entry, here)
        else:
            yield here


def test_every_address_stands_in_the_table():
    known = {pattern for pattern in patterns(get_resolver()) if not pattern.startswith("admin/")}

    assert sorted(known) == sorted({gate.pattern for gate in GATES})


def answers(world, method):
    for gate in GATES:
        for name in NINE:
            yield gate, name, *world.ask(name, gate, gate.method if method == "post" else method)


def test_each_page_opens_for_those_it_is_for_and_tells_nothing_private(world):
    wrong, leaks = [], []

    for gate, name, status, words in answers(world, "get"):
        if status != gate.get[name]:
            wrong.append(f"{gate.path} tells {name} {status}, not {gate.get[name]}")
        leaks += [f"{gate.path} tells {name} {one}" for one in world.leaks(name, words)]

    assert wrong == []
    assert leaks == []


def test_each_form_takes_what_it_may_and_tells_nothing_private(world):
    wrong, leaks = [], []

    for gate, name, status, words in answers(world, "post"):
        allowed = {405, gate.get[name]} - {200} if gate.post is None else {gate.post[name]}
        if status not in allowed:
            wrong.append(f"{gate.path} tells {name} {status}, not {allowed}")
        leaks += [f"{gate.path} tells {name} {one}" for one in world.leaks(name, words)]

    assert wrong == []
    assert leaks == []


# What holds for all ---------------------------------------------------------------------------


def admin_paths():
    for pattern in patterns(get_resolver()):
        if pattern.startswith("admin/"):
            yield "/" + re.sub(r"<[^>]+>", "1", pattern.replace("(?P<url>.*)$", "nothing"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_operators_pages_are_there_for_operators_alone(world, method):
    wrong = []

    for path in admin_paths():
        for name in NINE[:-1]:
            response = getattr(world.browsers[name], method)(path)
            if response.status_code != (302 if name in STRANGERS else 404):
                wrong.append(f"{path} tells {name} {response.status_code}")
            wrong += [f"{path} tells {name} {one}" for one in world.leaks(name, str(response))]

    assert wrong == []


FOREIGN = {"origin": "https://evil.test", "sec-fetch-site": "cross-site"}


def test_no_form_is_taken_from_another_site(world):
    wrong = []
    for browser in world.browsers.values():
        browser.handler.enforce_csrf_checks = True

    for gate in GATES:
        for name in NINE if gate.post and gate.pattern != UNKNOWN_API else []:
            status, _words = world.ask(name, gate, gate.method, **FOREIGN)
            if status not in _refusals(gate, name):
                wrong.append(f"{gate.path} tells {name} {status}")

    assert wrong == []


def _refusals(gate, name):
    """The API asks first whether there is such a receipt, the desks who it is."""
    if gate.path.startswith("/api/"):
        return {403, 404}
    is_led_to_sign_in = name in STRANGERS and gate.path.startswith(("/desk/", "/moderation/"))
    return {302} if is_led_to_sign_in else {403}


def test_public_pages_set_no_cookie_and_look_at_none(world):
    wrong = []

    for gate in GATES:
        if not gate.path.startswith(("/desk/", "/moderation/", "/accounts/")):
            browser = Client()
            for method in ("get", "post"):
                response = getattr(browser, method)(gate.path.format(**world.paths))
                if response.cookies or "Cookie" in response.get("Vary", ""):
                    wrong.append(f"{method} {gate.path}")

    assert wrong == []
