"""Following by e-mail: asked for, confirmed from the mailbox, changed, and ended without a trace.

Whoever asks is answered alike for every address, so that nobody learns who follows what. Only a
letter to the address tells the links that confirm, change and end.
"""

import hmac
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from oversight import jobs, traces
from oversight.calendar import midnight, today
from oversight.models import Job
from reports import ladder
from reports.following import news
from reports.following.subjects import Subject
from reports.models import Follow, FollowerLetter, FollowerText, Subscription
from reports.models.following import SUBJECTS

CONFIRM_WITHIN = timedelta(days=7)
KEPT = timedelta(days=14)  # a letter that left
LETTERS_A_DAY = 5  # that ask one address to confirm
THINGS = 100  # that one address may follow
JOBS = ("ask_to_follow", "send_news")


# Asking and confirming ----------------------------------------------------------------------


@transaction.atomic
def ask(subject: Subject, *, email: str, rhythm: str, language: str) -> None:
    """Ask the owner of the address whether to write to it about this; once, and not too often.

    Raises ladder.Closed while the site writes to too many strangers.
    """
    ladder.check_letters()
    day = today()
    subscription, _new = Subscription.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"language": language, "rhythm": rhythm, "asked_on": day},
    )
    subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
    follow = subscription.follows.filter(**{subject.kind: subject.thing}).first()
    if (follow and follow.confirmed_on) or not _may_ask(subscription, day):
        return
    if follow is None:
        follow = subscription.follows.create(asked_on=day, **{subject.kind: subject.thing})
    _note_asked(subscription, follow, day)
    jobs.put_again("ask_to_follow", follow.pk)
    ladder.note_letter()


def _may_ask(subscription: Subscription, day: date) -> bool:
    """A mailbox is not flooded through us, whoever types its address."""
    spent = subscription.asked_count if subscription.asked_on == day else 0
    return spent < LETTERS_A_DAY and subscription.follows.count() < THINGS


def _note_asked(subscription: Subscription, follow: Follow, day: date) -> None:
    spent = subscription.asked_count if subscription.asked_on == day else 0
    subscription.asked_on, subscription.asked_count = day, spent + 1
    subscription.save(update_fields=["asked_on", "asked_count"])
    follow.asked_on = day
    follow.save(update_fields=["asked_on"])


@transaction.atomic
def confirm(follow: Follow) -> Subscription:
    """The owner of the address said yes; twice is as good as once."""
    day = today()
    subscription = Subscription.objects.select_for_update().get(pk=follow.subscription_id)
    if subscription.confirmed_on is None:
        # What is new from now on; the first letter ends a whole period.
        subscription.confirmed_on, subscription.made_for = day, day
        subscription.told_up_to = news.head()
        subscription.save(update_fields=["confirmed_on", "made_for", "told_up_to"])
    Follow.objects.filter(pk=follow.pk, confirmed_on=None).update(confirmed_on=day)
    return subscription


# Changing and ending ------------------------------------------------------------------------


@transaction.atomic
def change(
    subscription: Subscription, *, rhythm: str, weekday: int, language: str, kept: Iterable[Follow]
) -> None:
    """Write on other days, in another language, about these things alone."""
    subscription.rhythm, subscription.weekday = rhythm, weekday
    subscription.language = language
    subscription.save(update_fields=["rhythm", "weekday", "language"])
    subscription.follows.exclude(pk__in=[follow.pk for follow in kept]).delete()


def stop(subscription: Subscription) -> None:
    """Forget the address with all that hung on it, letters that wait included."""
    subscription.delete()
    traces.forget(Subscription)


def forget_address(address: str) -> int:
    """The address does not exist, or refuses us for good; returns how many followers went."""
    gone = list(Subscription.objects.filter(email__iexact=address))
    for subscription in gone:
        stop(subscription)
    return len(gone)


def sweep(at: date) -> None:
    """Forget addresses that nobody confirmed, and letters that left."""
    waiting = Follow.objects.filter(confirmed_on=None, asked_on__lt=at - CONFIRM_WITHIN)
    waiting.delete()
    lapsed, _counts = Subscription.objects.filter(follows=None).delete()
    FollowerLetter.objects.filter(period_start__lt=at - KEPT).delete()
    FollowerText.objects.filter(letters=None, made_on__lt=at - KEPT).delete()
    # Their jobs too: fifty thousand letters a day would leave as many traces of nothing.
    sent = Job.objects.filter(kind__in=JOBS, done_at__lt=midnight(at - KEPT))
    sent.delete()
    if lapsed:
        traces.forget(Subscription)


# Links --------------------------------------------------------------------------------------


def token(subscription: Subscription) -> str:
    """What only letters to the address tell: it opens what the address follows."""
    return _token(subscription.key)


def _token(key: str) -> str:
    return _signed("follower", key)


def confirmation_token(follow: Follow) -> str:
    """What only the letter that asks tells: it confirms one thing."""
    return _signed("follow", f"{follow.subscription.key} {follow.pk}")


def _signed(purpose: str, words: str) -> str:
    """Not by SECRET_KEY: letters stay in mailboxes for years, and their links must go on ending."""
    message = f"{purpose}\x00{words}".encode()
    return hmac.digest(settings.RECEIPT_KEY, message, "sha256").hex()[:32]


def link(name: str, subscription: Subscription, *more: object) -> str:
    """The address of one of the pages that a letter leads to, in the follower's language."""
    with translation.override(subscription.language):
        return settings.SITE_URL + reverse(name, args=[subscription.key, *more])


def subscription_of(key: str, given: str) -> Subscription:
    """Whoever has the link from a letter; to others it is not there (404)."""
    subscription = Subscription.objects.confirmed().filter(key=key).first()
    if subscription is None or not hmac.compare_digest(_token(key), given):
        raise Http404
    return subscription


def is_forgotten(key: str, given: str) -> bool:
    """Whether the link is that of a letter to an address that is erased: the token tells by
    itself, since nothing of the address is left."""
    known = Subscription.objects.filter(key=key).exists()
    return not known and hmac.compare_digest(_token(key), given)


def follow_of(key: str, pk: int, given: str) -> Follow:
    """The thing that a letter asked to confirm; 404 for whoever was not asked."""
    asked = Follow.objects.select_related("subscription", *SUBJECTS)
    follow = asked.filter(pk=pk, subscription__key=key).first()
    if follow is None or not hmac.compare_digest(confirmation_token(follow), given):
        raise Http404
    return follow


def follows_of(subscription: Subscription) -> list[Follow]:
    """What is followed, in the order in which it was asked for."""
    return list(subscription.follows.exclude(confirmed_on=None).select_related(*SUBJECTS))
