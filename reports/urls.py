"""Addresses without a language: desk, moderation, photos, health."""

urlpatterns = []
