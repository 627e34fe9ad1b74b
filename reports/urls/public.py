"""Public pages about reports, below a language."""

from django.urls import path

from reports.views import (
    address,
    calendar,
    confirming,
    filing,
    finding,
    following,
    groups,
    log,
    log_audit,
    news,
    objections,
    offline,
    public,
    public_dossiers,
    receipt,
    sheets,
    statements,
    statistics,
)

# What can be read on about, by the name of its pages and of its key in an address.
_NEWS = {
    "place": "places/<slug:key>/",
    "project": "projects/<slug:key>/",
    "programme": "programmes/<slug:key>/",
    "machine": "machines/<slug:key>/",
    "group": "groups/<slug:key>/",
    "report": "reports/<slug:key>/",
}

urlpatterns = [
    path("", public.home, name="home"),
    path("search/", finding.find, name="search"),
    path("search/suggest/", finding.suggest, name="suggest"),
    path("search/near/", finding.near, name="near"),
    path("reports/<slug:public_id>/", public.report, name="report-detail"),
    path("reports/<slug:public_id>/too/", confirming.confirm, name="confirm"),
    path("reports/<slug:public_id>/statement/", statements.firm, name="firm-statement"),
    path("reports/<slug:public_id>/objection/", objections.send, name="object"),
    path("offices/<int:pk>/", public.office, name="office"),
    path("groups/", groups.group_list, name="groups"),
    path("groups/new/", groups.ask, name="ask-group"),
    path("groups/<slug:slug>/", groups.group_page, name="group"),
    path("dossiers/<slug:public_id>/", public_dossiers.dossier, name="dossier"),
    path("gatherings/", calendar.gatherings, name="gatherings"),
    path("gatherings/calendar.ics", calendar.subscription, name="gatherings-file"),
    path("gatherings/<slug:public_id>/", public_dossiers.gathering, name="gathering"),
    path("gatherings/<slug:public_id>/dispute/", public_dossiers.dispute, name="dispute-decision"),
    path("places/<slug:code>/assembly/", public_dossiers.assembly, name="assembly-sheet"),
    path(
        "places/<slug:code>/assembly/screen/",
        public_dossiers.assembly_screen,
        name="assembly-screen",
    ),
    path("offices/<int:pk>/terms/<int:term>/", public.term, name="term"),
    path("about/", public.about, name="about"),
    path("rules/", public.moderation_rules, name="rules"),
    path("projects/<slug:identifier>/sheet/", sheets.project_sheet, name="project-sheet"),
    path("places/<slug:code>/sheet/", sheets.place_sheet, name="place-sheet"),
    path("places/<slug:code>/months/", sheets.this_month, name="this-month"),
    path("places/<slug:code>/months/<slug:month>/", sheets.month_sheet, name="month-sheet"),
    path("projects/<slug:identifier>/report/", filing.report_project, name="report-project"),
    path("machines/<slug:public_id>/report/", filing.report_machine, name="report-machine"),
    path("report/", filing.report, name="report"),
    path("report/shell/", offline.report_shell, name="report-shell"),
    path("report/queue/", offline.queue, name="queue"),
    path("log/", log.log, name="log"),
    path("log/check/", log.check, name="log-check"),
    path("log/audit.html", log_audit.page, name="log-audit"),
    path("log/sheet/", log.sheet, name="log-sheet"),
    path("confirm/<slug:public_id>/<slug:token>/", address.confirm, name="confirm-address"),
    path("receipt/", receipt.receipt, name="receipt"),
    path("reports/atom.xml", news.reports_feed, name="reports-feed"),
    *(
        path(f"{address}news/", news.page, {"kind": kind}, name=f"{kind}-news")
        for kind, address in _NEWS.items()
    ),
    *(
        path(f"{address}atom.xml", news.feed, {"kind": kind}, name=f"{kind}-feed")
        for kind, address in _NEWS.items()
    ),
    path("statistics/", statistics.country, name="statistics"),
    path("statistics/elections/", statistics.elections, name="elections"),
    path("statistics/places/<slug:code>/", statistics.place, name="place-statistics"),
    path("statistics/offices/<int:pk>/", statistics.office, name="office-statistics"),
    path("statistics/programmes/<slug:code>/", statistics.programme, name="programme-statistics"),
    path("statistics/suppliers/<int:pk>/", statistics.supplier, name="supplier-statistics"),
    path("follow/", following.follow, name="follow"),
    path(
        "following/<slug:key>/confirm/<int:pk>/<slug:token>/",
        following.confirm,
        name="follow-confirm",
    ),
    path("following/<slug:key>/<slug:token>/", following.manage, name="following"),
    path("following/<slug:key>/<slug:token>/stop/", following.stop, name="following-stop"),
]
