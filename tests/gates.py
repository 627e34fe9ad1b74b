"""Who may open what: every address of the site, and what each of nine people is answered there.

A new address needs one line in GATES; without it tests/test_gates.py fails. `get` and `post` say
the status for each of the nine; a POST that is not mentioned must be refused.
"""

from dataclasses import dataclass, field

from django.test.client import MULTIPART_CONTENT

STRANGERS = ["anonymous", "holder", "other_holder"]
SIGNED_IN = ["own", "other", "supervisor", "group", "moderator", "operator"]
NINE = [*STRANGERS, *SIGNED_IN]

Statuses = dict[str, int]


def everybody(status, **others) -> Statuses:
    return dict.fromkeys(NINE, status) | others


def desk(**allowed) -> Statuses:
    """Strangers are led to sign in; to the others it is not there."""
    return everybody(404) | dict.fromkeys(STRANGERS, 302) | allowed


def users(status, **others) -> Statuses:
    """Strangers are led to sign in; users get in."""
    return everybody(status) | dict.fromkeys(STRANGERS, 302) | others


def strangers(status) -> Statuses:
    """Users are led on to their work."""
    return everybody(302) | dict.fromkeys(STRANGERS, status)


def with_code(holder, other_holder, without=404) -> Statuses:
    return everybody(without, holder=holder, other_holder=other_holder)


@dataclass(frozen=True)
class Gate:
    """One address: its pattern in the URL conf, where it is tried, and what each is answered."""

    pattern: str
    path: str
    get: Statuses
    post: Statuses | None = None
    data: dict[str, str] = field(default_factory=dict)
    method: str = "post"
    sends: str = MULTIPART_CONTENT


def casework(get, post=0) -> dict[str, object]:
    """A step on one report: its own office alone; an empty form is refused."""
    refused = post or (get if get == 404 else 400)
    return {
        "get": desk(own=get),
        "post": desk(own=refused),
        "data": {"about": "still_so" if post else "nothing"},
    }


def rooms(post) -> dict[str, object]:
    """A room of every office's desk, each with what is its own."""
    return {
        "get": desk(own=200, other=200, supervisor=200),
        "post": desk(own=post, other=post, supervisor=post),
        "data": {"about": "nothing"},
    }


def room_of_group(post) -> dict[str, object]:
    """A room of one group; what only its lead may send is not there for other members."""
    return {"get": desk(group=200), "post": desk(group=post), "data": {"about": "nothing"}}


PUBLIC = everybody(200)
JSON = "application/json"
UNKNOWN_API = r"api/v1/^[\s\S]*/$"
UNKNOWN_OPEN311 = r"open311/^(?P<rest>[\s\S]*)$"
_ID = "(?P<public_id>[a-z0-9]{1,16})"


def _open311(route) -> str:
    """An address of Open311: with either format, or none."""
    return rf"open311/^{route}(?:\.(?P<form>json|xml))?$"


NO_GET = everybody(405)
ANSWER = {"reason": "under_way", "text": "Жұмыс дүйсенбіде басталады.", "language": "kk"}
VERDICT = {"receipt_code": "{code}", "is_done": "false"}
WITH_CODE = {"receipt_code": "{code}"}

