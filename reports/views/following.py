"""Following by e-mail: ask, confirm from the mailbox, change, end. Works without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from oversight.origin import public_post
from reports import ladder
from reports.following import subjects, subscribing
from reports.following.subjects import Subject
from reports.forms.following import FollowForm, FollowingForm
from reports.models import Subscription

FORM = require_http_methods(["GET", "HEAD", "POST"])
STOPPED = "reports/following_stopped.html"


@public_post
@never_cache
@FORM
def follow(request: HttpRequest) -> HttpResponse:
    """Type an address: the answer is the same for every address."""
    subject = _asked_about(request)
    form = FollowForm(_said(request))
    if not form.is_valid():
        return _ask(request, subject, form, status=400 if form.is_bound else 200)
    try:
        subscribing.ask(subject, language=get_language() or "kk", **form.cleaned_data)
    except ladder.Closed:
        form.add_error(None, _("Very many ask for letters right now. Try again in an hour."))
        response = _ask(request, subject, form, status=503)
        response["Retry-After"] = str(ladder.HOUR)
        return response
    return render(request, "reports/follow_asked.html", {"subject": subject})


def _said(request: HttpRequest) -> QueryDict | None:
    """What was sent; a form sent empty is a form that was sent."""
    return request.POST if request.method == "POST" else None


def _asked_about(request: HttpRequest) -> Subject:
    for kind in subjects.FOLLOWED:
        if key := request.GET.get(kind):
            return subjects.find(kind, key)
    raise Http404


def _ask(request: HttpRequest, subject: Subject, form: FollowForm, status: int) -> HttpResponse:
    context = {"subject": subject, "form": form}
    return render(request, "reports/follow.html", context, status=status)


@public_post
@never_cache
@FORM
def confirm(request: HttpRequest, key: str, pk: int, token: str) -> HttpResponse:
    """Opening the link does nothing: mail programs open links by themselves."""
    follow = subscribing.follow_of(key, pk, token)
    if request.method == "POST":
        subscription = subscribing.confirm(follow)
        return redirect("following", subscription.key, subscribing.token(subscription))
    context = {"subject": subjects.of_follow(follow), "languages": []}
    return render(request, "reports/follow_confirm.html", context)


@public_post
@never_cache
@FORM
def manage(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """What the address follows and when it is written to, for whoever has a letter's link."""
    subscription = subscribing.subscription_of(key, token)
    form = FollowingForm(subscription, _said(request))
    if form.is_valid():
        return _change(request, subscription, form)
    return _shown(request, subscription, form)


def _change(request: HttpRequest, subscription: Subscription, form: FollowingForm) -> HttpResponse:
    """Nothing left to follow is the end."""
    said = form.cleaned_data
    kept = list(said.pop("follows"))
    if not kept:
        return _end(request, subscription)
    subscribing.change(subscription, kept=kept, **said)
    return _shown(request, subscription, FollowingForm(subscription), is_saved=True)


def _shown(
    request: HttpRequest,
    subscription: Subscription,
    form: FollowingForm,
    *,
    is_saved: bool = False,
) -> HttpResponse:
    follows = subscribing.follows_of(subscription)
    kept = form.data.getlist("follows") if form.is_bound else [str(one.pk) for one in follows]
    context = {
        "form": form,
        "subjects": [(one.pk, subjects.of_follow(one), str(one.pk) in kept) for one in follows],
        "stop_url": reverse(
            "following-stop", args=[subscription.key, subscribing.token(subscription)]
        ),
        "is_saved": is_saved,
        "languages": [],
    }
    return render(request, "reports/following.html", context, status=400 if form.is_bound else 200)


@public_post
@never_cache
@FORM
def stop(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """One click of a mail program, or of a person, and the address is erased (RFC 8058). A second
    click, in an older letter, is told the same."""
    if subscribing.is_forgotten(key, token):
        return render(request, STOPPED, {"languages": []})
    subscription = subscribing.subscription_of(key, token)
    if request.method == "POST":
        return _end(request, subscription)
    return render(request, "reports/following_stop.html", {"languages": []})


def _end(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    subscribing.stop(subscription)
    return render(request, STOPPED, {"languages": []})
