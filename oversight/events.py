"""The feed of changes: the entries of the public log in the order in which they were sealed.

Numbers are given by the seal, one after the other, to what has been committed; so whoever remembers
the last number and asks what came after it never misses a change, whatever transactions do.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oversight import public_log
from oversight.models import LogEntry
from oversight.problems import told

MOST = 500


class EventsAskedSerializer(serializers.Serializer):
    """From where on, how many, and of which kind or thing."""

    after = serializers.IntegerField(
        min_value=-1,
        max_value=2**62,
        default=-1,
        help_text="The last number you have; without it, from the beginning.",
    )
    count = serializers.IntegerField(min_value=1, max_value=MOST, default=MOST)
    kind = serializers.ChoiceField(choices=sorted(public_log.KINDS), required=False)
    object = serializers.CharField(max_length=16, required=False)


class EventSerializer(serializers.ModelSerializer):
    """One public fact: what happened to which thing, by which role, on which day."""

    number = serializers.IntegerField(source="index", help_text="Its place in the log.")
    object = serializers.CharField(source="object_id", help_text="The public id of the thing.")
    ref = serializers.SerializerMethodField(help_text="The id of what it belongs to, or null.")
    role = serializers.SerializerMethodField()
    day = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField(help_text="A code, or null.")
    is_held = serializers.SerializerMethodField(help_text="It waits for a moderator.")

    class Meta:
        model = LogEntry
        fields = ["number", "kind", "object", "ref", "role", "day", "reason", "is_held"]

    def get_ref(self, entry: LogEntry) -> str | None:
        return _word(entry, "ref")

    def get_role(self, entry: LogEntry) -> str:
        return entry.word("role")

    def get_day(self, entry: LogEntry) -> str:
        return entry.word("day")

    def get_reason(self, entry: LogEntry) -> str | None:
        return _word(entry, "reason")

    def get_is_held(self, entry: LogEntry) -> bool:
        return entry.word("state") == "held"


def _word(entry: LogEntry, name: str) -> str | None:
    word = entry.word(name)
    return None if word == "-" else word


class EventsSerializer(serializers.Serializer):
    """Changes in their order; `next` is where to ask for what comes later, now or tomorrow."""

    next = serializers.URLField()
    is_complete = serializers.BooleanField(help_text="Nothing more has been sealed so far.")
    results = EventSerializer(many=True)


class Events(APIView):
    """What changed, in the order of the public log, so that nothing is ever skipped.

    A fact appears when the log is sealed: with a few others, and within a day.
    """

    @extend_schema(
        operation_id="events_list",
        parameters=[EventsAskedSerializer],
        responses={200: EventsSerializer, **told(400)},
    )
    def get(self, request: Request) -> Response:
        # A blank narrows nothing, as in every list.
        said = {name: word for name, word in request.query_params.items() if word}
        asked = EventsAskedSerializer(data=said)
        asked.is_valid(raise_exception=True)
        wish = asked.validated_data
        last = public_log.latest_checkpoint()
        end = last.size - 1 if last else -1
        rows = list(_entries(wish, end)[: wish["count"]])
        is_complete = len(rows) < wish["count"]
        seen = max(wish["after"], end) if is_complete else rows[-1].index
        body = {"next": _next(wish, seen), "is_complete": is_complete, "results": rows}
        return Response(EventsSerializer(body).data)


def _entries(wish: dict[str, object], end: int) -> object:
    found = LogEntry.objects.filter(index__gt=wish["after"], index__lte=end).order_by("index")
    if "kind" in wish:
        found = found.filter(kind=wish["kind"])
    if wish.get("object"):
        found = found.filter(object_id=wish["object"])
    return found.only("index", "kind", "object_id", "text")


def _next(wish: dict[str, object], seen: int) -> str:
    query = urlencode(wish | {"after": seen})
    return f"{settings.SITE_URL}{reverse('api-events')}?{query}"
