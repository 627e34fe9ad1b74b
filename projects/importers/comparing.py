"""A file against the register: what is new, what would move, what is refused. Writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from oversight import tables
from oversight.differences import Change
from oversight.places import names
from oversight.tables import Refusal, Row, TableRefused
from projects import matching, oc4ids
from projects.importers import packages, places, rows
from projects.importers.drafts import Draft, Entry, Plan, Unsure
from projects.importers.places import Asked, Found
from projects.importers.register import Register, known_projects
from projects.lines import Firm, Line
from projects.matching import Unreadable
from projects.models import Document, Original, Project

BATCH = 500
WORDS = {"source_status": matching.SAID}  # of code lists that are not ours
MOST_WORKS = 200_000  # so that a plan fits into memory
Progress = Callable[[int], None]


def plan(
    path: Path,
    prefix: str = "kz",
    decisions: Mapping[str, str] | None = None,
    progress: Progress = lambda count: None,
) -> Plan:
    """Compare a list of works (.csv, .xlsx, OC4IDS .json) with the register.

    `decisions` say the place's code for identifiers whose place was asked. Raises TableRefused.
    """
    reader = packages if packages.is_json(path) else rows
    comparison = _Comparison(reader, prefix, decisions or {})
    done, records = 0, reader.read(path)
    if reader is rows:
        said = _("This column is not read.")
        comparison.plan.notes += [(heading, said) for heading in rows.unread(records)]
    for batch in _batches(records):
        comparison.take(batch)
        done += len(batch)
        if done > MOST_WORKS:
            raise TableRefused(
                _("The file has more than %(most)d works. Split it.") % {"most": MOST_WORKS}
            )
        progress(done)
    return comparison.plan


def decisions(path: Path) -> dict[str, str]:
    """Codes by identifier, from a file of refused rows that an operator filled in."""
    table = tables.read_table(path, ("identifier", "kato"), rows.ALIASES)
    filled = (row.values for row in table if isinstance(row, Row) and row.values["kato"].strip())
    return {values["identifier"].strip().lower(): values["kato"].strip() for values in filled}


def _batches(records: Iterable[Row | Refusal]) -> Iterator[list[Row | Refusal]]:
    waiting = iter(records)
    while batch := list(islice(waiting, BATCH)):
        yield batch


class _Comparison:
    """The plan as it grows, batch by batch: known works are fetched a batch at a time."""

    def __init__(self, reader: object, prefix: str, decisions: Mapping[str, str]) -> None:
        self.reader, self.prefix, self.decisions = reader, prefix, decisions
        self.register = Register()
        self.seen: dict[str, int] = {}
        self.plan = Plan(lines=reader.LINES)

    def take(self, records: list[Row | Refusal]) -> None:
        named = [(record, self._name(record)) for record in records]
        known = known_projects([name for _record, name in named if name], self.reader.LINES)
        for record, name in named:
            if name:
                self._sort_in(record, name, known.get(name))

    def _name(self, record: Row | Refusal) -> str:
        """The record's identifier; blank when the record is refused for it."""
        if isinstance(record, Refusal):
            self.plan.refused.append(record)
            return ""
        try:
            name = _valid(self.reader.identifier(record, self.prefix))
            if name in self.seen:
                words = _("The same identifier stands in row %(number)d.")
                raise Unreadable(words % {"number": self.seen[name]})
        except Unreadable as problem:
            self._refuse(record, problem)
            return ""
        self.seen[name] = record.number
        return name

    def _sort_in(self, record: Row, name: str, known: Project | None) -> None:
        if known:
            # So that its full name costs no query.
            known.place = self.register.places.by_code.get(known.place.code, known.place)
        try:
            found = self._place(record, name, known)
            draft = self.reader.draft(record, name, found, known, self.register)
            _check_days(draft, known)
            _check_is_the_same(record, draft, known)
        except Unreadable as problem:
            self._refuse(record, problem)
            return
        self.plan.notes += [(name, note) for note in draft.notes]
        changes = _changes(draft, known) if known else ()
        if known is None:
            self.plan.new.append(Entry(draft))
        elif changes:
            self.plan.changed.append(Entry(draft, known, changes))
        else:
            self.plan.unchanged += 1

    def _place(self, record: Row, name: str, known: Project | None) -> Found:
        """An operator's answer goes first; one given in an earlier run is what the work has."""
        values = self.reader.where(record)
        answer = self.decisions.get(name) or self.decisions.get(record.values["identifier"].lower())
        if answer:
            return self.register.places.decided(answer)
        try:
            return self.register.places.find(values)
        except Asked as asked:
            if known and known.place in asked.candidates:
                return Found(known.place)
            raise

    def _refuse(self, record: Row, problem: Unreadable) -> None:
        if not isinstance(problem, Asked):
            self.plan.refused.append(Refusal(record.number, record.values, problem.args[0]))
            return
        # Its code is what is asked: whatever an operator writes there is an answer.
        values = {**record.values, "kato": ""}
        self.plan.refused.append(Unsure(record.number, values, problem.args[0], problem.candidates))


