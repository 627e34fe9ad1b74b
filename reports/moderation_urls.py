"""Moderation."""

from django.urls import path

from reports.views import moderation, moderation_words

app_name = "moderation"
urlpatterns = [
    path("", moderation.waiting, name="waiting"),
    path("words/", moderation_words.words, name="words"),
    path("reports/<slug:public_id>/", moderation.decide, name="decide"),
]
