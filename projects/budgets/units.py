"""Which place a budget is of: a town, a settlement, a rural district, a village without one.

A village of a rural district has no budget, a district's is of another tier: both are refused with
what was probably meant, never moved silently.
"""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from oversight.models import Place
from oversight.places.kato import Kind
from oversight.tables import Words
from projects.importers.places import Places, said
from projects.matching import Unreadable

_TOWN_OF = {
    Kind.TOWN_ADMINISTRATION: Kind.TOWN,
    Kind.SETTLEMENT_ADMINISTRATION: Kind.SETTLEMENT,
    Kind.VILLAGE_ADMINISTRATION: Kind.VILLAGE,
}
_OWN = {Kind.RURAL_DISTRICT, Kind.TOWN, Kind.SETTLEMENT}
_HIGHER = {
    *(Kind.REGION, Kind.REPUBLICAN_CITY),
    *(Kind.DISTRICT, Kind.CITY_ADMINISTRATION, Kind.CITY_DISTRICT),
}


def is_unit(place: Place) -> bool:
    """Whether the place has a budget of the fourth tier."""
    if place.kind in _OWN:
        return not _is_city(place)
    return place.kind == Kind.VILLAGE and _rural_district(place) is None


def of(place: Place) -> Place | None:
    """Where the budget of the place stands: with itself, or what it lies in or is made around.
    None for what is above."""
    if is_unit(place):
        return place
    if place.kind in _TOWN_OF:
        within = place.children.current().filter(kind=_TOWN_OF[place.kind])
        return within.first() if within.count() == 1 else None
    return _rural_district(place) or next(filter(is_unit, reversed(place.lineage)), None)


class Units(Places):
    """The places in force, found by code or by name; only those that have a budget are taken."""

    def unit(self, values: Mapping[str, str]) -> tuple[Place, Words]:
        """The place that the row is about, and what to look at. Raises Unreadable."""
        found = self.find(values)
        place = self._inside(found.place)
        if not is_unit(place):
            raise Unreadable(why_not(place))
        return place, found.note

    def _inside(self, place: Place) -> Place:
        """The classifier puts an administration around a town: its code means the town."""
        kind = _TOWN_OF.get(place.kind)
        if kind is None:
            return place
        towns = [
            one for one in self.by_code.values() if one.parent_id == place.pk and one.kind == kind
        ]
        return towns[0] if len(towns) == 1 else place

    def _alike(
        self, name: str, unit: Place | None = None, kinds: Collection[str] = ()
    ) -> list[Place]:
        """A village and its rural district often share the name; the budget is the district's."""
        found = super()._alike(name, unit, kinds or set(Kind))
        return found if kinds else [place for place in found if is_unit(place)] or found


def why_not(place: Place) -> Words:
    """Whose budget is meant instead of that of a place that has none here."""
    if place.kind in _HIGHER or _is_city(place):
        words = _(
            "%(place)s: its budget is of a higher tier. Here stand budgets of towns of districts, "
            "settlements, rural districts and villages alone."
        )
        return words % {"place": said(place)}
    district = _rural_district(place)
    if district:
        words = _("%(place)s has no budget of its own: give the rural district, %(code)s %(unit)s.")
        return words % {"place": said(place), "code": district.code, "unit": said(district)}
    words = _("%(place)s has no budget of its own: give the code of the place that has.")
    return words % {"place": said(place)}


def _is_city(place: Place) -> bool:
    """The city itself, inside the administration of a city of regional significance."""
    above = place.parent
    return place.kind == Kind.TOWN and above is not None and above.kind == Kind.CITY_ADMINISTRATION


def _rural_district(place: Place) -> Place | None:
    above = [one for one in place.lineage[:-1] if one.kind == Kind.RURAL_DISTRICT]
    return above[-1] if above else None
