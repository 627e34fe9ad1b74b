"""Words of a public answer that a moderator covers by a written rule, and shows again.

Covering words is not hiding (`removals/hiding.py`). What is hidden is out of sight as a whole; its
value is kept and opens the same commitment when it is shown again. A covered answer stays public as
another text, with a commitment of its own, and the earlier wordings cannot be opened until a
moderator shows them again.
"""

from django.db import transaction

from oversight import public_log
from oversight.calendar import today
from oversight.public_log import Part
from reports.models import Decision, Removal, Reply
from reports.workflow import NotAllowed, Role

COVER = "█████"
# The written rules by which words of a public reply may be covered.
MASK_REASONS = (
    Decision.Reason.PRIVATE_DATA,
    Decision.Reason.ACCUSATION,
    Decision.Reason.INSULT,
    Decision.Reason.ADVERTISING,
)
# Why they are shown again.
LIFT_REASONS = (Removal.Reason.MISTAKE, Removal.Reason.FITS)


@transaction.atomic
def mask_reply(public_id: str, *, words: str, reason: str) -> Reply:
    """Cover words of a public reply, by a written rule; earlier wordings lose them too.

    Raises NotAllowed when the reply does not hold them.
    """
    reply = Reply.objects.select_for_update().select_related("report").get(public_id=public_id)
    if not words.strip() or words not in reply.text:
        raise NotAllowed(f"{reply} does not say that")
    said = public_log.lines_of(reply.public_id, ["text"])
    _keep_unmasked(reply)
    reply.text = reply.text.replace(words, COVER)
    reply.earlier = [old | {"text": old["text"].replace(words, COVER)} for old in reply.earlier]
    reply.covered = [*reply.covered, words]
    reply.masked_because, reply.masked_on, reply.noticed = reason, today(), []
    reply.save()
    _log_mask(reply, said, reason)
    return reply


def _keep_unmasked(reply: Reply) -> None:
    """Out of sight: a covering may turn out to be a mistake."""
    if reply.unmasked:
        reply.unmasked["masked"].append(reply.text)
    else:
        reply.unmasked = {
            "text": reply.text,
            "earlier": reply.earlier,
            "masked": reply.masked,
        }
    reply.masked = []


def _log_mask(reply: Reply, said: list[str], reason: str) -> None:
    """The earlier wordings cannot be opened any more; the new one is committed to anew.

    Each has an entry of its own: of two parts of one name the auditor reads one.
    """
    for line in said:
        public_log.append(
            "part.hidden",
            reply.public_id,
            role=Role.MODERATOR,
            ref=reply.report.public_id,
            reason=reason,
            named=[line],
        )
    _log_wording(reply, "masked")


def masked() -> list[Reply]:
    """Replies with covered words that can be shown again, the newest first."""
    found = Reply.objects.filter(report__visibility="public").exclude(unmasked={})
    return list(
        found.select_related("report__project", "report__machine", "report__place").order_by(
            "-masked_on"
        )[:50]
    )


@transaction.atomic
def unmask_reply(public_id: str, *, reason: str) -> Reply:
    """Show again what was covered, and say why; what stood there meanwhile can still be opened.

    Raises NotAllowed when nothing is covered.
    """
    reply = Reply.objects.select_for_update().select_related("report").get(public_id=public_id)
    if not reply.unmasked:
        raise NotAllowed(f"nothing of {reply} is covered")
    before = reply.unmasked
    reply.masked = [*before["masked"], reply.text]
    reply.text, reply.earlier = before["text"], before["earlier"]
    reply.masked_because, reply.covered, reply.unmasked = "", [], {}
    reply.masked_on = today()
    reply.save()
    public_log.append(
        "part.shown",
        reply.public_id,
        role=Role.MODERATOR,
        ref=reply.report.public_id,
        reason=reason,
        named=public_log.lines_of(reply.public_id, ["text"]),
    )
    _log_wording(reply, "unmasked")
    return reply


def _log_wording(reply: Reply, reason: str) -> None:
    public_log.append(
        "reply.added",
        reply.public_id,
        role=Role.MODERATOR,
        ref=reply.report.public_id,
        reason=reason,
        parts=[Part("text", reply.text.encode())],
    )
