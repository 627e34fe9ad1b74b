"""What followers are told: the public log, read on as it is numbered, and what is newly listed.

The log numbers its entries without gaps, so whoever reads on from the last number loses none. One
process at a time writes, so that the keys of the rows stand in that order too.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from oversight import restating
from oversight.calendar import today
from oversight.models import AkimTerm, LogEntry, PlacePopulation, PlacePupils
from projects.models import Project, Subsidy
from reports.following import things
from reports.following.things import About, Known
from reports.models import News
from reports.workflow import Role

Kind = News.Kind

BATCH = 1000
LOCK = 0x6E657773  # one number for all who note news in a PostgreSQL
LISTED_WITHIN = timedelta(days=7)
KEPT = timedelta(days=400)  # the public log keeps all; feeds and letters need no more

# What an entry means to those who follow a work, by its kind, or by its kind and reason.
_KINDS: dict[str, str] = {
    "report.filed": Kind.REPORTED,
    "report.published": Kind.REPORTED,
    "report.withdrawn": Kind.WITHDRAWN,
    "report.forwarded": Kind.FORWARDED,
    "report.extended": Kind.EXTENDED,
    "photo.added": Kind.PHOTO,
    "document.added": Kind.PAPER,
    "statement.added": Kind.HEARD,
    "reply.added": Kind.ANSWERED,
    "claim.made": Kind.CLAIMED,
    "confirmation.added": Kind.SEEN_TOO,
    "part.hidden": Kind.HIDDEN,
    "part.shown": Kind.SHOWN,
    "part.erased": Kind.ERASED,
    "figure.changed": Kind.FIGURE,
}
_BY_REASON: dict[tuple[str, str], str] = {
    ("verdict.given", "done"): Kind.CONFIRMED,
    ("verdict.given", "not_done"): Kind.DISPUTED,
    ("verdict.given", "unopposed"): Kind.UNOPPOSED,
    ("verdict.given", "taken_back"): Kind.TAKEN_BACK,
    ("report.withdrawn", "taken_back"): Kind.TAKEN_BACK,
    ("confirmation.added", "taken_back"): Kind.TAKEN_BACK,
    ("reply.added", "corrected"): Kind.CORRECTED,
    ("reply.added", "masked"): Kind.CORRECTED,
    ("note.operator", "document_added"): Kind.PAPER,
    ("note.operator", "site_visit"): Kind.VISITED,
    ("note.operator", "report_joined"): Kind.JOINED,
    ("note.operator", "work_registered"): Kind.JOINED,
    ("note.operator", "final_document"): Kind.DOCUMENT,
    ("note.operator", "recommendation"): Kind.RECOMMENDED,
    ("note.operator", "gathering_announced"): Kind.GATHERING,
    ("note.operator", "minutes_kept"): Kind.MINUTES,
    ("note.operator", "decision"): Kind.DECIDED,
    ("note.operator", "group_accepted"): Kind.ACCEPTED,
    ("note.operator", "tie_declared"): Kind.TIED,
    ("note.operator", "tie_ended"): Kind.UNTIED,
    ("confirmation.added", "decision_disputed"): Kind.NOT_DECIDED,
    ("confirmation.added", "pledge_came"): Kind.CAME,
    ("confirmation.added", "pledge_missing"): Kind.NOT_CAME,
    ("figure.changed", "pledge_entered"): Kind.PLEDGED,
    ("figure.changed", "machine_entered"): Kind.MACHINE,
    ("figure.changed", "holding_entered"): Kind.HELD,
    ("figure.changed", "hire_entered"): Kind.HIRED,
    ("figure.changed", "budget_entered"): Kind.BUDGET,
    ("figure.changed", "budget_changed"): Kind.BUDGET_MOVED,
    ("figure.changed", restating.reason(AkimTerm)): Kind.TERM,
    ("figure.changed", restating.reason(Subsidy)): Kind.SUBSIDIES,
    ("figure.changed", restating.reason(PlacePopulation)): Kind.COUNTED,
    ("figure.changed", restating.reason(PlacePupils)): Kind.COUNTED,
}
# What concerns no work and no place, or nothing that is public yet.
UNTOLD = frozenset(["report.refused", "appeal.filed", "appeal.decided", "key.rotated"])
TOLD = frozenset([*_KINDS, *(kind for kind, _reason in _BY_REASON)])


def catch_up() -> int:
    """Note all that became public since the last time; returns how many facts were noted."""
    noted = _note_listed(today())
    start: int | None = 0
    while start is not None:
        start, count = _note_entries(start)
        noted += count
    return noted


def head() -> int:
    """The key of the newest news; 0 before the first."""
    return News.objects.aggregate(newest=Max("pk"))["newest"] or 0


def sweep(at: date) -> None:
    """Forget what no feed and no letter needs any more."""
    News.objects.filter(day__lt=at - KEPT).delete()


# The log ------------------------------------------------------------------------------------


@transaction.atomic
def _note_entries(start: int) -> tuple[int | None, int]:
    """Read one batch from there on; returns where the next one starts (None at the end of the
    log), and how many facts were noted."""
    _lock()
    newest = News.objects.aggregate(newest=Max("entry"))["newest"]
    start = max(start, 0 if newest is None else newest + 1)
    entries = list(LogEntry.objects.sealed().filter(index__gte=start).order_by("index")[:BATCH])
    if not entries:
        return None, 0
    words = [_words(entry) for entry in entries]
    known = things.known({line[name] for line in words for name in ("object", "ref")})
    found = [
        news
        for entry, line in zip(entries, words, strict=True)
        for news in _read(entry, line, known)
    ]
    fresh = list(_once_a_day(found))
    News.objects.bulk_create(fresh)
    return entries[-1].index + 1, len(fresh)


def _once_a_day(found: Collection[News]) -> Iterator[News]:
    """A list of many rows is told of once for each of its places."""
    days = {news.day for news in found}
    of_lists = News.objects.filter(kind__in=News.OF_LISTS, day__in=days)
    told = set(of_lists.values_list("kind", "place_id", "day"))
    for news in found:
        same = (news.kind, news.place_id, news.day)
        if same not in told:
            yield news
        if news.kind in News.OF_LISTS:
            told.add(same)


def _words(entry: LogEntry) -> dict[str, str]:
    """The lines of an entry by their names; part lines do not matter here."""
    lines = (line.partition(" ") for line in entry.text.splitlines())
    return {"ref": "-", "state": ""} | {name: rest for name, _blank, rest in lines}


def _read(entry: LogEntry, line: Mapping[str, str], known: Known) -> Iterator[News]:
    """The news an entry is; none when it concerns nobody, or something that is not public."""
    kind = kind_of(line["kind"], line["reason"])
    about = known.get(line["object"]) or known.get(line["ref"])
    if kind is None or line["state"] == "held" or about is None:
        return
    if kind in News.OF_LISTS and line["role"] == Role.SYSTEM:
        return  # rows from before the log was told of such
    if kind == Kind.FIGURE and about.pledge:
        kind = Kind.PLEDGE
    if kind == Kind.SHOWN and about.term:
        kind = Kind.SHEET
    yield _news(entry, line, kind, about)
    if kind == Kind.DOCUMENT:
        for work in things.works_of(about.dossier):
            yield _news(entry, line, Kind.CITED, about.on(work))


def _news(entry: LogEntry, line: Mapping[str, str], kind: str, about: About) -> News:
    news = News(
        entry=entry.index,
        kind=kind,
        day=date.fromisoformat(line["day"]),
        programme_id=about.project.programme_id if about.project else None,
        **vars(about),
    )
    news.fill_keys()
    return news


def kind_of(kind: str, reason: str) -> str | None:
    """What an entry of this kind and reason means to those who follow; None for nothing."""
    if kind == "confirmation.added" and reason.startswith("publish_"):
        return Kind.ASKED
    return _BY_REASON.get((kind, reason)) or _KINDS.get(kind)


# The register -------------------------------------------------------------------------------


@transaction.atomic
def _note_listed(at: date) -> int:
    """Works listed of late and not told of. An import ends long before this looks back."""
    _lock()
    told = News.objects.filter(project=OuterRef("pk"), kind=Kind.ADDED)
    new = Project.objects.filter(added_on__gte=at - LISTED_WITHIN).exclude(Exists(told))
    listed = list(_listed(new.select_related("place").order_by("pk")))
    News.objects.bulk_create(listed, batch_size=BATCH)
    return len(listed)


def _listed(projects: Collection[Project]) -> Iterator[News]:
    for project in projects:
        news = News(
            kind=Kind.ADDED,
            day=project.added_on,
            place=project.place,
            project=project,
            programme_id=project.programme_id,
        )
        news.fill_keys()
        yield news


def _lock() -> None:
    """One writer at a time. SQLite has its lock already: its transactions begin with it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
