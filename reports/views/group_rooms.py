"""The rooms of a group: its tasks and notes, its people, and what it says of itself."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight import access as sides
from oversight import groups, signin
from oversight.models import GroupMember, InitiativeGroup
from oversight.staff import Invited
from projects.models import Project
from reports.forms.groups import AboutForm, MemberForm, NoteForm, TieForm
from reports.groups import ties, workspace

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Members of the group, found by its address; to others it is not there."""

    @wraps(view)
    def gate(request: HttpRequest, slug: str, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(signin.sign_in_again_url(request))
        mine = sides.groups_of(request.user).select_related("place__parent__parent")
        group = get_object_or_404(mine, slug=slug)
        return view(request, group, **kwargs)

    return never_cache(gate)


def _is_lead(request: HttpRequest, group: InitiativeGroup) -> bool:
    return group.memberships.filter(user=request.user, is_lead=True).exists()


@require_safe
@never_cache
def rooms(request: HttpRequest) -> HttpResponse:
    """Where a member starts: the one group, or a choice of several."""
    if not request.user.is_authenticated:
        return redirect(signin.sign_in_again_url(request))
    mine = list(sides.groups_of(request.user).select_related("place"))
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect("group-room", mine[0].slug)
    return render(request, "groups/rooms.html", {"groups": mine})


# Tasks, works and notes ---------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def room(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """What waits for the group; a new one begins with three works that nobody has looked at."""
    wish = request.POST.get("action", "")
    if wish in DEEDS:
        DEEDS[wish](request, group)
        return redirect("group-room", group.slug)
    form = NoteForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        workspace.write_note(group, author=request.user, **form.cleaned_data)
        return redirect("group-room", group.slug)
    words = request.GET.get("q", "").strip()
    context = {
        "group": group,
        "space": workspace.of(group),
        "form": form,
        "q": words,
        "found": workspace.found(group, words),
    }
    return render(request, "groups/room.html", context, status=400 if form.errors else 200)


def _follow(request: HttpRequest, group: InitiativeGroup) -> None:
    workspace.follow(group, _work(request))


def _unfollow(request: HttpRequest, group: InitiativeGroup) -> None:
    workspace.unfollow(group, _work(request))


def _work(request: HttpRequest) -> Project:
    return get_object_or_404(Project, identifier=request.POST.get("work", ""))


def _finish(request: HttpRequest, group: InitiativeGroup) -> None:
    wanted = _number(request, "note")
    workspace.finish_note(get_object_or_404(group.notes.filter(done_on=None), pk=wanted))


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0


DEEDS: dict[str, Callable[[HttpRequest, InitiativeGroup], None]] = {
    "follow": _follow,
    "unfollow": _unfollow,
    "finish": _finish,
}


# People -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def people(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """Who speaks for the group: the lead invites and lets go, each shows the own name or not."""
    is_lead = _is_lead(request, group)
    wish = request.POST.get("action", "")
    if wish in ("show", "hide"):
        own = get_object_or_404(group.memberships, user=request.user)
        groups.show_name(own, is_named=wish == "show")
        return redirect("group-people", group.slug)
    if wish == "leave":
        return _leave(request, group)
    if request.method == "POST" and not is_lead:
        raise Http404
    if wish in ("let_go", "hand_over", "again"):
        return _change(request, group, wish)
    form = MemberForm(request.POST or None, initial={"language": request.user.language})
    invited = _invite(group, form) if request.method == "POST" and form.is_valid() else None
    return _show_people(request, group, form, invited)


def _leave(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """A member goes; a lead first finds another."""
    own = get_object_or_404(group.memberships, user=request.user)
    if own.is_lead:
        messages.error(request, _("First hand the lead over to somebody else."))
        return redirect("group-people", group.slug)
    groups.let_go(own)
    messages.success(request, _("You speak for this group no longer."))
    return redirect("home-of-user")


def _show_people(
    request: HttpRequest, group: InitiativeGroup, form: MemberForm, invited: Invited | None
) -> HttpResponse:
    context = {
        "group": group,
        "members": groups.members(group),
        "is_lead": _is_lead(request, group),
        "form": form,
        "invited": invited,
    }
    return render(request, "groups/people.html", context, status=400 if form.errors else 200)


def _invite(group: InitiativeGroup, form: MemberForm) -> Invited | None:
    """The same sentence whoever it is: nobody learns here who has an account on which side."""
    try:
        return groups.invite(group, **form.cleaned_data)
    except groups.Refused:
        form.add_error("email", ValidationError(_("This address cannot be invited here.")))
        return None


def _change(request: HttpRequest, group: InitiativeGroup, wish: str) -> HttpResponse:
    member = get_object_or_404(group.memberships, pk=_number(request, "member"))
    if wish == "again":
        return _invite_again(request, group, member)
    if member.user_id == request.user.pk:
        messages.error(request, _("First hand the lead over to somebody else."))
    elif wish == "let_go":
        groups.let_go(member)
        messages.success(request, _("The person speaks for the group no longer."))
    else:
        groups.hand_over(group, member)
        messages.success(request, _("The group has another lead now."))
    return redirect("group-people", group.slug)


def _invite_again(
    request: HttpRequest, group: InitiativeGroup, member: GroupMember
) -> HttpResponse:
    user = member.user
    try:
        invited = groups.invite(group, user.email, name=user.name, language=user.language)
    except groups.Refused:
        messages.error(request, _("This address cannot be invited here."))
        return redirect("group-people", group.slug)
    return _show_people(request, group, MemberForm(), invited)


# What it says of itself ---------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def about(request: HttpRequest, group: InitiativeGroup) -> HttpResponse:
    """The lead changes what everybody reads, and declares or ends ties in public."""
    is_lead = _is_lead(request, group)
    if request.method == "POST" and not is_lead:
        raise Http404
    wish = request.POST.get("action", "")
    if wish == "end":
        ties.end(get_object_or_404(group.ties.filter(ended_on=None), pk=_number(request, "tie")))
        return redirect("group-about", group.slug)
    words = AboutForm(request.POST if wish == "about" else None, instance=group)
    tie = TieForm(request.POST if wish == "declare" else None, group=group)
    for form, write, said in (
        (words, words.save, _("Everybody reads it now.")),
        (tie, lambda: ties.declare(tie.instance), _("The tie is declared.")),
    ):
        if form.is_valid():
            write()
            messages.success(request, said)
            return redirect("group-about", group.slug)
    context = {
        "group": group,
        "is_lead": is_lead,
        "form": words,
        "tie": tie,
        "ties": group.ties.select_related("office", "supplier"),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "groups/about.html", context, status=status)