GATES = [
    Gate("", "/", everybody(302)),
    Gate("healthz", "/healthz", PUBLIC),
    Gate("readyz", "/readyz", PUBLIC),
    Gate("robots.txt", "/robots.txt", PUBLIC),
    # The public log
    Gate("log/entries", "/log/entries?start=0&count=10", PUBLIC),
    Gate("log/openings", "/log/openings?start=0&count=10", PUBLIC),
    Gate("log/waiting.txt", "/log/waiting.txt", PUBLIC),
    Gate("log/checkpoints.txt", "/log/checkpoints.txt", PUBLIC),
    Gate("log/checkpoints.atom", "/log/checkpoints.atom", PUBLIC),
    Gate("log/key.txt", "/log/key.txt", PUBLIC),
    Gate("log/audit.py", "/log/audit.py", PUBLIC),
    Gate("log/proof/<slug:public_id>", "/log/proof/{report}", everybody(404)),  # not sealed yet
    Gate("en/log/", "/en/log/", PUBLIC),
    Gate("en/log/check/", "/en/log/check/", PUBLIC),
    Gate("en/log/audit.html", "/en/log/audit.html", PUBLIC),
    Gate("en/log/sheet/", "/en/log/sheet/", everybody(404)),  # nor anything else
    Gate("p/<slug:identifier>", "/p/{project}", everybody(302)),
    # Public pages
    Gate("en/", "/en/", PUBLIC),
    Gate("en/search/", "/en/search/?q=aksu", PUBLIC),
    Gate("en/search/suggest/", "/en/search/suggest/?q=aksu", PUBLIC),
    Gate(
        "en/search/near/",
        "/en/search/near/",
        NO_GET,
        everybody(200),
        {"latitude": "45.1", "longitude": "64.5"},
    ),
    Gate("en/dossiers/<slug:public_id>/", "/en/dossiers/{dossier}/", PUBLIC),
    Gate("en/dossiers/<slug:public_id>/", "/en/dossiers/{draft}/", everybody(404)),
    Gate("en/gatherings/<slug:public_id>/", "/en/gatherings/{gathering}/", PUBLIC),
    Gate(
        "en/gatherings/<slug:public_id>/dispute/",
        "/en/gatherings/{minutes}/dispute/",
        NO_GET,
        everybody(200),
        {"decision": "{decision}"},
    ),
    Gate(
        "en/gatherings/<slug:public_id>/dispute/",
        "/en/gatherings/{gathering}/dispute/",
        NO_GET,
        everybody(404),
    ),
    Gate("en/places/<slug:code>/assembly/", "/en/places/{place}/assembly/", PUBLIC),
    Gate("en/places/<slug:code>/assembly/screen/", "/en/places/{place}/assembly/screen/", PUBLIC),
    Gate("en/groups/", "/en/groups/", PUBLIC),
    Gate("en/groups/<slug:slug>/", "/en/groups/{group}/", PUBLIC),
    Gate("en/groups/new/", "/en/groups/new/?place={place}", PUBLIC, everybody(400)),
    Gate("en/about/", "/en/about/", PUBLIC),
    Gate("en/rules/", "/en/rules/", PUBLIC),
    Gate("en/places/", "/en/places/", PUBLIC),
    Gate("en/places/map.geojson", "/en/places/map.geojson", PUBLIC),
    Gate("en/places/<slug:code>/map.geojson", "/en/places/{place}/map.geojson", PUBLIC),
    Gate("en/places/<slug:code>/", "/en/places/{place}/", PUBLIC),
    Gate("en/places/<slug:code>/sheet/", "/en/places/{place}/sheet/", PUBLIC),
    Gate("en/places/<slug:code>/months/", "/en/places/{place}/months/", everybody(302)),
    Gate(
        "en/places/<slug:code>/months/<slug:month>/", "/en/places/{place}/months/2026-11/", PUBLIC
    ),
    Gate("en/projects/", "/en/projects/", PUBLIC),
    Gate("en/projects/<slug:identifier>/sheet/", "/en/projects/{project}/sheet/", PUBLIC),
    Gate("en/projects/<slug:identifier>/", "/en/projects/{project}/", PUBLIC),
    Gate("en/programmes/<slug:code>/", "/en/programmes/{programme}/", PUBLIC),
    Gate("en/suppliers/<int:pk>/", "/en/suppliers/{supplier}/", PUBLIC),
    Gate("en/budgets/", "/en/budgets/", PUBLIC),
    Gate("en/budgets/<slug:code>/", "/en/budgets/{unit}/", PUBLIC),
    Gate("en/pledges/", "/en/pledges/", PUBLIC),
    Gate("en/pledges/<slug:public_id>/", "/en/pledges/{pledge}/", PUBLIC),
    Gate(
        "en/pledges/<slug:public_id>/say/",
        "/en/pledges/{pledge}/say/",
        NO_GET,
        everybody(200),
        {"said": "came"},
    ),
    Gate("en/gatherings/", "/en/gatherings/", PUBLIC),
    Gate("en/gatherings/calendar.ics", "/en/gatherings/calendar.ics", PUBLIC),
    Gate("en/subsidies/", "/en/subsidies/", PUBLIC),
    Gate("en/places/<slug:code>/need/", "/en/places/{place}/need/", PUBLIC),
    Gate("en/machines/", "/en/machines/", PUBLIC),
    Gate("en/machines/<slug:public_id>/", "/en/machines/{machine}/", PUBLIC),
    Gate("en/documents/<slug:public_id>/", "/en/documents/{document}/", PUBLIC),
    Gate("media/documents/<slug:public_id>.pdf", "/media/documents/{shown}.pdf", PUBLIC),
    Gate("media/documents/<slug:public_id>.pdf", "/media/documents/{unread}.pdf", everybody(404)),
    Gate("en/offices/<int:pk>/", "/en/offices/{office}/", PUBLIC),
    Gate("en/offices/<int:pk>/terms/<int:term>/", "/en/offices/{office}/terms/{term}/", PUBLIC),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{report}/", PUBLIC),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{held}/", everybody(404)),
    Gate("en/reports/<slug:public_id>/", "/en/reports/{refused}/", everybody(404)),
    Gate(
        r"^media/photos/(?P<name>[0-9a-f]{20})/(?P<size>thumb|phone|large)\.jpg$",
        "/media/{photo}/thumb.jpg",
        PUBLIC,
    ),
    Gate(
        "en/projects/<slug:identifier>/ask/",
        "/en/projects/{project}/ask/",
        NO_GET,
        everybody(200),
        {"figure": "supplier"},
    ),
    # Statistics
    Gate("en/statistics/", "/en/statistics/", PUBLIC),
    Gate("en/statistics/places/<slug:code>/", "/en/statistics/places/{place}/", PUBLIC),
    Gate("en/statistics/offices/<int:pk>/", "/en/statistics/offices/{office}/", PUBLIC),
    Gate("en/statistics/programmes/<slug:code>/", "/en/statistics/programmes/{programme}/", PUBLIC),
    Gate("en/statistics/suppliers/<int:pk>/", "/en/statistics/suppliers/{supplier}/", PUBLIC),
    Gate("en/statistics/elections/", "/en/statistics/elections/", PUBLIC),
    Gate("api/v1/statistics/elections/", "/api/v1/statistics/elections/", PUBLIC),
    Gate("api/v1/statistics/", "/api/v1/statistics/?place={place}", PUBLIC),
    Gate("api/v1/statistics/reports.csv", "/api/v1/statistics/reports.csv", PUBLIC),
    Gate("api/v1/statistics/works.csv", "/api/v1/statistics/works.csv", PUBLIC),
    # What is new, and following it
    Gate("en/reports/atom.xml", "/en/reports/atom.xml", PUBLIC),
    *(
        Gate(f"en/{pattern}{end}", f"/en/{path}{end}", PUBLIC)
        for end in ("news/", "atom.xml")
        for pattern, path in (
            ("places/<slug:key>/", "places/{place}/"),
            ("projects/<slug:key>/", "projects/{project}/"),
            ("programmes/<slug:key>/", "programmes/{programme}/"),
            ("machines/<slug:key>/", "machines/{machine}/"),
            ("groups/<slug:key>/", "groups/{group}/"),
            ("reports/<slug:key>/", "reports/{report}/"),
        )
    ),
    Gate("en/reports/<slug:key>/news/", "/en/reports/{held}/news/", everybody(404)),
    Gate("en/reports/<slug:key>/atom.xml", "/en/reports/{held}/atom.xml", everybody(404)),
    Gate("en/follow/", "/en/follow/?place={place}", PUBLIC, everybody(400)),
    Gate(
        "en/following/<slug:key>/confirm/<int:pk>/<slug:token>/",
        "/en/following/{follower}/confirm/1/x/",
        everybody(404),
        everybody(404),
    ),
    Gate(
        "en/following/<slug:key>/<slug:token>/",
        "/en/following/{follower}/x/",
        everybody(404),
        everybody(404),
    ),
    Gate(
        "en/following/<slug:key>/<slug:token>/stop/",
        "/en/following/{follower}/x/stop/",
        everybody(404),
        everybody(404),
    ),
    # Filing, and the receipt
    Gate("en/reports/<slug:public_id>/too/", "/en/reports/{report}/too/", PUBLIC, everybody(400)),
    Gate(
        "en/reports/<slug:public_id>/too/",
        "/en/reports/{held}/too/",
        everybody(404),
        everybody(404),
    ),
    Gate(
        "en/reports/<slug:public_id>/statement/",
        "/en/reports/{report}/statement/",
        PUBLIC,
        everybody(400),
    ),
    Gate(
        "en/reports/<slug:public_id>/statement/",
        "/en/reports/{held}/statement/",
        everybody(404),
        everybody(404),
    ),
    Gate(
        "en/reports/<slug:public_id>/objection/",
        "/en/reports/{report}/objection/",
        PUBLIC,
        everybody(400),
    ),
    Gate(
        "en/reports/<slug:public_id>/objection/",
        "/en/reports/{held}/objection/",
        everybody(404),
        everybody(404),
    ),
    Gate(
        "api/v1/reports/<slug:public_id>/confirmations/",
        "/api/v1/reports/{report}/confirmations/",
        NO_GET,
        everybody(400),
        sends=JSON,
    ),
    Gate("leave/", "/leave/", everybody(302), PUBLIC),
    Gate(
        "en/confirm/<slug:public_id>/<slug:token>/",
        "/en/confirm/{held}/x/",
        everybody(404),
        everybody(404),
    ),
    Gate("service-worker.js", "/service-worker.js", PUBLIC),
    Gate("en/report/shell/", "/en/report/shell/", PUBLIC),
    Gate("en/report/queue/", "/en/report/queue/", PUBLIC),
    Gate("en/report/", "/en/report/?place={place}", PUBLIC, everybody(400)),
    Gate(
        "en/machines/<slug:public_id>/report/",
        "/en/machines/{machine}/report/",
        PUBLIC,
        everybody(400),
    ),
    Gate(
        "en/projects/<slug:identifier>/report/",
        "/en/projects/{project}/report/",
        PUBLIC,
        everybody(400),
    ),
    Gate("en/receipt/", "/en/receipt/", PUBLIC, with_code(200, 200), WITH_CODE),
    # The desk and moderation
    Gate("desk/", "/desk/", desk(own=200, other=200, supervisor=200)),
    Gate(
        "desk/reports/<slug:public_id>/",
        "/desk/reports/{report}/",
        desk(own=200),
        desk(own=302),
        ANSWER,
    ),
    Gate("desk/reports/<slug:public_id>/", "/desk/reports/{held}/", desk(), desk(), ANSWER),
    # Nothing is owed on a report whose claim waits for the reporter: no more time, no other office.
    Gate("desk/reports/<slug:public_id>/ask/", "/desk/reports/{report}/ask/", **casework(200, 302)),
    Gate("desk/reports/<slug:public_id>/extend/", "/desk/reports/{other}/extend/", **casework(200)),
    Gate(
        "desk/reports/<slug:public_id>/extend/", "/desk/reports/{report}/extend/", **casework(404)
    ),
    Gate(
        "desk/reports/<slug:public_id>/forward/", "/desk/reports/{other}/forward/", **casework(200)
    ),
    Gate("desk/reports/<slug:public_id>/ask/", "/desk/reports/{held}/ask/", **casework(404)),
    Gate("desk/replies/<slug:public_id>/", "/desk/replies/{reply}/", **casework(200)),
    Gate("desk/askings/", "/desk/askings/", desk(own=200, other=200, supervisor=200)),
    Gate("desk/askings/<slug:public_id>/", "/desk/askings/{asking}/", **casework(200)),
    Gate("desk/commitments/", "/desk/commitments/", desk(own=200, other=200, supervisor=200)),
    Gate("desk/commitments/<slug:public_id>/", "/desk/commitments/{commitment}/", **casework(200)),
    Gate("desk/meetings/", "/desk/meetings/", **rooms(400)),
    Gate("desk/meetings/<int:pk>/", "/desk/meetings/{office}/", **casework(200)),
    Gate(
        "desk/meetings/<int:pk>/<slug:public_id>/",
        "/desk/meetings/{office}/{meeting}/",
        desk(own=200),
        desk(own=200),
        {"about": "nothing"},
    ),
    Gate(
        "desk/meetings/<int:pk>/<slug:public_id>/",
        "/desk/meetings/{office}/{gathering}/",
        desk(),
        desk(),
    ),
    Gate("desk/works/", "/desk/works/", **rooms(404)),
    Gate("desk/people/", "/desk/people/", **rooms(400)),
    Gate("desk/below/", "/desk/below/", desk(own=200, other=200, supervisor=200)),
    Gate("desk/month/", "/desk/month/", desk(own=200, other=200, supervisor=200)),
    Gate("desk/answers/", "/desk/answers/", **rooms(400)),
    Gate("desk/answers/<int:pk>/", "/desk/answers/{template}/", **casework(200)),
    # The rooms of a group: its members, and nobody else.
    Gate("accounts/groups/", "/accounts/groups/", desk(group=302)),
    Gate("accounts/groups/<slug:slug>/", "/accounts/groups/{group}/", **room_of_group(400)),
    Gate(
        "accounts/groups/<slug:slug>/visit/",
        "/accounts/groups/{group}/visit/?report={report}",
        **room_of_group(400),
    ),
    Gate(
        "accounts/groups/<slug:slug>/visit/",
        "/accounts/groups/{group}/visit/?report={held}",
        desk(),
        desk(),
    ),
    Gate(
        "accounts/groups/<slug:slug>/dossiers/",
        "/accounts/groups/{group}/dossiers/",
        **room_of_group(400),
    ),
    Gate(
        "accounts/groups/<slug:slug>/dossiers/<slug:public_id>/",
        "/accounts/groups/{group}/dossiers/{draft}/",
        **room_of_group(200),
    ),
    Gate(
        "accounts/groups/<slug:slug>/dossiers/<slug:public_id>/",
        "/accounts/groups/{group}/dossiers/{dossier}/",
        desk(),
        desk(),
    ),
    Gate(
        "accounts/groups/<slug:slug>/gatherings/",
        "/accounts/groups/{group}/gatherings/",
        **room_of_group(400),
    ),
    Gate(
        "accounts/groups/<slug:slug>/gatherings/<slug:public_id>/",
        "/accounts/groups/{group}/gatherings/{gathering}/",
        **room_of_group(200),
    ),
    Gate(
        "accounts/groups/<slug:slug>/people/",
        "/accounts/groups/{group}/people/",
        **room_of_group(404),
    ),
    Gate(
        "accounts/groups/<slug:slug>/about/",
        "/accounts/groups/{group}/about/",
        **room_of_group(404),
    ),
    Gate("accounts/unlisted/", "/accounts/unlisted/", desk(group=200, operator=200)),
    Gate(
        "accounts/unlisted/<slug:public_id>/",
        "/accounts/unlisted/{unlisted}/",
        desk(group=200, operator=200),
        desk(group=400, operator=400),
    ),
    Gate("accounts/unlisted/<slug:public_id>/", "/accounts/unlisted/{report}/", desk(), desk()),
    Gate("moderation/", "/moderation/", desk(moderator=200)),
    # Whoever may hide or erase: moderators, operators, groups once they have a second factor.
    Gate(
        "moderation/removals/",
        "/moderation/removals/",
        desk(moderator=200, operator=200, group=200),
    ),
    Gate(
        "moderation/removals/<slug:public_id>/",
        "/moderation/removals/{report}/",
        desk(moderator=200, operator=200, group=200),
        desk(moderator=302, operator=302, group=302),
        {"step": "erase", "ground": "law", "note": "№ 7"},
    ),
    Gate(
        "moderation/removals/<slug:public_id>/",
        "/moderation/removals/{held}/",
        desk(),
        desk(),
        {"step": "erase", "ground": "law", "note": "№ 7"},
    ),
    Gate(
        "moderation/removals/requests/<slug:public_id>/",
        "/moderation/removals/requests/{erasure}/",
        desk(moderator=405, operator=405, group=405),
        desk(moderator=302, group=302),
        {"decision": "keep"},
    ),
    Gate(
        "moderation/papers/<slug:public_id>/",
        "/moderation/papers/{minutes}/",
        desk(moderator=200),
        desk(moderator=302),
        {"action": "hidden", "reason": "insult"},
    ),
    Gate("moderation/papers/<slug:public_id>/", "/moderation/papers/{draft}/", desk(), desk()),
    Gate("moderation/reads/", "/moderation/reads/", desk(moderator=200)),
    Gate(
        "moderation/documents/<slug:public_id>.pdf",
        "/moderation/documents/{unread}.pdf",
        desk(moderator=200),
    ),
    Gate("moderation/documents/<slug:public_id>.pdf", "/moderation/documents/{shown}.pdf", desk()),
    Gate("moderation/words/", "/moderation/words/", desk(moderator=200), desk(moderator=302)),
    Gate("moderation/statements/", "/moderation/statements/", desk(moderator=200)),
    Gate(
        "moderation/statements/<slug:public_id>/",
        "/moderation/statements/{firm}/",
        desk(moderator=200),
        desk(moderator=400),
        {"decision": "nothing"},
    ),
    Gate("moderation/objections/", "/moderation/objections/", desk(moderator=200)),
    Gate(
        "moderation/objections/<slug:public_id>/",
        "/moderation/objections/{report}/",
        desk(moderator=200),
        desk(moderator=302),
        {"action": "stay", "seen": "{objection}"},
    ),
    Gate(
        "moderation/objections/<slug:public_id>/",
        "/moderation/objections/{held}/",
        desk(),
        desk(),
        {"action": "stay", "seen": "{objection}"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/",
        "/moderation/reports/{held}/",
        desk(moderator=200),
        desk(moderator=302),
        {"action": "publish", "reason": "fits"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/",
        "/moderation/reports/{report}/",
        desk(),
        desk(),
        {"action": "publish", "reason": "fits"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/words/",
        "/moderation/reports/{report}/words/",
        desk(moderator=200),
        desk(moderator=400),
    ),
    Gate(
        "moderation/reports/<slug:public_id>/words/",
        "/moderation/reports/{held}/words/",
        desk(),
        desk(),
        {"passages": "x", "rule": "insult"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/question/",
        "/moderation/reports/{held}/question/",
        desk(moderator=200),
        desk(moderator=400),
    ),
    Gate(
        "moderation/reports/<slug:public_id>/question/",
        "/moderation/reports/{report}/question/",
        desk(),
        desk(),
        {"about": "still_so"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/statement/",
        "/moderation/reports/{report}/statement/",
        desk(moderator=200),
        desk(moderator=400),
        {"firm": "nothing else"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/statement/",
        "/moderation/reports/{held}/statement/",
        desk(),
        desk(),
        {"firm": "nothing else"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/clock/",
        "/moderation/reports/{other}/clock/",
        desk(moderator=200, operator=200),
        desk(moderator=400, operator=400),
        {"rule": "nothing"},
    ),
    Gate(
        "moderation/reports/<slug:public_id>/clock/",
        "/moderation/reports/{held}/clock/",
        desk(),
        desk(),
        {"rule": "nothing"},
    ),
    # The door
    Gate("accounts/login/", "/accounts/login/", strangers(200), strangers(200)),
    Gate("accounts/logout/", "/accounts/logout/", users(200), everybody(302)),
    Gate("accounts/start/", "/accounts/start/", everybody(302), everybody(302)),
    Gate("accounts/sessions/end/", "/accounts/sessions/end/", NO_GET, everybody(302)),
    Gate("accounts/language/", "/accounts/language/", NO_GET, everybody(302)),
    Gate(
        "accounts/invitation/<str:token>/",
        "/accounts/invitation/nothing/",
        everybody(404),
        everybody(404),
    ),
    # Enrolled users show the factor instead of the password; a group may have none.
    Gate(
        "accounts/reauthenticate/",
        "/accounts/reauthenticate/",
        users(302, group=200),
        users(302, group=200),
    ),
    Gate("accounts/password/change/", "/accounts/password/change/", users(200), users(200)),
    Gate("accounts/password/reset/", "/accounts/password/reset/", PUBLIC, everybody(200)),
    Gate("accounts/password/reset/done/", "/accounts/password/reset/done/", PUBLIC),
    Gate("accounts/password/reset/key/done/", "/accounts/password/reset/key/done/", PUBLIC),
    Gate(
        "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "/accounts/password/reset/key/1-nothing/",
        PUBLIC,
        everybody(200),
    ),
    Gate("accounts/2fa/", "/accounts/2fa/", users(200)),
    Gate(
        "accounts/2fa/authenticate/", "/accounts/2fa/authenticate/", everybody(302), everybody(302)
    ),
    Gate(
        "accounts/2fa/reauthenticate/",
        "/accounts/2fa/reauthenticate/",
        users(200, group=302),
        users(200, group=302),
        {"code": "000000"},
    ),
    *(
        # What follows changes how one signs in: it is asked who that is, once more.
        Gate(f"accounts/2fa/{path}", f"/accounts/2fa/{path}", everybody(302), everybody(302))
        for path in (
            "totp/activate/",
            "recovery-codes/generate/",
            "webauthn/add/",
            "webauthn/reauthenticate/",
        )
    ),
    Gate(
        "accounts/2fa/totp/deactivate/",
        "/accounts/2fa/totp/deactivate/",
        users(302, group=404),
        users(302, group=404),
    ),
    Gate(
        "accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/",
        users(404),
    ),
    Gate(
        "accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/recovery-codes/download/",
        users(404),
    ),
    Gate("accounts/2fa/webauthn/", "/accounts/2fa/webauthn/", users(200)),
    Gate(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        "/accounts/2fa/webauthn/keys/{factor}/remove/",
        everybody(302),
        everybody(302),
    ),
    # The API
    Gate(_open311("discovery"), "/open311/discovery.json", PUBLIC),
    Gate("open311/v2/", "/open311/v2/", PUBLIC),
    Gate(_open311("v2/discovery"), "/open311/v2/discovery.xml", PUBLIC),
    Gate(_open311("v2/services"), "/open311/v2/services.json", PUBLIC),
    Gate(_open311("v2/services/(?P<code>[a-z_]{1,40})"), "/open311/v2/services/misuse.xml", PUBLIC),
    Gate(_open311("v2/requests"), "/open311/v2/requests.json", PUBLIC, everybody(400)),
    Gate(_open311(f"v2/requests/{_ID}"), "/open311/v2/requests/{report}.json", PUBLIC),
    Gate(_open311(f"v2/requests/{_ID}"), "/open311/v2/requests/{held}.json", everybody(404)),
    Gate(_open311(f"v2/tokens/{_ID}"), "/open311/v2/tokens/{report}.json", PUBLIC),
    Gate(_open311(f"v2/tokens/{_ID}"), "/open311/v2/tokens/{held}.json", everybody(404)),
    Gate(UNKNOWN_OPEN311, "/open311/v2/nothing", everybody(404), everybody(404)),
    Gate("api/v1/", "/api/v1/", PUBLIC),
    Gate("api/v1/places/", "/api/v1/places/", PUBLIC),
    Gate("api/v1/places/<slug:code>/", "/api/v1/places/{place}/", PUBLIC),
    Gate("api/v1/offices/", "/api/v1/offices/", PUBLIC),
    Gate("api/v1/offices/<int:pk>/", "/api/v1/offices/{office}/", PUBLIC),
    Gate("api/v1/machines.csv", "/api/v1/machines.csv", PUBLIC),
    Gate("api/v1/machines/", "/api/v1/machines/", PUBLIC),
    Gate("api/v1/machines/<slug:public_id>/", "/api/v1/machines/{machine}/", PUBLIC),
    Gate("api/v1/budgets/", "/api/v1/budgets/", PUBLIC),
    Gate("api/v1/budgets.csv", "/api/v1/budgets.csv", PUBLIC),
    Gate("api/v1/budgets/<slug:public_id>/", "/api/v1/budgets/{budget}/", PUBLIC),
    *(
        Gate(f"api/v1/{name}", f"/api/v1/{name}", PUBLIC)
        for name in (
            *("pledges.csv", "pledges/", "subsidies.csv", "subsidies/", "terms.csv", "terms/"),
            *("populations.csv", "populations/", "pupils.csv", "pupils/", "norms.csv", "norms/"),
            *("gatherings.csv", "gatherings/", "commitments.csv", "statistics/elections.csv"),
        )
    ),
    Gate("api/v1/pledges/<slug:public_id>/", "/api/v1/pledges/{pledge}/", PUBLIC),
    Gate("api/v1/programmes/", "/api/v1/programmes/", PUBLIC),
    Gate("api/v1/programmes/<slug:code>/", "/api/v1/programmes/{programme}/", PUBLIC),
    Gate("api/v1/dossiers/", "/api/v1/dossiers/", PUBLIC),
    Gate("api/v1/dossiers/<slug:public_id>/", "/api/v1/dossiers/{dossier}/", PUBLIC),
    Gate("api/v1/dossiers/<slug:public_id>/", "/api/v1/dossiers/{draft}/", everybody(404)),
    Gate("api/v1/gatherings/<slug:public_id>/", "/api/v1/gatherings/{gathering}/", PUBLIC),
    Gate("api/v1/groups/", "/api/v1/groups/", PUBLIC),
    Gate("api/v1/groups/<slug:slug>/", "/api/v1/groups/{group}/", PUBLIC),
    Gate("api/v1/projects/", "/api/v1/projects/", PUBLIC),
    Gate("api/v1/projects.csv", "/api/v1/projects.csv", PUBLIC),
    Gate("api/v1/projects.geojson", "/api/v1/projects.geojson", PUBLIC),
    Gate("api/v1/projects/<slug:identifier>/", "/api/v1/projects/{project}/", PUBLIC),
    Gate(
        "api/v1/projects/<slug:identifier>/askings/",
        "/api/v1/projects/{project}/askings/",
        NO_GET,
        everybody(200),
        {"figure": "supplier"},
        sends=JSON,
    ),
    Gate("api/v1/oc4ids.json", "/api/v1/oc4ids.json", PUBLIC),
    Gate("api/v1/reports.csv", "/api/v1/reports.csv", PUBLIC),
    Gate("api/v1/reports.geojson", "/api/v1/reports.geojson", PUBLIC),
    Gate("api/v1/reports/", "/api/v1/reports/", PUBLIC, everybody(400), sends=JSON),
    Gate(
        "api/v1/reports/confirm-address/",
        "/api/v1/reports/confirm-address/",
        NO_GET,
        everybody(400),
        sends=JSON,
    ),
    Gate("api/v1/reports/<slug:public_id>/", "/api/v1/reports/{report}/", PUBLIC),
    Gate("api/v1/reports/<slug:public_id>/", "/api/v1/reports/{held}/", everybody(404)),
    Gate("api/v1/events/", "/api/v1/events/", PUBLIC),
    Gate("api/v1/removals/", "/api/v1/removals/", PUBLIC),
    Gate("api/v1/statements/", "/api/v1/statements/", PUBLIC),
    Gate("api/v1/receipt/", "/api/v1/receipt/", NO_GET, with_code(200, 200), WITH_CODE, sends=JSON),
    Gate(
        "api/v1/receipt/verdict/",
        "/api/v1/receipt/verdict/",
        NO_GET,
        with_code(200, 409),
        VERDICT,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/message/",
        "/api/v1/receipt/message/",
        NO_GET,
        with_code(409, 409),
        WITH_CODE | {"text": "Иә, әлі солай."},
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/withdraw/",
        "/api/v1/receipt/withdraw/",
        NO_GET,
        with_code(409, 200),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/appeal/",
        "/api/v1/receipt/appeal/",
        NO_GET,
        with_code(409, 409),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/take-back/",
        "/api/v1/receipt/take-back/",
        NO_GET,
        with_code(409, 409),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/pressed/",
        "/api/v1/receipt/pressed/",
        NO_GET,
        with_code(200, 200),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/erase/",
        "/api/v1/receipt/erase/",
        NO_GET,
        with_code(200, 200),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/photos/",
        "/api/v1/receipt/photos/",
        NO_GET,
        with_code(400, 400),
        WITH_CODE,
        sends=JSON,
    ),
    Gate(
        "api/v1/receipt/photos/<int:n>/",
        "/api/v1/receipt/photos/1/",
        with_code(200, 404),
        with_code(202, 415),
        method="put",
        sends="image/jpeg",
    ),
    Gate("api/v1/schema/", "/api/v1/schema/", PUBLIC),
    Gate("api/v1/docs/", "/api/v1/docs/", PUBLIC),
    Gate(UNKNOWN_API, "/api/v1/nothing/", everybody(404), everybody(404), sends=JSON),
]
