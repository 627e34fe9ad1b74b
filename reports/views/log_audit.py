"""The audit of the whole log as one page, which can be saved and opened from a disk.

It does in a browser what `audit.py` does, and takes its tables from there.
"""

import base64
import hashlib
import re
from functools import cache

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from oversight.outside import audit
from reports.models import Decision, Removal
from reports.workflow import Role

MODULES = (
    *("numbers", "notes", "facts", "rows", "entries", "awaiting", "record", "comparing"),
    *("audit", "screen"),
)
PARTS = settings.BASE_DIR / "static" / "js" / "audit"
_NEIGHBOURS = re.compile(r"^import .*;\n|^export (?=\w)", re.M)

# What the page says; the names in brackets are those of its scripts.
SENTENCES = {
    "key": gettext_lazy("%(what)s: this is not a key of a log."),
    "note": gettext_lazy("%(what)s: no signed checkpoint, or one that was altered."),
    "signature": gettext_lazy("%(what)s: the signature does not fit the text."),
    "other_key": gettext_lazy("%(what)s: signed by another key than that of %(name)s."),
    "other_log": gettext_lazy("%(what)s: a checkpoint of another log, %(origin)s."),
    "state": gettext_lazy("The file of earlier checkpoints was altered, or it is another file."),
    "no_head": gettext_lazy("The site has not signed a checkpoint yet."),
    "order": gettext_lazy("The checkpoints of the site are not in their order."),
    "version": gettext_lazy(
        "Entry %(number)s is of a version that this page does not know. Save the page anew."
    ),
    "entry": gettext_lazy("Entry %(number)s does not have the lines of an entry."),
    "cut": gettext_lazy("Entry %(number)s is not there any more."),
    "rewritten": gettext_lazy("The first %(count)s entries are not those that were signed."),
    "shrunk": gettext_lazy("The log had %(before)s entries, and now it has %(now)s."),
    "untold": gettext_lazy("The site does not tell its checkpoint of %(count)s entries any more."),
    "key_unnamed": gettext_lazy("The log is signed by a key that the one before did not name."),
    "unreadable": gettext_lazy("The site's answer cannot be read: %(what)s."),
    "unreached": gettext_lazy("The site does not answer: %(path)s"),
    "opened_otherwise": gettext_lazy(
        "%(thing)s, %(name)s: shown otherwise than it was logged (entry %(number)s)."
    ),
    "gone": gettext_lazy(
        "%(thing)s, %(name)s: nowhere to be seen as it was logged, and nothing says why "
        "(entry %(number)s, %(kind)s, %(day)s)."
    ),
    "no_reason": gettext_lazy("%(thing)s: %(kind)s gives no reason."),
    "not_logged": gettext_lazy("%(thing)s is shown, and the log has no %(kind)s of it."),
    "not_shown": gettext_lazy(
        "%(thing)s (%(kind)s) is in the log, and %(of)s is shown without it."
    ),
    "not_listed": gettext_lazy(
        "%(thing)s (%(kind)s) is in the log, and the list %(list)s does not have it."
    ),
    "removed_but_shown": gettext_lazy("%(thing)s is shown, and by the log it was removed."),
    "removal_otherwise": gettext_lazy(
        "%(thing)s: the site says “%(action)s: %(reason)s”, and the log says otherwise."
    ),
    "removal_untold": gettext_lazy(
        "%(thing)s: nothing tells what the log says, “%(action)s: %(reason)s”."
    ),
    "reads_otherwise": gettext_lazy("%(thing)s, %(name)s: reads otherwise than in the log."),
    "shown_as": gettext_lazy("%(thing)s, %(name)s: shown is “%(shown)s”, logged is “%(logged)s”."),
    "sum_otherwise": gettext_lazy(
        "%(thing)s, %(name)s: shown is “%(shown)s”, and what stands below it makes “%(made)s”."
    ),
    "voice": gettext_lazy("%(thing)s is shown in another's voice than in the log."),
    "held": gettext_lazy("Waiting to be shown: %(count)s."),
    "held_long": gettext_lazy("Waiting for more than %(days)s days: %(count)s."),
    "pending": gettext_lazy("Younger than a day and not shown yet: %(count)s."),
    "waiting": gettext_lazy("Taken from view today, its entry waits for the seal: %(count)s."),
    "waits_too_long": gettext_lazy(
        "%(thing)s: said to wait for the seal since %(day)s, and not in the log (%(kind)s)."
    ),
    "waited": gettext_lazy(
        "%(thing)s: %(kind)s waited for the seal on %(day)s, and it is not in the log."
    ),
    "never_came": gettext_lazy(
        "%(thing)s, %(name)s: shown on %(day)s before its entry came, and it has not come."
    ),
    "awaited": gettext_lazy("Shown, and their entries wait for the seal: %(count)s."),
    "other_picture": gettext_lazy("%(thing)s of %(of)s is another picture than in the log."),
    "unknown": gettext_lazy(
        "Of a kind that this page does not know, %(kind)s: %(count)s. Save the page anew."
    ),
    "counted": gettext_lazy("%(action)s · %(reason)s · %(role)s: %(count)s"),
    # Words in place of codes.
    "=site": gettext_lazy("Newest checkpoint"),
    "=refused": gettext_lazy("refused"),
}


@cache
def _script() -> str:
    """The modules behind one another, without the lines by which they find each other."""
    texts = [(PARTS / f"{name}.js").read_text() for name in MODULES]
    return "\n".join(_NEIGHBOURS.sub("", text) for text in texts)


@cache
def _style() -> str:
    return (PARTS / "page.css").read_text()


@cache
def _hash(text: str) -> str:
    """By which the policy of contents lets this very text pass."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sentences() -> dict[str, str]:
    """Sentences and words in the reader's language, by the names that the scripts use."""
    words = [*Removal.Reason.choices, *Decision.Reason.choices, *Role.choices]
    named = {f"={code}": str(label) for code, label in [*words, *Removal.Action.choices]}
    named["=state"] = _("The file of earlier checkpoints")
    return named | {name: str(sentence) for name, sentence in SENTENCES.items()}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page: a single file that asks this site alone."""
    policy = {"script-src": [_hash(_script())], "style-src": [_hash(_style())]}
    return csp_replace(policy)(_page)(request)


def _page(request: HttpRequest) -> HttpResponse:
    tables = ("LISTS", "MOVED_ON", "WHOLE", "OF_LISTED", "BESIDE", "LINE", "AT_ONCE", "ADDRESSES")
    facts = {name.lower(): getattr(audit, name) for name in tables}
    facts["known"] = sorted(audit.KNOWN)
    context = {
        "script": _script(),
        "style": _style(),
        "facts": facts,
        "sentences": _sentences(),
        "answers": [audit.REWRITTEN, audit.MISSING, audit.UNREACHED, audit.UNUSABLE],
    }
    return render(request, "oversight/log_audit.html", context)