def _valid(identifier: str) -> str:
    """It stands in addresses, on boards and in links."""
    if not identifier:
        raise Unreadable(_("The identifier is missing."))
    if len(identifier) > Project._meta.get_field("identifier").max_length:
        raise Unreadable(_("The identifier is too long."))
    try:
        validate_slug(identifier)
    except ValidationError:
        raise Unreadable(
            _("The identifier may hold Latin letters, digits, hyphens and low lines only.")
        ) from None
    return identifier


def _check_days(draft: Draft, known: Project | None) -> None:
    start = draft.fields.get("planned_start", known and known.planned_start)
    end = draft.fields.get("planned_end", known and known.planned_end)
    if start and end and end < start:
        raise Unreadable(_("The work ends before it begins."))


def _check_is_the_same(record: Row, draft: Draft, known: Project | None) -> None:
    """Every list of an office counts from one: a bare number may be that of another list."""
    if known is None or known.place == draft.place:
        return
    if not record.values["identifier"].strip().isdecimal():
        return
    named = [field for field in rows.TITLES if draft.fields.get(field)]
    if named and all(draft.fields[field] != getattr(known, field) for field in named):
        words = _(
            "%(identifier)s is “%(title)s”, %(place)s. If the row is another work, its list needs "
            "identifiers of its own; if it is this one, write %(identifier)s in full."
        )
        about = {"title": known.title, "place": places.said(known.place)}
        raise Unreadable(words % {"identifier": known.identifier, **about})


# What would move --------------------------------------------------------------------------


def _changes(draft: Draft, known: Project) -> tuple[Change, ...]:
    """Every value in which the register differs from the draft."""
    wanted = {**draft.fields, "place": draft.place}
    own = [
        Change(Project, name, getattr(known, name), value, known=WORDS.get(name))
        for name, value in wanted.items()
        if getattr(known, name) != value
    ]
    if draft.programme:
        own.append(Change(Project, "programme", known.programme, draft.programme))
    lines = [change for line in draft.lines for change in _line_changes(line, known)]
    return (*own, *lines, *_record_changes(draft, known))


def _record_changes(draft: Draft, known: Project) -> Iterator[Change]:
    """The rest of a record, when it is neither the one received before nor what we publish."""
    original = getattr(known, "original", None)
    if not draft.original or (original and original.digest == packages.digest(draft.original)):
        return
    if not packages.is_as_published(draft.original, known):
        yield Change(Original, "original", "", _("other parts of the record"))


def _line_changes(line: Line, owner: Model) -> Iterator[Change]:
    """A line that is missing, or what differs in it and in what hangs on it."""
    known = known_line(line, owner)
    about = said_line(line)
    if known is None:
        yield Change(line.model, line.model._meta.model_name, "", about)
        return
    for name, value in line.fields.items():
        old = held(known, name)
        if not same(old, value):
            yield Change(line.model, f"{line.model._meta.model_name}.{name}", old, value, about)
    for part in line.lines:
        yield from _line_changes(part, known)


def known_line(line: Line, owner: Model) -> Model | None:
    """The row of the register that a line means: by its id in records, a bare supplier by name."""
    siblings = getattr(owner, _related(line.model)).all()
    if line.source_id:
        return next((row for row in siblings if oc4ids.id_of(row) == line.source_id), None)
    return next((row for row in siblings if same(row.supplier, line.fields["supplier"])), None)


def _related(model: type[Model]) -> str:
    field = "contract" if hasattr(model, "contract") else "project"
    return model._meta.get_field(field).remote_field.related_name


def held(row: Model, name: str) -> object:
    """What the register says; a paper kept here has the address under which it is shown."""
    return row.address if isinstance(row, Document) and name == "url" else getattr(row, name)


def same(old: object, new: object) -> bool:
    """Whether the register says so already; firms are one by BIN, else by name."""
    if not isinstance(new, Firm):
        return old == new
    if new.bin:
        return old.bin == new.bin
    return names.search_key(old.name) == names.search_key(new.name)


def said_line(line: Line) -> str:
    """What a line is, in a few words."""
    named = line.fields.get("supplier") or line.fields.get("title")
    if isinstance(named, Firm):
        return named.name
    titles = (line.fields.get(f"title_{language}") for language in ("kk", "ru", "en"))
    return str(named or next(filter(None, titles), "") or line.source_id)
