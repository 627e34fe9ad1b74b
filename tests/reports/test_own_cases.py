"""Every path of moderation, walked by a moderator whose own group's case it is: none leads on.

Another moderator walks the same paths, and each does something: so the table proves what it says.
"""

import pytest
from django.contrib import admin
from django.urls import reverse

from oversight.calendar import today
from oversight.models import GroupMember, LogEntry
from reports import covering
from reports.groups import dossiers
from reports.models import ClockRule, Decision, Dossier, Gathering, Question, Report
from reports.removals import appeals, erasure_requests, hiding
from reports.urls import moderation
from tests import factories
from tests.gates import GATES

# Each way to decide something, by the name of its address: the address, and what is sent to it.
PATHS = {
    "decide a held report": ("decide", "{held}", {"action": "publish", "reason": "fits"}),
    "ask the reporter": ("ask", "{held}", {"about": "still_so"}),
    "publish a held report with words covered": (
        "decide",
        "{held}",
        {"action": "publish", "reason": "fits", "passages": "жеке", "rule": "private_data"},
    ),
    "cover words of a report": (
        "report-words",
        "{public}",
        {"step": "cover", "passages": "көшеде", "rule": "private_data"},
    ),
    "show words of a report again": (
        "report-words",
        "{masked}",
        {"step": "uncover", "reason": "mistake"},
    ),
    "decide an appeal for covered words": (
        "removal",
        "{masked}",
        {"step": "appeal", "decision": "grant"},
    ),
    "hide a report": (
        "removal",
        "{public}",
        {"step": "hide", "part": "", "action": "hidden", "reason": "insult"},
    ),
    "decide an appeal": ("removal", "{hidden}", {"step": "appeal", "decision": "grant"}),
    "decide an erasure": ("erasure", "{erasure}", {"decision": "erase"}),
    "cover words": (
        "words",
        "",
        {
            "kind": "reply",
            "public_id": "{reply}",
            "action": "mask",
            "words": "8 701 555 12 34",
            "reason": "private_data",
        },
    ),
    "let a document pass": (
        "words",
        "",
        {"kind": "document", "public_id": "{document}", "action": "pass"},
    ),
    "hide a final document": (
        "paper",
        "{dossier}",
        {"part": "", "action": "hidden", "reason": "insult"},
    ),
    "hide minutes": ("paper", "{minutes}", {"part": "", "action": "hidden", "reason": "insult"}),
    "decide an appeal for a paper": (
        "paper",
        "{gathering}",
        {"step": "appeal", "decision": "grant"},
    ),
    "put a statement beside it": (
        "statement",
        "{public}",
        {
            "firm": "«Құрылыс» ЖШС",
            "text": "Құбыр кеш келді, жұмыс дүйсенбіде басталады.",
            "language": "kk",
            "received_on": "{today}",
        },
    ),
    "show what a firm sent": ("firm", "{firm}", {"decision": "show", "is_confirmed": "on"}),
    "let stand what readers object to": (
        "objection",
        "{public}",
        {"action": "stay", "seen": "{newest}"},
    ),
    "hide what readers object to": (
        "objection",
        "{public}",
        {"action": "hidden", "part": "", "reason": "insult", "seen": "{newest}"},
    ),
    "set its clock": (
        "clock",
        "{public}",
        {"rule": "{rule}", "arrived_on": "{today}", "text": "Қоғамдық бақылау құжаты № 7."},
    ),
}
# Where nothing is decided: lists, and what is only read.
READ = {"waiting", "reads", "removals", "statements", "objections", "document"}


