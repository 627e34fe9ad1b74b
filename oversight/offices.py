"""The offices that answer: made with the places they stand for, filled in from a list."""

import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from oversight import restating, tables
from oversight.chains import leads_to
from oversight.differences import Change
from oversight.models import Office, Place
from oversight.tables import Refusal, Row, Words

BATCH = 1000

COLUMNS = ("kato",)
ALIASES = {"code": "kato", "te": "kato", "e-mail": "email", "phone number": "phone"}
FIELDS = ("name_kk", "name_ru", "name_en", "bin", "email", "phone", "language", "contact")

# Akim's offices by kind of place. Villages count only where no rural district stands above.
AKIMS = {
    Place.Kind.REGION: Office.Kind.REGION_AKIM,
    Place.Kind.REPUBLICAN_CITY: Office.Kind.REGION_AKIM,
    Place.Kind.DISTRICT: Office.Kind.DISTRICT_AKIM,
    Place.Kind.CITY_ADMINISTRATION: Office.Kind.DISTRICT_AKIM,
    Place.Kind.CITY_DISTRICT: Office.Kind.DISTRICT_AKIM,
    Place.Kind.TOWN: Office.Kind.AKIM,
    Place.Kind.SETTLEMENT: Office.Kind.AKIM,
    Place.Kind.RURAL_DISTRICT: Office.Kind.AKIM,
    Place.Kind.VILLAGE: Office.Kind.AKIM,
}
AKIM_KINDS = frozenset(AKIMS.values())


# Made with the places ------------------------------------------------------------------------


@transaction.atomic
def make() -> int:
    """An unconfirmed akim's office wherever one must exist and none does: every report has
    somebody to answer it. Returns how many were made."""
    places = list(Place.objects.current().filter(kind__in=AKIMS).order_by("code"))
    rural = {place.code for place in places if place.kind == Place.Kind.RURAL_DISTRICT}
    have = set(Office.objects.filter(kind__in=AKIM_KINDS).values_list("place_id", flat=True))
    wanted = [place for place in places if place.pk not in have and _has_akim(place, rural)]
    new = Office.objects.bulk_create([_office(place) for place in wanted], batch_size=BATCH)
    _tell([*new, *_set_supervisors()])
    return len(wanted)


def _tell(offices: list[Office]) -> None:
    restating.tell(Office.objects.filter(pk__in={office.pk for office in offices}))


def _has_akim(place: Place, rural: set[str]) -> bool:
    return place.kind != Place.Kind.VILLAGE or not rural.intersection(place.ancestor_codes)


def _office(place: Place) -> Office:
    return Office(place=place, kind=AKIMS[place.kind], **names_of(place))


def names_of(place: Place) -> dict[str, str]:
    """What an akim's office is called after its place, until somebody calls it otherwise."""
    return {
        "name_kk": f"{place.spoken_in('kk')} әкімінің аппараты",
        "name_ru": f"Аппарат акима {_genitive(place.spoken_in('ru'))}",
        "name_en": f"Office of the akim of {place.spoken_in('en')}",
    }


# Russian says whose office it is in the genitive; the phrases of names.spoken are regular.
_GENITIVE = (
    (r"(?<=[сц]к)ий(?= )|(?<=[нтр])ый(?= )", "ого"),
    (r"(?<=[сц]к)ая(?= )", "ой"),
    (r"\bсельский округ\b|\bсельского округ\b", "сельского округа"),
    (r"\bрайон\b", "района"),
    (r"\bобласть\b", "области"),
    (r"\bгород\b", "города"),
    (r"\bпосёлок\b", "посёлка"),
    (r"\bсело\b", "села"),
    (r"\bгородск(?:ая|ой) администрация\b", "городской администрации"),
)


def _genitive(phrase: str) -> str:
    """«Аксуский сельский округ» → «Аксуского сельского округа»."""
    for pattern, ending in _GENITIVE:
        phrase = re.sub(pattern, ending, phrase)
    return phrase


def _set_supervisors() -> list[Office]:
    """Each akim's office without a supervisor gets the nearest higher one above its place; those
    that got one."""
    akims = Office.objects.filter(kind__in=AKIM_KINDS, place__valid_to=None).select_related("place")
    by_code = {office.place.code: office for office in akims}
    changed = []
    for office in by_code.values():
        above = [by_code[code] for code in office.place.ancestor_codes[1:] if code in by_code]
        higher = [other for other in above if other.kind != Office.Kind.AKIM]
        if office.supervisor_id is None and higher:
            office.supervisor = higher[0]
            changed.append(office)
    Office.objects.bulk_update(changed, ["supervisor"], batch_size=BATCH)
    return changed


# Filled in from a list ------------------------------------------------------------------------


