"""Who is who. What you may not touch is not there: refusals are 404."""

from collections.abc import Callable
from functools import wraps

from django.db.models import Exists, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from oversight.models import Appointment, Candidacy, InitiativeGroup, Office, Place, User

View = Callable[..., HttpResponse]


def offices_of(user: User) -> QuerySet[Office]:
    """The offices whose reports this user answers; nobody's, unless on the office side."""
    if user.side != Appointment.Side.OFFICE:
        return Office.objects.none()
    return Office.objects.filter(postings__appointment__user=user)


def offices_below(user: User) -> QuerySet[Office]:
    """The offices that this user's offices supervise."""
    return Office.objects.filter(supervisor__in=offices_of(user))


def groups_of(user: User) -> QuerySet[InitiativeGroup]:
    """The groups this user speaks for; a candidate speaks for none until the vote."""
    if not user.is_authenticated:
        return InitiativeGroup.objects.none()
    stands = Candidacy.objects.running().filter(user=user)
    return InitiativeGroup.objects.acting().filter(~Exists(stands), members=user)


def groups_near(place: Place) -> QuerySet[InitiativeGroup]:
    """The groups of the place and of everything above it."""
    acting = InitiativeGroup.objects.acting().select_related("place")
    return acting.filter(place__in=Place.objects.above(place))


def _side_only(*sides: str) -> Callable[[View], View]:
    def decorator(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated or request.user.side not in sides:
                raise Http404
            return view(request, *args, **kwargs)

        return gate

    return decorator


offices_only = _side_only(Appointment.Side.OFFICE)
moderators_only = _side_only(Appointment.Side.MODERATOR)
operators_only = _side_only(Appointment.Side.OPERATOR)
# Neither a reporter nor an office: who may say under which rule a report came.
arbiters_only = _side_only(Appointment.Side.MODERATOR, Appointment.Side.OPERATOR)
