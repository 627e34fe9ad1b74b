"""Moderation."""

from django.urls import path

from reports.views import (
    clocks,
    covering,
    inquiries,
    moderation,
    moderation_words,
    objections,
    papers,
    removals,
    statements,
)

app_name = "moderation"
urlpatterns = [
    path("", moderation.waiting, name="waiting"),
    path("reads/", moderation.reads, name="reads"),
    path("words/", moderation_words.words, name="words"),
    path("documents/<slug:public_id>.pdf", moderation_words.document, name="document"),
    path("removals/", removals.requests, name="removals"),
    path("removals/<slug:public_id>/", removals.removal, name="removal"),
    path("removals/requests/<slug:public_id>/", removals.decide, name="erasure"),
    path("statements/", statements.waiting, name="statements"),
    path("statements/<slug:public_id>/", statements.decide, name="firm"),
    path("objections/", objections.waiting, name="objections"),
    path("objections/<slug:public_id>/", objections.decide, name="objection"),
    path("papers/<slug:public_id>/", papers.paper, name="paper"),
    path("reports/<slug:public_id>/statement/", statements.statement, name="statement"),
    path("reports/<slug:public_id>/words/", covering.words, name="report-words"),
    path("reports/<slug:public_id>/question/", inquiries.ask, name="ask"),
    path("reports/<slug:public_id>/clock/", clocks.clock, name="clock"),
    path("reports/<slug:public_id>/", moderation.decide, name="decide"),
]
