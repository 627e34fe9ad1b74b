"""The desk."""

from django.urls import path

from reports.views import desk

app_name = "desk"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("reports/<slug:public_id>/", desk.report, name="report"),
]
