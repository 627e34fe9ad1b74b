"""Each model says which entry of the public log tells of it, or why none does.

A new model fails here until it has its row; what the row names happens in
test_log_audit_whole.py, and the auditor knows it. How: docs/architecture.md, "Where to add".
"""

import pytest
from django.apps import apps

from oversight import public_log, restating
from oversight.outside import audit

# Facts: model, and the entries that tell of it (of notes and figures with their reason).
FACTS = {
    "Asking": ["confirmation.added", "reply.added"],
    "AskingDay": ["confirmation.added"],
    "Commitment": ["note.operator recommendation", "note.operator decision", "reply.added"],
    "Confirmation": ["confirmation.added"],
    "Covering": ["note.operator report_masked", "note.operator report_unmasked", "part.hidden"],
    "Contract": ["figure.changed -"],
    "Decision": ["report.published", "report.refused", "appeal.filed", "appeal.decided"],
    "Declaration": ["figure.changed -"],
    "DisputeDay": ["confirmation.added"],
    "Document": [
        *("note.operator document_added", "note.operator document_corrected", "part.hidden"),
    ],
    "Dossier": ["note.operator final_document"],
    "DueChange": ["report.extended"],
    "Enclosure": ["document.added", "part.shown", "part.hidden"],
    "FigureChange": ["figure.changed -"],
    "Forwarding": ["report.forwarded"],
    "FundingLine": ["figure.changed -"],
    "Gathering": ["note.operator gathering_announced", "note.operator minutes_kept"],
    "GroupTie": ["note.operator tie_declared", "note.operator tie_ended"],
    "Hire": ["figure.changed hire_entered"],
    "Holding": ["figure.changed holding_entered"],
    "InitiativeGroup": ["note.operator group_accepted"],
    "Joining": ["note.operator report_joined", "note.operator work_registered"],
    "LocalBudget": ["figure.changed budget_entered", "figure.changed budget_changed"],
    "BudgetLine": ["figure.changed budget_entered", "figure.changed budget_changed"],
    "Machine": ["figure.changed machine_entered"],
    "MachineChange": ["figure.changed -"],
    "Milestone": ["figure.changed -"],
    "Objection": ["appeal.decided", "part.hidden"],
    "Photo": ["photo.added"],
    "PlaceQuestion": ["note.operator same", "note.operator other"],
    "Pledge": ["figure.changed pledge_entered"],
    "PledgeChange": ["figure.changed -"],
    "PledgeDay": ["confirmation.added"],
    "Project": ["figure.changed -"],
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
