"""Letters to followers: all that became public about what they follow, each fact once.

A letter names works and places with how many of each kind of fact, never a citizen's words. When
very much happens the rest is told by district, in numbers: nothing is left out in silence.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight import jobs, public_log
from oversight.models import Checkpoint, Installation, Place
from reports.following import news
from reports.following.gathering import Followed, Gathering, Key
from reports.models import FollowerLetter, FollowerText, News, Subscription
from reports.models.news import title_of, url_of

BATCH = 100
SHOWN = 25  # works and places that one letter names
PATIENCE = 90  # seconds of one run; the next tick goes on

Kind = News.Kind
RANK = {kind: rank for rank, kind in enumerate(Kind)}
Told = dict[Key, Counter[str]]


@dataclass
class Line:
    """One work or place, or a district with all that was not named: how many facts of each kind.

    Put into words once for all letters that hold it.
    """

    title: str
    place: str
    said: list[str]
    url: str

    @cached_property
    def text(self) -> SafeString:
        return render_to_string("reports/email/_news_line.txt", {"line": self})

    @cached_property
    def html(self) -> SafeString:
        return render_to_string("reports/email/_news_line.html", {"line": self})


@dataclass(frozen=True)
class Letter:
    """What one follower, or all who follow the same, are told."""

    lines: list[Line]
    rest: list[Line]
    works: int
    facts: int

    @property
    def rest_count(self) -> int:
        """Works and places that are not named."""
        return self.works - len(self.lines)

    @property
    def subject(self) -> str:
        first = self.lines[0].title[:120]
        if self.works == 1:
            return _("What is new: %(title)s") % {"title": first}
        more = self.works - 1
        return ngettext(
            "What is new: %(title)s, and %(count)d more",
            "What is new: %(title)s, and %(count)d more",
            more,
        ) % {"title": first, "count": more}


def make_all(at: date) -> int:
    """The letters whose period ends on this day; returns how many were made.

    Late facts go into the next letter: each begins behind the last fact that the one before told.
    """
    ends = time.monotonic() + PATIENCE
    news.catch_up()
    due = Subscription.objects.due(at)
    since = due.aggregate(since=Min("told_up_to"))["since"]
    if since is None:
        return 0
    run = Run(at, Gathering(since, news.head()))
    made, last = 0, 0
    while time.monotonic() < ends:
        batch = list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not batch:
            break
        made += run.make(batch)
        last = batch[-1]
    return made


class Run:
    """One making of letters. What several followers share is put into words once."""

    def __init__(self, at: date, gathering: Gathering) -> None:
        self.at = at
        self.gathering = gathering
        self.words = Words(gathering)
        checkpoint = public_log.latest_checkpoint()
        self.foot = {code: foot(checkpoint, code) for code, _name in settings.LANGUAGES}
        self.demonstration = Installation.current().demonstration
        self._texts: dict[tuple[str, int, frozenset[Followed]], FollowerText | None] = {}

    @transaction.atomic
    def make(self, batch: list[int]) -> int:
        """The letters of one batch, the jobs that send them and how far each has told: together.

        Rows are read anew under lock: of two runs at once the second finds them told.
        """
        waiting = Subscription.objects.due(self.at).filter(pk__in=batch).select_for_update()
        followers = list(waiting.order_by("pk").prefetch_related("follows__place"))
        texts = {follower: text for follower in followers if (text := self._text(follower))}
        self._keep(texts)
        told = [follower.pk for follower in followers]
        Subscription.objects.filter(pk__in=told).update(
            told_up_to=self.gathering.head, made_for=self.at
        )
        return len(texts)

    def _text(self, follower: Subscription) -> FollowerText | None:
        """What the follower is told; None when nothing is new."""
        confirmed = [follow for follow in follower.follows.all() if follow.confirmed_on]
        followed = frozenset(one for follow in confirmed for one in self.gathering.followed(follow))
        key = (follower.language, follower.told_up_to, followed)
        if key not in self._texts:
            told = self.gathering.told_to(followed, follower.told_up_to)
            self._texts[key] = self._write(follower.language, told) if told else None
        return self._texts[key]

    def _write(self, language: str, told: Told) -> FollowerText:
        with translation.override(language):
            letter = self.words.letter(told)
            subject = letter.subject
            text, html = render(letter, foot=self.foot[language], demonstration=self.demonstration)
        digest = hashlib.sha256("\x00".join((subject, text, html)).encode()).hexdigest()
        return FollowerText(digest=digest, subject=subject, text=text, html=html, made_on=self.at)

    def _keep(self, texts: dict[Subscription, FollowerText]) -> None:
        fresh = {text.digest: text for text in texts.values() if text.pk is None}
        FollowerText.objects.bulk_create(fresh.values(), ignore_conflicts=True)
        keys = dict(FollowerText.objects.filter(digest__in=fresh).values_list("digest", "pk"))
        for text in fresh.values():
            text.text = text.html = ""  # they stand in the database: a run has tens of thousands
        for text in texts.values():
            text.pk = text.pk or keys[text.digest]
        FollowerLetter.objects.bulk_create(
            FollowerLetter(
                subscription=follower,
                words_id=text.pk,
                period_start=follower.period_start(self.at),
            )
            for follower, text in texts.items()
        )
        letters = FollowerLetter.objects.filter(
            subscription__in=[follower.pk for follower in texts],
            state=FollowerLetter.State.WAITING,
        )
        jobs.put("send_news", *letters.values_list("pk", flat=True))


# Words --------------------------------------------------------------------------------------


class Words:
    """Puts what is new into the words of the active language."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.line = cache(self._line)

    def letter(self, told: Told) -> Letter:
        """What matters most first; beyond that the rest, by district or by region."""
        order = sorted(told, key=lambda key: (_weight(told[key]), key))
        shown, left = order[:SHOWN], order[SHOWN:]
        language = translation.get_language()
        return Letter(
            lines=[self.line(language, key, _frozen(told[key])) for key in shown],
            rest=list(self._rest({key: told[key] for key in left})),
            works=len(order),
            facts=sum(sum(counts.values()) for counts in told.values()),
        )

    def _line(self, language: str, key: Key, counts: tuple[tuple[str, int], ...]) -> Line:
        thing, said = self.gathering.things[key], list(_said(dict(counts)))
        if isinstance(thing, Place):
            title = _("What else is new here")
            return Line(title, thing.spoken, said, _url("place-news", thing.code))
        return Line(title_of(thing), thing.place.spoken, said, settings.SITE_URL + url_of(thing))

    def _rest(self, told: Told) -> Iterator[Line]:
        """The works that are not named, in numbers: by district, or by region where they are in
        several."""
        about = self.gathering.about
        districts = {key: about[key].district for key in told}
        several = len({district[:2] for district in districts.values()}) > 1
        areas: dict[str, Told] = {}
        for key, district in districts.items():
            areas.setdefault(district[:2] if several else district, {})[key] = told[key]
        for code, works in sorted(areas.items()):
            yield self._area(code, works)

    def _area(self, code: str, told: Told) -> Line:
        together: Counter[str] = Counter()
        for counts in told.values():
            together.update(counts)
        place = self.gathering.areas.get(code) or self.gathering.areas[code[:2]]
        works = ngettext("%(count)d work or place", "%(count)d works and places", len(told))
        return Line(
            title=place.spoken,
            place=works % {"count": len(told)},
            said=list(_said(together)),
            url=_url("place-news", place.code),
        )


