"""The table of tests/gates.py holds, and nobody reads what is not theirs."""

import re
from copy import deepcopy
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from oversight import jobs
from reports import enclosures, receipts, services
from reports.removals import erasure_requests
from tests import factories
from tests.gates import GATES, NINE, SIGNED_IN, STRANGERS, UNKNOWN_API


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
    asked = erasure_requests.ask(other, user=olzhas, ground="law", note="№ 7")
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
    return World(people, report, other, held, refused, asked, signed_in)


class World:
    """The nine, what they are let to know, and the names that paths are filled with."""

    def __init__(self, people, report, other, held, refused, asked, signed_in):
        self.people = people
        self.browsers = {name: signed_in(user) for name, user in people.items()}
        self.browsers |= {name: Client() for name in STRANGERS}
        self.codes = {"holder": report.code, "other_holder": other.code}
        self.paths = {
            "project": report.project.identifier,
            "place": report.place.code,
            "office": report.office_id,
            "report": report.public_id,
            "other": other.public_id,
            "firm": _firms_words(report),
            "objection": factories.make_objection(report, words="secret-objection").pk,
            "held": held.public_id,
            "reply": report.replies.get().public_id,
            "programme": factories.make_programme().code,
            "supplier": factories.register.supplier_named("ЖШС Құрылыс").pk,
            "pledge": factories.make_pledge(report.place).public_id,
            "machine": factories.make_machine(report.place).public_id,
            "budget": factories.make_budget(report.place.parent).public_id,
            "unit": report.place.parent.code,
            "document": factories.make_document(report.project).public_id,
            "unlisted": factories.make_report(place=report.place).public_id,
            "asking": factories.make_asking(report.project).public_id,
            "template": factories.make_template(report.office).pk,
            "refused": refused.public_id,
            "erasure": asked.public_id,
            **factories.make_papers(people["group"].groups_joined.get(), report),
            "meeting": factories.make_gathering(report.office, kind="meeting").public_id,
            "group": people["group"].groups_joined.get().slug,
            "photo": report.photos.get().folder,
            "term": report.office.terms.create(elected_on=date(2023, 11, 5)).pk,
            "follower": factories.make_follower(place=report.place).key,
            "factor": people["own"].authenticator_set.get().pk,
        }
        self.paths |= _documents(report.replies.get())
        self.secrets = _secrets(report, other, held, refused, people)

    def code(self, name):
        return self.codes.get(name) or receipts.make_code()

    def ask(self, name, gate, method, **headers):
        """What this person is answered there; whatever it changed is undone."""
        path = gate.path.format(**self.paths)
        options = {"headers": {"authorization": f"Receipt {self.code(name)}", **headers}}
        if method != "get":
            options["data"] = {
                key: value.format(code=self.code(name), **self.paths)
                for key, value in gate.data.items()
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


def _documents(reply):
    """Two enclosed documents: one that a moderator has let pass, one that nobody has read."""
    enclosures.attach(reply, [factories.document(number=number) for number in (1, 2)])
    shown, unread = reply.enclosures.values_list("public_id", flat=True)
    enclosures.show(shown)
    return {"shown": shown, "unread": unread}


def _firms_words(report):
    return factories.make_firms_words(report, contact_email="secret-firm@mail.test").public_id


def _secrets(report, other, held, refused, people):
    """Each private thing, and who may see it."""
    private = [("secret-held-words", {"moderator"}), ("secret-note", set())]
    private += [("secret-refused-words", set())]
    private += [(held.public_id, {"moderator", "operator"}), (refused.public_id, {"operator"})]
    for one, holder in ((report, "holder"), (other, "other_holder")):
        private += [(one.contact_email, {holder}), (str(one.draft_id), {holder})]
        private += [(one.receipt, set()), (one.content_hash, set())]
        private += [(code, {holder}) for code in (one.code, _grouped(one.code))]
    private += [("secret-follower@mail.test", set()), ("secret-firm@mail.test", {"moderator"})]
    private += [("secret-objection", {"moderator"})]
    for name, person in people.items():
        private.append((person.email, {name, "operator"}))
    return private


def _grouped(code):
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


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