@dataclass
class Plan:
    """Which offices a list would make or change."""

    new: list[Office] = field(default_factory=list)
    changed: list[tuple[Office, list[Change]]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    above: dict[int, int | None] = field(default_factory=dict)  # of each office its supervisor


def plan(path: FilePath) -> Plan:
    """Compare a list of offices with those known. Raises tables.TableRefused.

    Columns: kato, kind (akim by default), name_kk, name_ru, name_en, bin, email, phone, language,
    contact, supervisor (the BIN or the KATO code of the supervising office). A blank cell leaves
    what is known.
    """
    found, seen = Plan(above=dict(Office.objects.values_list("pk", "supervisor"))), set()
    for row in tables.read_table(path, COLUMNS, ALIASES):
        problem = row.reason if isinstance(row, Refusal) else _sort_in(found, row, seen)
        if problem:
            found.refused.append(Refusal(row.number, row.values, problem))
    return found


def _sort_in(found: Plan, row: Row, seen: set[tuple[object, ...]]) -> Words:
    """Put the row where it belongs; a refusal's reason, or nothing."""
    values = row.values
    place = Place.objects.at(values["kato"])
    kind = values.get("kind") or AKIMS.get(place.kind if place else "", Office.Kind.AKIM)
    problem = _problem(values, place, kind)
    if problem:
        return problem
    key = (place.pk, kind, values.get("bin") or values.get("name_kk") or "")
    if key in seen:
        return _("The same office stands in the file twice.")
    office = _known(values, place, kind) or Office(place=place, kind=kind)
    supervisor = _supervisor(values["supervisor"]) if values.get("supervisor") else None
    if supervisor and office.pk and leads_to(supervisor.pk, office.pk, found.above):
        return _("The office would be its own supervisor.")
    seen.add(key)
    changed = _fill(office, values, supervisor)
    if supervisor and office.pk:
        found.above[office.pk] = supervisor.pk
    if office.pk is None:
        found.new.append(office)
    elif changed:
        found.changed.append((office, changed))
    else:
        found.unchanged += 1
    return ""


def _problem(values: dict[str, str], place: Place | None, kind: str) -> Words:
    """Why the row makes no sense, or nothing."""
    if place is None:
        return _("No place has this code.")
    if kind not in Office.Kind.values:
        return _("There is no such kind of office.")
    if kind not in AKIM_KINDS and not values.get("name_kk"):
        return _("A department needs its name.")
    if values.get("supervisor") and _supervisor(values["supervisor"]) is None:
        return _("The supervising office is unknown.")
    return _bad_detail(values)


def _bad_detail(values: dict[str, str]) -> Words:
    for name in FIELDS:
        column = Office._meta.get_field(name)
        if len(values.get(name, "")) > column.max_length:
            words = _("“%(what)s” is longer than %(most)d letters.")
            return words % {"what": column.verbose_name, "most": column.max_length}
    if values.get("bin") and not re.fullmatch(r"\d{12}", values["bin"]):
        return _("A BIN has twelve digits.")
    if values.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", values["email"]):
        return _("The e-mail address makes no sense.")
    if values.get("language") and values["language"] not in ("kk", "ru", "en"):
        return _("The language must be kk, ru or en.")
    if values.get("contact") and values["contact"] not in Office.Contact.values:
        return _("The contact state is unknown.")
    if values.get("contact") == Office.Contact.CONFIRMED and not values.get("email"):
        return _("A confirmed office needs an e-mail address.")
    return ""


def _known(values: dict[str, str], place: Place, kind: str) -> Office | None:
    if values.get("bin"):
        found = Office.objects.filter(bin=values["bin"]).first()
        if found:
            return found
    same = Office.objects.filter(place=place, kind=kind)
    if kind in AKIM_KINDS:
        return same.first()
    return same.filter(name_kk=values.get("name_kk", "")).first()


def _supervisor(key: str) -> Office | None:
    """An office by its BIN, else the akim's office of a place by the place's code."""
    if len(key) == 12:
        return Office.objects.filter(bin=key).first()
    return Office.objects.filter(place__code=key, kind__in=AKIM_KINDS).first()


def _fill(office: Office, values: dict[str, str], supervisor: Office | None) -> list[Change]:
    """Set what the row says and differs; returns what that changes."""
    fields: dict[str, object] = {name: values[name] for name in FIELDS if values.get(name)}
    if supervisor:
        fields["supervisor"] = supervisor
    if office.pk is None and office.kind in AKIM_KINDS:
        fields = {**names_of(office.place), **fields}
    changes = [
        Change(Office, name, getattr(office, name), value)
        for name, value in fields.items()
        if getattr(office, name) != value
    ]
    for change in changes:
        setattr(office, change.field, change.new)
    return changes


def apply(plan: Plan) -> int:
    """Write the plan. Returns how many offices were made or changed."""
    offices = [*plan.new, *(office for office, _changes in plan.changed)]
    for start in range(0, len(offices), BATCH):
        _save(offices[start : start + BATCH])
    return len(offices)


@transaction.atomic
def _save(offices: list[Office]) -> None:
    for office in offices:
        office.save()
    _tell(offices)