def _weight(counts: Counter[str]) -> tuple[int, int]:
    return min(RANK[kind] for kind in counts), -sum(counts.values())


def _frozen(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))


def _said(counts: dict[str, int]) -> Iterator[str]:
    for kind in sorted(counts, key=RANK.__getitem__):
        label = str(Kind(kind).label)
        if counts[kind] == 1:
            yield label
        else:
            yield _("%(what)s: %(count)d") % {"what": label, "count": counts[kind]}


def _url(name: str, key: str) -> str:
    return settings.SITE_URL + reverse(name, args=[key])


def foot(checkpoint: Checkpoint | None, language: str) -> dict[str, SafeString]:
    """The log's newest head, for the text and for the layout: each mailbox becomes a witness."""
    context = {"checkpoint": checkpoint, "site_url": settings.SITE_URL}
    with translation.override(language):
        return {
            "txt": render_to_string("oversight/_checkpoint.txt", context),
            "html": render_to_string("oversight/email/_checkpoint.html", context),
        }


def render(letter: Letter, *, foot: dict[str, SafeString], demonstration: bool) -> tuple[str, str]:
    """Text and layout."""
    text, html = (
        render_to_string(
            f"reports/email/news.{suffix}",
            {"letter": letter, "checkpoint": foot[suffix], "demonstration": demonstration},
        )
        for suffix in ("txt", "html")
    )
    return text, html
