"""The public log as pages for people, and as plain text for whoever checks us."""

from pathlib import Path

import segno
from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight import public_log
from oversight.calendar import midnight
from oversight.log import keyring, proofs
from oversight.models import Checkpoint, LogEntry
from oversight.outside import audit
from reports import objecting, openings
from reports.models import Decision, Removal, Report

PIECE = 1024  # entries in one answer; whole aligned pieces never change
NEWEST = 10
FED = 50
YEAR = 365 * 24 * 3600


# For programs -------------------------------------------------------------------------------


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Sealed entries in order, each followed by an empty line."""
    found = _piece(request)
    if isinstance(found, HttpResponse):
        return found
    start, count, size = found
    rows = LogEntry.objects.filter(index__gte=start, index__lt=min(start + count, size))
    texts = rows.order_by("index").values_list("text", flat=True)
    response = _plain("".join(f"{text}\n" for text in texts))
    if start % PIECE == 0 and count == PIECE and start + count <= size:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response


@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """What opens the commitments of these entries, as far as everybody may see it today."""
    found = _piece(request)
    if isinstance(found, HttpResponse):
        return found
    start, count, size = found
    rows = LogEntry.objects.filter(index__gte=start, index__lt=min(start + count, size))
    response = _plain("".join(f"{line}\n" for line in openings.lines(rows.order_by("index"))))
    # What is hidden or erased is gone at once: nobody keeps a copy.
    patch_cache_control(response, no_store=True)
    return response


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The entries that wait for the seal while what they take from view is gone already."""
    sealed = LogEntry.objects.sealed().filter(object_id=OuterRef("object_id"))
    rows = LogEntry.objects.waiting().filter(Exists(sealed), kind__in=audit.AT_ONCE)
    things = {row.pk: {row.object_id, row.word("ref")} for row in rows}
    # Of what nobody may see yet nothing is told: when it happened would name somebody.
    unseen = Report.objects.filter(public_id__in=set().union(*things.values()), public_on=None)
    hidden = set(unseen.values_list("public_id", flat=True))
    shown = [row for row in rows.order_by("pk") if not things[row.pk] & hidden]
    response = _plain("".join(f"{row.text}\n" for row in shown))
    patch_cache_control(response, no_store=True)
    return response


def _piece(request: HttpRequest) -> tuple[int, int, int] | HttpResponse:
    """Where to begin, how many, and how many there are; or what is wrong with the question."""
    checkpoint = public_log.latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    asked = [request.GET.get("start", "0"), request.GET.get("count", str(PIECE))]
    if not all(value.isascii() and value.isdecimal() and len(value) < 19 for value in asked):
        return _plain(_("start and count are whole numbers.") + "\n", 400)
    start, count = map(int, asked)
    if not 1 <= count <= PIECE:
        return _plain(_("count is a number from 1 to %(most)d.") % {"most": PIECE} + "\n", 400)
    if start > size:
        return _plain(_("The log has %(count)d entries so far.") % {"count": size} + "\n", 404)
    return start, count, size


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """Every checkpoint ever signed, the oldest first, each followed by an empty line."""
    notes = Checkpoint.objects.order_by("size").values_list("note", flat=True)
    response = _plain("".join(f"{note}\n" for note in notes.iterator()))
    patch_cache_control(response, public=True, max_age=60)
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys by which checkpoints and promises are verified."""
    checkpoint = public_log.latest_checkpoint()
    lines = [f"head {checkpoint.key}"] if checkpoint else []
    return _plain("\n".join([*lines, f"receipt {keyring.receipt().public}", ""]))


@require_safe
def proof(request: HttpRequest, public_id: str) -> HttpResponse:
    """The proof that a report, an answer or a photo stands in the log: one file to keep."""
    entry = LogEntry.objects.filter(object_id=public_id).order_by("pk").first()
    if entry is None:
        raise Http404
    try:
        text = proofs.of(entry)
    except proofs.NotSealed:
        words = _("It waits for the next checkpoint. Within a day it is in the log: ask again.")
        return _plain(f"{words}\n", 404)
    response = _plain(text)
    response["Content-Disposition"] = f'attachment; filename="{public_id}.tlog-proof"'
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def auditor(request: HttpRequest) -> HttpResponse:
    """The program that checks this site from outside: one file, nothing to install."""
    response = HttpResponse(Path(audit.__file__).read_bytes(), content_type="text/x-python")
    response["Content-Disposition"] = 'attachment; filename="audit.py"'
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest checkpoints for feed readers and archives."""
    address = settings.SITE_URL + reverse("log-checkpoints")
    atom = Atom1Feed(
        title=keyring.origin(),
        link=address,
        description="",
        feed_url=settings.SITE_URL + reverse("log-feed"),
    )
    for checkpoint in Checkpoint.objects.all()[:FED]:
        moment = midnight(checkpoint.sealed_on)
        atom.add_item(
            title=str(checkpoint.size),
            link=address,
            description=checkpoint.note,
            unique_id=f"tag:{keyring.host()},2026:checkpoint/{checkpoint.size}",
            pubdate=moment,
            updateddate=moment,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _plain(text: str, status: int = 200) -> HttpResponse:
    """Open to every page of every site: it is there to be checked."""
    response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


# For people ---------------------------------------------------------------------------------


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was hidden and why, the newest checkpoints, and how to prove it oneself."""
    context = {
        "checkpoint": public_log.latest_checkpoint(),
        "checkpoints": Checkpoint.objects.all()[:NEWEST],
        "waiting": LogEntry.objects.waiting().count(),
        "removals": _removals(),
        "refusals": _refusals(),
        "objections": objecting.decided(),
    }
    return render(request, "oversight/log.html", context)


def _removals() -> list[dict[str, object]]:
    rows = Removal.objects.values("action", "is_of_words", "reason", "role").annotate(
        count=Count("pk")
    )
    return [
        {
            "action": Removal(action=row["action"], is_of_words=row["is_of_words"]).deed,
            "reason": Removal.Reason(row["reason"]).label,
            "role": Removal(role=row["role"]).get_role_display(),
            "count": row["count"],
        }
        for row in rows.order_by("action", "is_of_words", "-count", "reason", "role")
    ]


def _refusals() -> list[dict[str, object]]:
    refused = Decision.objects.filter(action=Decision.Action.REFUSE)
    rows = refused.values("reason").annotate(count=Count("pk")).order_by("-count", "reason")
    return [{"reason": Decision.Reason(row["reason"]).label, "count": row["count"]} for row in rows]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A page that checks a proof by itself: what is put into it is sent nowhere."""
    checkpoint = public_log.latest_checkpoint()
    key = checkpoint.key if checkpoint else ""
    return render(request, "oversight/log_check.html", {"key": key})


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint on paper, for the village board and the binder of a group."""
    checkpoint = get_object_or_404(Checkpoint.objects.all()[:1])
    picture = segno.make(checkpoint.note, error="m", micro=False)
    context = {"checkpoint": checkpoint, "qr_uri": picture.svg_data_uri(scale=4)}
    return render(request, "oversight/log_sheet.html", context)
