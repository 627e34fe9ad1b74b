"""The desk."""

from django.urls import path

from reports.views import (
    askings,
    casework,
    commitments,
    desk,
    gatherings,
    kept_answers,
    own_works,
    people,
    supervision,
)

app_name = "desk"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("reports/<slug:public_id>/", desk.report, name="report"),
    path("reports/<slug:public_id>/ask/", casework.ask, name="ask"),
    path("reports/<slug:public_id>/extend/", casework.extend, name="extend"),
    path("reports/<slug:public_id>/forward/", casework.forward, name="forward"),
    path("replies/<slug:public_id>/", casework.correct, name="correct"),
    path("askings/", askings.askings, name="askings"),
    path("askings/<slug:public_id>/", askings.one, name="asking"),
    path("commitments/", commitments.waiting, name="commitments"),
    path("commitments/<slug:public_id>/", commitments.one, name="commitment"),
    path("meetings/", gatherings.of_office, name="own-meetings"),
    path("meetings/<int:pk>/", gatherings.of_office, name="meetings"),
    path("meetings/<int:pk>/<slug:public_id>/", gatherings.one_of_office, name="meeting"),
    path("works/", own_works.works, name="works"),
    path("people/", people.people, name="people"),
    path("below/", supervision.below, name="below"),
    path("month/", supervision.month, name="month"),
    path("answers/", kept_answers.kept, name="kept-answers"),
    path("answers/<int:pk>/", kept_answers.change, name="kept-answer"),
]
