"""Letters to followers on their way out: one asks to confirm, the others tell what is new."""

from datetime import datetime
from datetime import time as clock

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.models import Installation
from reports.following import subscribing
from reports.following.subjects import of_follow
from reports.letters.envelopes import compose, deliver
from reports.models import Follow, FollowerLetter, Subscription
from reports.models.following import SUBJECTS

MORNING = clock(9)


def ask_to_follow(pk: int) -> None:
    """Ask the owner of the address; nothing else is ever sent before a yes."""
    follow = Follow.objects.select_related("subscription", *SUBJECTS).filter(pk=pk).first()
    if follow is None or follow.confirmed_on:
        return
    subscription = follow.subscription
    confirmation = subscribing.confirmation_token(follow)
    with translation.override(subscription.language):
        name = of_follow(follow).name
        context = {
            "name": name,
            "address": subscribing.link("follow-confirm", subscription, follow.pk, confirmation),
            "demonstration": Installation.current().demonstration,
        }
        subject = _("Do you want letters about this? %(name)s") % {"name": name[:120]}
        text = render_to_string("reports/email/ask_to_follow.txt", context)
    letter = compose(
        subscription.email,
        subject=subject,
        text=text,
        key=f"follow-{subscription.key}-{follow.pk}-{follow.asked_on}",
        moment=timezone.make_aware(datetime.combine(follow.asked_on, MORNING)),
    )
    if not deliver(letter):
        subscribing.stop(subscription)


def send_news(pk: int) -> None:
    """Deliver a frozen letter. Whoever has ended meanwhile gets none; an address refused for good
    is forgotten."""
    letters = FollowerLetter.objects.select_related("subscription", "words")
    letter = letters.filter(pk=pk, state=FollowerLetter.State.WAITING).first()
    if letter is None:
        return
    subscription, words = letter.subscription, letter.words
    foot = _foot(subscription)
    composed = compose(
        subscription.email,
        subject=words.subject,
        text=words.text + foot["text"],
        html=words.html.replace(FOOT, foot["html"]),
        key=letter.key,
        moment=timezone.make_aware(datetime.combine(words.made_on, MORNING)),
        headers=_unsubscribe(subscription),
    )
    if deliver(composed):
        FollowerLetter.objects.filter(pk=pk).update(state=FollowerLetter.State.SENT)
    else:
        subscribing.stop(subscription)


FOOT = "<!-- foot -->"  # where the frozen letter leaves room for what is each follower's own


def _foot(subscription: Subscription) -> dict[str, str]:
    """The two links that only this follower may have."""
    token = subscribing.token(subscription)
    context = {
        "manage_url": subscribing.link("following", subscription, token),
        "stop_url": subscribing.link("following-stop", subscription, token),
        "is_daily": subscription.rhythm == Subscription.Rhythm.DAILY,
        "site_url": settings.SITE_URL,
    }
    with translation.override(subscription.language):
        return {
            kind: render_to_string(f"reports/email/_follower_foot.{suffix}", context)
            for kind, suffix in (("text", "txt"), ("html", "html"))
        }


def _unsubscribe(subscription: Subscription) -> dict[str, str]:
    """One click in the mail program ends it (RFC 8058)."""
    stop = subscribing.link("following-stop", subscription, subscribing.token(subscription))
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


SENDERS = {"ask_to_follow": ask_to_follow, "send_news": send_news}
