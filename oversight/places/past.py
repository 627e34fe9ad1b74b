"""Reads an edition that is older than one that is in: it changes nothing that is in force.

What it adds is the past: since when a place is in the classifier, how it was called, and the codes
that are gone, so that they go on finding what they meant. Where a code meant something else then,
an operator is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Min

from oversight import restating
from oversight.models import Edition, Place, PlaceName
from oversight.places import decisions, kato, names
from oversight.places.plans import Key, PlacePlan, Question, as_kept, continued, recall
from oversight.tables import Refusal

BATCH = 500


@dataclass
class PastPlan(PlacePlan):
    """What an older edition would add. `gone` are places that are in no later edition."""

    earlier: list[Place] = field(default_factory=list)
    former: list[tuple[Place, kato.KatoRow]] = field(default_factory=list)
    parents: dict[str, str | None] = field(default_factory=dict)  # of each code in that edition
    stood: dict[str, Place] = field(default_factory=dict)  # what stands for each code already

    @property
    def is_empty(self) -> bool:
        return super().is_empty and not (self.earlier or self.former)

    @property
    def until(self) -> date:
        """The last day on which nothing newer is known to have been in force."""
        later = Edition.objects.filter(day__gt=self.edition).aggregate(day=Min("day"))["day"]
        known = Place.objects.filter(valid_from__gt=self.edition, invented=False)
        return (later or known.aggregate(day=Min("valid_from"))["day"]) - timedelta(days=1)


def plan(
    rows: Iterable[kato.KatoRow | Refusal],
    edition: date,
    file_name: str,
    answers: Mapping[Key, str],
) -> PastPlan:
    """Compare an older edition with all places known, in force or not."""
    found = PastPlan(edition, file_name)
    known, bore = _known(), _names()
    for row in rows:
        if isinstance(row, Refusal):
            found.refused.append(row)
        else:
            found.parents[row.code] = row.parent
            _compare(found, known.get(row.code, []), bore, row)
    found.questions += continued(found.gone, _came_since(found))
    recall(found, answers)
    return found


def _known() -> dict[str, list[Place]]:
    """Places by code, the one in force first, then the last that was."""
    by_code: dict[str, list[Place]] = defaultdict(list)
    newest = F("valid_to").desc(nulls_first=True)
    for place in Place.objects.filter(invented=False).select_related("parent").order_by(newest):
        by_code[place.code].append(place)
    return by_code


def _names() -> dict[int, set[str]]:
    """The keys of all names that places bear or bore."""
    bore: dict[int, set[str]] = defaultdict(set)
    for place, key in PlaceName.objects.values_list("place", "key").iterator():
        bore[place].add(key)
    return bore


def _compare(
    plan: PastPlan, places: list[Place], bore: Mapping[int, set[str]], row: kato.KatoRow
) -> None:
    keys = {names.fold(row.name_kk), names.fold(row.name_ru)} - {""}
    same = next((place for place in places if keys & bore[place.pk]), None)
    if same is None and not places:
        plan.gone.append(_retired(row, plan.edition))
        return
    plan.stood[row.code] = same or places[0]
    if same is None:
        plan.questions.append(Question(places[0], row, is_past=True))
        return
    if keys - bore[same.pk]:
        plan.former.append((same, row))
    if plan.edition < same.valid_from:
        plan.earlier.append(same)
    plan.unchanged += not keys - bore[same.pk]


def _retired(row: kato.KatoRow, edition: date) -> Place:
    name_kk, name_ru, kind = as_kept(row)
    return Place(code=row.code, kind=kind, name_kk=name_kk, name_ru=name_ru, valid_from=edition)


def _came_since(plan: PastPlan) -> Iterator[kato.KatoRow]:
    """Places in force that are in no edition of that day or before."""
    there = {place.pk for place in plan.earlier}
    for place in Place.objects.current().filter(invented=False, valid_from__gt=plan.edition):
        if place.pk not in there:
            yield kato.KatoRow(place.code, place.kind, None, place.name_kk, place.name_ru)


# Writing --------------------------------------------------------------------------------------


def apply(plan: PastPlan) -> None:
    """Write what the edition adds, but for its questions; in batches, and a second run goes on."""
    until = plan.until
    for level in _levels(plan):
        _keep(level, plan, until)
    for start in range(0, len(plan.earlier), BATCH):
        keys = [place.pk for place in plan.earlier[start : start + BATCH]]
        with transaction.atomic():
            Place.objects.filter(pk__in=keys).update(valid_from=plan.edition)
            restating.tell(Place.objects.filter(pk__in=keys))
    with transaction.atomic():
        for place, row in plan.former:
            PlaceName.objects.remember(place, as_kept(row)[:2], until)
        places = [place for place, _row in plan.former]
        restating.tell(PlaceName.told_rows().filter(place__in=places))
    if plan.gone:
        decisions.refresh_keys()


@transaction.atomic
def _keep(places: list[Place], plan: PastPlan, until: date) -> None:
    for place in places:
        place.parent = plan.stood.get(plan.parents[place.code])
        place.valid_to = until
        place.fill_keys()
    Place.objects.bulk_create(places)
    PlaceName.objects.index(places)
    restating.tell(Place.objects.filter(pk__in=[place.pk for place in places]))
    plan.stood |= {place.code: place for place in places}


def _levels(plan: PastPlan) -> Iterator[list[Place]]:
    """Places in waves: what each lies in is known, or in an earlier wave."""
    waiting = plan.gone
    while waiting:
        codes = {place.code for place in waiting}
        yield [place for place in waiting if plan.parents[place.code] not in codes]
        waiting = [place for place in waiting if plan.parents[place.code] in codes]
