"""Each model says which entry of the public log tells of it, or why none does.

A new model fails here until it has its row; what the row names happens in
test_log_audit_whole.py, and the auditor knows it. How: docs/architecture.md, "Where to add".
"""

import pytest
from django.apps import apps
from django.urls import resolve
from rest_framework.serializers import BaseSerializer, ListSerializer

from config import api
from oversight import public_log, restating
from oversight.outside import audit

# Facts: model, and the entries that tell of it (of notes and figures with their reason).
FACTS = {
    "Asking": ["confirmation.added", "reply.added"],
    "AskingDay": ["confirmation.added"],
    "Commitment": ["note.operator recommendation", "note.operator decision", "reply.added"],
    "Confirmation": ["confirmation.added"],
    "Covering": ["note.operator report_masked", "note.operator report_unmasked", "part.hidden"],
    "Decision": ["report.published", "report.refused", "appeal.filed", "appeal.decided"],
    "DisputeDay": ["confirmation.added"],
    "Document": [
        *("note.operator document_added", "note.operator document_corrected", "part.hidden"),
    ],
    "Dossier": ["note.operator final_document"],
    "DueChange": ["report.extended"],
    "Enclosure": ["document.added", "part.shown", "part.hidden"],
    "FigureChange": ["figure.changed -"],
    "Forwarding": ["report.forwarded"],
    "Gathering": [
        *("note.operator gathering_announced", "note.operator minutes_kept"),
        "note.operator told_later",
    ],
    "GroupTie": ["note.operator tie_declared", "note.operator tie_ended"],
    "Hire": ["figure.changed hire_entered"],
    "Holding": ["figure.changed holding_entered"],
    "Joining": ["note.operator report_joined", "note.operator work_registered"],
    "LocalBudget": ["figure.changed budget_entered", "figure.changed budget_changed"],
    "BudgetLine": ["figure.changed budget_entered", "figure.changed budget_changed"],
    "Machine": ["figure.changed machine_entered"],
    "MachineChange": ["figure.changed -"],
    "Objection": ["appeal.decided", "part.hidden"],
    "Photo": ["photo.added"],
    "PlaceQuestion": ["note.operator same", "note.operator other"],
    "Pledge": ["figure.changed pledge_entered"],
    "PledgeChange": ["figure.changed -"],
    "PledgeDay": ["confirmation.added"],
    "Removal": ["part.hidden", "part.shown", "part.erased"],
    "Reply": ["reply.added", "claim.made"],
    "Report": ["report.filed", "report.withdrawn"],
    "Statement": ["statement.added"],
    "TermSheet": ["note.operator term_sheet"],
    "Verdict": ["verdict.given"],
    "Visit": ["note.operator site_visit"],
}
# What is restated from elsewhere: the row as a whole, and that it was taken away.
FACTS |= {
    model.__name__: [f"figure.changed {restating.reason(model)}", "figure.changed row_removed"]
    for model in restating.models()
}
FACTS["InitiativeGroup"].append("note.operator group_accepted")
# What is reckoned anew from rows that are told of.
RECKONED = {
    *("Likeness", "News", "OfficeAnswers", "PlaceTally", "ProjectFlag", "StepTaken", "Tally"),
}
# What nobody may read: people, their accounts, what waits, and drafts of offices and groups.
PRIVATE = {
    *("AccessEntry", "ApiKey", "ApiUse", "Appointment", "Candidacy", "DigestIssue"),
    *("ErasureRequest", "Follow", "FollowedWork", "FollowerLetter", "FollowerText", "GroupMember"),
    *("GroupNote", "GroupRequest", "Invitation", "Job", "ListImport", "Posting", "Question"),
    *("ReplyTemplate", "SecondFactor", "StatementRequest", "Subscription", "User", "WorkCheck"),
}
# What the site runs on, and the log itself.
MACHINERY = {
    *("Checkpoint", "ClockRule", "DayTransfer", "Installation", "LogEntry", "LogTile"),
    *("NameWord", "RowTold", "Slip", "Word"),
}
# Lists of the API of which nothing is compared, or which are compared by hand.
BY_HAND = {"reports", "removals"}
NO_LIST = {"receipt", "schema", "docs"}
# Reckoned anew from what is compared, or the same works in another dress.
MADE_OF_OTHERS = {"events", "statistics", "oc4ids"}
# What everybody may see of a row besides: addresses, names in the reader's language, the log's own.
ANYWHERE = {"id", "log_id", "url", *audit.MOVED_ON}
# What no auditor compares, by list. Counts and words are made of other values; the rest is said in
# docs/verifying-the-log.md under "not bound by the log".
NOT_COMPARED = {
    "budgets": {"differences", "earlier", "is_newest", "own", "total"},
    "dossiers": {
        *("kind_words", "language"),
        *("recommendations.answer", "recommendations.answer_words", "recommendations.days_left"),
        *("recommendations.disputed_count", "recommendations.office_name"),
        # The reports are compared by themselves: one that is gone is not shown any more.
        *("recommendations.reply_language", "reports"),
    },
    "gatherings": {
        *("decisions.answer", "decisions.answer_words", "decisions.days_left"),
        *("decisions.disputed_count", "decisions.office_name", "decisions.reply_language"),
        *("host_name", "kind_words", "language"),
    },
    "groups": {
        # What it is given money for stands at each work; its own words may have to be erased.
        *("about", "grants", "member_count", "members_named", "name", "place_name"),
        *("report_count", "ties.body"),
    },
    "machines": {
        *("holdings.elsewhere_count", "holdings.hours_due", "holdings.language"),
        *("holdings.refused_count", "holdings.served_days", "holdings.served_hours"),
        *("holdings.holder.bin", "last_seen_on", "overdue_count", "report_count"),
        "changes.field",
    },
    "offices": {"akim_elected_on", "akim_term_ends_on", "contact", "name", "place_name"},
    "places": {"last_seen_on", "project_count", "report_count", "spoken"},
    "pledges": {
        *("came_count", "language", "missing_count", "state"),
    },
    "programmes": {"name"},
    "projects": {
        *("askings.asked_count", "askings.reply_language", "askings.state"),
        # The firm once more; and what the lines below come to, which is added up.
        *("contracts.supplier", "contracts.supplier_bin", "declared.declared_percent"),
        *("declared.paid_amount", "declared.paid_on"),
        *("documents.file", "figure_changes.source_url", "figures_changed_on", "flags"),
        *("milestones.title", "observed", "place_name", "title", "title_language"),
    },
    "statements": {"language"},
    "terms": {"is_reelected", "office_name", "place"},
}
OTHERS = (RECKONED, PRIVATE, MACHINERY)
NAMES = {name for names in FACTS.values() for name in names}


