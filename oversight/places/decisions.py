"""What becomes of a place between editions: renamed, retired, continued by another. Every decision
of an operator is an entry in the public log."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from oversight import offices, public_log, restating
from oversight.calendar import today
from oversight.models import Office, Place, PlaceName, PlaceQuestion, User
from oversight.places.kato import KatoRow
from oversight.places.plans import as_kept, continued

Answer = PlaceQuestion.Answer


@transaction.atomic
def decide(question: PlaceQuestion, answer: str, *, by: User | None = None) -> None:
    """Do what the operator says of one disagreement, and log it."""
    question.answer, question.decided_on, question.decided_by = answer, today(), by
    question.save()
    is_same = answer == Answer.SAME
    if question.is_past:
        recognise(question) if is_same else keep_past(question)
    elif question.is_about_a_code:
        names = (question.name_kk, question.name_ru)
        if is_same:
            rename(question.place, *names, question.kind, question.edition)
        else:
            replace(question)
    elif is_same:
        succeed(question.place, Place.objects.current().get(code=question.code))
    _note(question.place.code, question.code, answer)


def _note(code: str, other: str, reason: str) -> None:
    public_log.append(
        "note.operator", f"place-{code}", role="operator", ref=f"place-{other}", reason=reason
    )


def rename(place: Place, name_kk: str, name_ru: str, kind: str, edition: date) -> None:
    """Give a place its new names; the former ones go on finding it, its office is named anew."""
    before, office_names = (place.name_kk, place.name_ru), offices.names_of(place)
    place.name_kk, place.name_ru, place.kind = name_kk or name_ru, name_ru or name_kk, kind
    place.save()
    kept = {place.name_kk, place.name_ru}
    former = [name for name in before if name not in kept]
    PlaceName.objects.remember(place, former, edition - timedelta(days=1))
    named = Office.objects.filter(place=place, kind__in=offices.AKIM_KINDS, **office_names)
    named.update(**offices.names_of(place))
    _tell(place)
    restating.tell(Office.objects.filter(place=place))


def _tell(*places: Place) -> None:
    """How these places stand now, and what they were called once."""
    restating.tell(Place.objects.filter(pk__in=[place.pk for place in places]))
    restating.tell(PlaceName.told_rows().filter(place__in=places))


def retire(places: Iterable[Place], edition: date) -> None:
    """Let places be in force until the day before the edition."""
    places = list(places)
    for place in places:
        place.valid_to = max(edition - timedelta(days=1), place.valid_from)
    Place.objects.bulk_update(places, ["valid_to"], batch_size=500)
    restating.tell(Place.objects.filter(pk__in=[place.pk for place in places]))


def replace(question: PlaceQuestion) -> Place:
    """Let another place have the code; what lies inside is inside the new one."""
    old = question.place
    retire([old], question.edition)
    new = Place.objects.create(
        code=old.code,
        kind=question.kind,
        parent=old.parent,
        name_kk=question.name_kk or question.name_ru,
        name_ru=question.name_ru or question.name_kk,
        valid_from=question.edition,
    )
    old.children.current().update(parent=new)
    _tell(new)
    refresh_keys()
    offices.make()
    return new


def recognise(question: PlaceQuestion) -> None:
    """An older edition named the place otherwise: it was there already, and that name finds it."""
    place = question.place
    last = place.valid_from - timedelta(days=1)
    PlaceName.objects.remember(place, [question.name_kk, question.name_ru], last)
    Place.objects.filter(pk=place.pk).update(valid_from=min(place.valid_from, question.edition))
    _tell(place)


def keep_past(question: PlaceQuestion) -> Place:
    """Another place had the code once: it is kept as one that is gone. Where a place of its name
    and kind came since, whether that is its successor is the next question."""
    later = question.place
    gone = Place.objects.create(
        code=question.code,
        kind=question.kind,
        parent=later.parent,
        name_kk=question.name_kk,
        name_ru=question.name_ru,
        valid_from=question.edition,
        valid_to=later.valid_from - timedelta(days=1),
    )
    _tell(gone)
    came = Place.objects.current().filter(valid_from__gt=question.edition, invented=False)
    rows = [KatoRow(each.code, each.kind, None, each.name_kk, each.name_ru) for each in came]
    for asked in continued([gone], rows):
        name_kk, name_ru, kind = as_kept(asked.row)
        PlaceQuestion.objects.create(
            place=gone,
            code=asked.row.code,
            name_kk=name_kk,
            name_ru=name_ru,
            kind=kind,
            edition=question.edition,
        )
    return gone


@transaction.atomic
def succeed(place: Place, successor: Place | None) -> None:
    """Let a place in force stand for one that is gone: its code, names, works, reports and office
    are found there. Without one it stands for itself again."""
    place.successor = successor
    place.save()
    _tell(place)
    if successor is None:
        refresh_keys()
        return
    bore = place.names.values_list("text", flat=True)
    PlaceName.objects.remember(successor, bore, place.valid_to or today())
    for office in place.offices.filter(kind__in=offices.AKIM_KINDS):
        _move_office(office, successor)
    _tell(successor)
    refresh_keys()


def _move_office(office: Office, successor: Place) -> None:
    """The office goes along, unless the other place has one that somebody works in."""
    there = Office.objects.filter(place=successor, kind=office.kind).first()
    if there and (there.contact != Office.Contact.UNCONFIRMED or there.postings.exists()):
        return
    try:
        with transaction.atomic():
            if there:
                restating.drop(there.terms.all())
                restating.drop(Office.objects.filter(pk=there.pk))
            office.place = successor
            office.save(update_fields=["place"])
            restating.tell(Office.objects.filter(pk=office.pk))
    except ProtectedError:
        return


def refresh_keys() -> int:
    """Reckon again where every place is counted. Returns how many it was wrong of."""
    places = {place.pk: place for place in Place.objects.all()}
    for place in places.values():
        place.parent = places.get(place.parent_id)
        place.successor = places.get(place.successor_id)
    before = {place.pk: (place.seat, place.path) for place in places.values()}
    done: set[int] = set()
    for place in places.values():
        _fill(place, done)
    changed = [place for key, place in places.items() if before[key] != (place.seat, place.path)]
    Place.objects.bulk_update(changed, ["seat", "path"], batch_size=500)
    return len(changed)


def _fill(place: Place, done: set[int]) -> None:
    """After what it is reckoned from."""
    if place.pk in done:
        return
    done.add(place.pk)
    for other in filter(None, (place.parent, place.successor)):
        _fill(other, done)
    place.fill_place()
