"""Moderation."""

from django.urls import path

from reports.views import moderation

app_name = "moderation"
urlpatterns = [
    path("", moderation.waiting, name="waiting"),
    path("reports/<slug:public_id>/", moderation.decide, name="decide"),
]