def test_each_model_says_which_entry_tells_of_it_or_why_none_does():
    models = [
        model.__name__
        for app in ("oversight", "projects", "reports")
        for model in apps.get_app_config(app).get_models()
    ]
    rows = [*FACTS, *(name for others in OTHERS for name in others)]

    assert sorted(rows) == sorted(models)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_auditor_knows_each(name):
    assert name in audit.KNOWN


def test_the_auditor_knows_every_kind_that_can_be_written():
    known = {name.partition(" ")[0] for name in audit.KNOWN}

    assert known == public_log.KINDS


def test_each_list_of_the_api_is_compared_or_says_why_not():
    lists = {what for what, *_rest in audit.LISTS}

    assert lists | BY_HAND | NO_LIST | MADE_OF_OTHERS == set(api.ENDPOINTS)
    assert not lists & (NO_LIST | MADE_OF_OTHERS)


@pytest.mark.parametrize("what", sorted({what for what, *_rest in audit.LISTS} - BY_HAND))
def test_each_value_of_a_list_is_compared_or_says_why_not(what):
    compared = {
        f"{inside}.{value}".lstrip(".")
        for whose, inside, _name, parts in audit.LISTS
        if whose == what
        for value in parts
    }
    known = compared | NOT_COMPARED.get(what, set())

    assert [value for value in values_of(what) if not is_among(value, known)] == []


def is_among(value, known):
    """By itself, within something that is known whole, or as what holds it."""
    parts = value.split(".")
    within = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return bool(within & known) or any(one.startswith(f"{value}.") for one in known)


def values_of(what):
    """Each value that the list shows, with the names of what it stands in before it."""
    address = f"/api/v1/{audit.ADDRESSES.get(what, what)}/"
    view = resolve(address).func.view_class
    made = getattr(view, "whole_serializer_class", None) or view.serializer_class
    return [one for one in fields_of(made()) if one.rpartition(".")[2] not in ANYWHERE]


def fields_of(serializer, path=""):
    one = serializer.child if isinstance(serializer, ListSerializer) else serializer
    for name, field in one.fields.items():
        if isinstance(field, BaseSerializer):
            yield from fields_of(field, f"{path}{name}.")
        else:
            yield f"{path}{name}"
