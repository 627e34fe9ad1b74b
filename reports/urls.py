"""Addresses without a language: desk, moderation, photos, health."""

from django.urls import include, path

from reports.views import health

urlpatterns = [
    path("readyz", health.readyz, name="readyz"),
    path("desk/", include("reports.desk_urls")),
    path("moderation/", include("reports.moderation_urls")),
]
