"""A stormy day for all followers: `DATABASE_URL=… python -m bench.bench_followers [FOLLOWERS]`.

50,000 followers, each with three things of their own among 2,345 villages, 5,000 works and twenty
regions, and 20,000 facts since their last letters: how long all letters take to be made, how much
memory, and how many questions a hundred followers cost; then how many leave in a minute, to a mail
server beside it that takes them at once.
"""

import os
import random
import resource
import sys
import time
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from config.celery import SWEEP  # noqa: E402
from oversight.calendar import today  # noqa: E402
from oversight.models import Installation, Place  # noqa: E402
from projects.models import Project  # noqa: E402
from reports.following import digests  # noqa: E402
from reports.following.gathering import Gathering  # noqa: E402
from reports.letters import mailing  # noqa: E402
from reports.models import Follow, FollowerText, News, Subscription  # noqa: E402
from tests.faults import sink  # noqa: E402

FOLLOWERS, VILLAGES, WORKS, FACTS, REGIONS = 50_000, 2_345, 5_000, 20_000, 20
MOST_SECONDS, MOST_MB, MOST_MINUTES = 120, 400, 30
SINCE = date(2026, 7, 17)
KINDS = [News.Kind.REPORTED] * 6 + [News.Kind.ANSWERED] * 3 + [News.Kind.CLAIMED]


def main() -> int:
    """Measure on a database of its own; 1 when something is over its limit."""
    followers = int(sys.argv[1]) if len(sys.argv) > 1 else FOLLOWERS
    random.seed(7)
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        places = make_places()
        works = make_works(places)
        make_followers(followers, places, works)
        make_facts(works)
        ask_for_one_hundred()
        return max(measure(followers), measure_sending(followers))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_places() -> list[Place]:
    Installation.objects.update_or_create(pk=1, defaults={"opened_on": today()})
    regions = [_place(f"{10 + number}0000000", Place.Kind.REGION) for number in range(REGIONS)]
    regions = Place.objects.bulk_create(regions)
    villages = [
        _place(f"{10 + n % REGIONS}{30 + n // REGIONS % 15}{30 + n // 300}100", Place.Kind.VILLAGE)
        for n in range(VILLAGES)
    ]
    return [*regions, *Place.objects.bulk_create(villages, batch_size=1000)]


def _place(code: str, kind: str) -> Place:
    place = Place(
        code=code,
        kind=kind,
        name_kk=f"Ауыл {code}",
        name_ru=f"Село {code}",
        name_en="",
        valid_from=SINCE,
    )
    place.fill_keys()
    return place


def make_works(places: list[Place]) -> list[Project]:
    works = [
        Project(
            identifier=f"kz-{number:05}",
            place=places[REGIONS + number % VILLAGES],
            title_kk=f"Көше жарығы {number}",
            title_ru=f"Освещение {number}",
            sector=Project.Sector.ROAD,
            status=Project.Status.IMPLEMENTATION,
        )
        for number in range(WORKS)
    ]
    works = Project.objects.bulk_create(works, batch_size=1000)
    Project.objects.update(added_on=SINCE)
    return works


def make_followers(count: int, places: list[Place], works: list[Project]) -> None:
    before = today() - timedelta(days=1)
    followers = [
        Subscription(
            email=f"follower{number}@mail.test",
            language=("kk", "ru")[number % 2],
            rhythm=Subscription.Rhythm.DAILY,
            confirmed_on=before,
            asked_on=before,
            made_for=before,
        )
        for number in range(count)
    ]
    followers = Subscription.objects.bulk_create(followers, batch_size=1000)
    follows = []
    for follower in followers:
        # One in fifty follows a whole region, the others a village; each two works besides.
        some = places[:REGIONS] if follower.pk % 50 == 0 else places[REGIONS:]
        follows.append(_follow(follower, place=random.choice(some)))
        follows += [_follow(follower, project=work) for work in random.sample(works, 2)]
    Follow.objects.bulk_create(follows, batch_size=1000)


def _follow(follower: Subscription, **thing: object) -> Follow:
    day = follower.confirmed_on
    return Follow(subscription=follower, asked_on=day, confirmed_on=day, **thing)


def make_facts(works: list[Project]) -> None:
    facts = []
    for number in range(FACTS):
        work = random.choice(works)
        fact = News(
            entry=number,
            kind=random.choice(KINDS),
            day=today(),
            place=work.place,
            project=work,
        )
        fact.fill_keys()
        facts.append(fact)
    News.objects.bulk_create(facts, batch_size=1000)


def ask_for_one_hundred() -> None:
    """How often the database is asked for a hundred followers; they are told, and stay so."""
    run = digests.Run(today(), Gathering(0, FACTS))
    with CaptureQueriesContext(connection) as asked:
        run.make(list(Subscription.objects.order_by("pk").values_list("pk", flat=True)[:100]))
    print(f"{len(asked)} questions for the first hundred followers", end="")
    with CaptureQueriesContext(connection) as asked:
        run.make(list(Subscription.objects.order_by("pk").values_list("pk", flat=True)[100:200]))
    print(f", {len(asked)} for the next")


def measure(followers: int) -> int:
    started, made = time.perf_counter(), 0
    while part := digests.make_all(today()):
        made += part
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = [len(html.encode()) for html in FollowerText.objects.values_list("html", flat=True)]
    print(f"{made} letters to {followers} followers over {FACTS} facts: {seconds:.1f} s", end="")
    print(f" of {MOST_SECONDS}, {peak:.0f} MB of {MOST_MB}, ", end="")
    print(f"{len(sizes)} texts, the largest {max(sizes) / 1024:.0f} KB")
    return int(seconds > MOST_SECONDS or peak > MOST_MB)


def measure_sending(followers: int) -> int:
    """One round of one worker, over a real connection."""
    with sink.sink() as server:
        server.may_answer.set()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        started = time.perf_counter()
        sent = mailing.send_waiting()
        seconds = time.perf_counter() - started
    minutes = followers / sent * max(seconds, SWEEP) / 60
    print(f"{sent} letters sent in {seconds:.1f} s: all of them in {minutes:.0f} minutes", end="")
    print(f" of {MOST_MINUTES} by one worker")
    return int(minutes > MOST_MINUTES)


if __name__ == "__main__":
    raise SystemExit(main())