@pytest.fixture
def names(project, dostyk, daniyar, madina, baurzhan, olzhas):
    """What the paths lead to: all of it Dostyk's, to which Madina belongs."""
    GroupMember.objects.create(group=dostyk, user=madina)
    public = factories.make_stopped_report(project, group=dostyk)
    reply = factories.make_reply(
        public, daniyar, text="Хабарласыңыз: 8 701 555 12 34.", papers=[factories.document()]
    )
    owed = factories.make_stopped_report(project, group=dostyk)
    hidden = factories.make_stopped_report(project, group=dostyk)
    hiding.hide_report(hidden, reason="insult", by=olzhas)
    appeals.appeal(hidden)
    masked = factories.make_stopped_report(project, group=dostyk)
    covering.cover(masked, passages=["көшеде"], reason="insult", by=olzhas)
    appeals.appeal(masked)
    papers = factories.make_papers(dostyk, factories.make_stopped_report(project, group=dostyk))
    gathering = Gathering.objects.get(public_id=papers["gathering"])
    hiding.hide_paper(gathering, reason="insult", by=olzhas)
    appeals.appeal_paper(gathering)
    return papers | {
        "held": factories.make_misuse_report(project, group=dostyk).public_id,
        "public": owed.public_id,
        "hidden": hidden.public_id,
        "masked": masked.public_id,
        "erasure": erasure_requests.ask(owed, user=olzhas, ground="law", note="№ 1").public_id,
        "reply": reply.public_id,
        "document": reply.enclosures.get().public_id,
        "firm": factories.make_firms_words(owed).public_id,
        "rule": ClockRule.objects.get(code=dossiers.RULE).pk,
        "newest": factories.make_objection(owed).pk,
        "today": today().isoformat(),
    }


def walk(browser, path, names):
    name, key, sent = PATHS[path]
    args = [key.format(**names)] if key else []
    filled = {field: value.format(**names) for field, value in sent.items()}
    return browser.post(reverse(f"moderation:{name}", args=args), filled)


def state():
    """Everything that a decision could have changed."""
    return (
        list(LogEntry.objects.values_list("pk", flat=True)),
        list(Decision.objects.values_list("pk", flat=True)),
        list(Report.objects.values_list("pk", "state", "visibility", "text").order_by("pk")),
        list(Question.objects.values_list("pk", "state").order_by("pk")),
        list(Dossier.objects.values_list("pk", "visibility").order_by("pk")),
        list(Gathering.objects.values_list("pk", "visibility").order_by("pk")),
    )


def test_the_table_holds_every_address_of_moderation():
    there = {pattern.name for pattern in moderation.urlpatterns}

    assert there == {name for name, _key, _sent in PATHS.values()} | READ


@pytest.mark.parametrize("path", PATHS)
def test_a_member_of_the_group_changes_nothing(signed_in, madina, names, path):
    before = state()

    answer = walk(signed_in(madina), path, names)

    assert answer.status_code in (200, 302, 404)
    assert state() == before


@pytest.mark.parametrize("path", PATHS)
def test_another_moderator_does(signed_in, baurzhan, names, path):
    before = state()

    answer = walk(signed_in(baurzhan), path, names)

    assert answer.status_code == 302
    assert state() != before


@pytest.mark.parametrize("page", sorted(READ - {"document", "reads"}))
def test_no_list_shows_it_to_a_member(signed_in, madina, names, page):
    told = signed_in(madina).get(reverse(f"moderation:{page}")).content.decode()

    # Of a request to erase everybody who may ask for one reads which report it is about.
    open_to_all = {"today", "rule", "newest", *(["public"] if page == "removals" else [])}
    ids = [public_id for name, public_id in names.items() if name not in open_to_all]
    assert [public_id for public_id in ids if public_id in told] == []


def test_a_document_of_it_is_not_there_for_a_member(signed_in, madina, names):
    url = reverse("moderation:document", args=[names["document"]])

    assert signed_in(madina).get(url).status_code == 404


def test_the_api_takes_nobody_for_a_moderator():
    """No address of the API answers a moderator otherwise than a stranger."""
    for gate in GATES:
        if gate.pattern.startswith(("api/", "open311/")):
            for answers in filter(None, (gate.get, gate.post)):
                assert answers["moderator"] == answers["anonymous"], gate.path


def test_the_admin_is_closed_to_moderators(signed_in, madina):
    browser = signed_in(madina)
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert browser.get(reverse(name)).status_code in (302, 404), name
