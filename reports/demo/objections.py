"""What invented readers object to in reports, and what moderators decide: to cover, or to leave."""

import uuid

from oversight import calendar
from reports import covering, objecting
from reports.demo.stage import Demonstration, Table
from reports.models import Objection


def object_to(demo: Demonstration) -> None:
    """Each on its own day; who has no decision waits for one."""
    for row in demo.data["objection"]:
        with calendar.as_of(demo.after(-row["days_ago"])):
            sent = _send(demo, row)
        if decision := row.get("decision"):
            with calendar.as_of(demo.after(-decision["days_ago"])):
                _decide(demo, sent, decision)


def _send(demo: Demonstration, row: Table) -> Objection:
    return objecting.receive(
        Objection(
            draft_id=uuid.uuid5(uuid.NAMESPACE_OID, row["key"]),
            report=demo.reports[row["report"]],
            reason=row["reason"],
            words=row["words"],
            language=row["language"],
        )
    )


def _decide(demo: Demonstration, sent: Objection, decision: Table) -> None:
    """Cover what it is about, and say that they were right; or let the report stay."""
    moderator = demo.users[decision["by"]]
    if passages := decision.get("passages"):
        covering.cover(sent.report, passages=passages, reason=sent.reason, by=moderator)
        objecting.settle(sent.report, seen=sent.pk, moderator=moderator)
    else:
        objecting.let_stay(sent.report, seen=sent.pk, moderator=moderator)
