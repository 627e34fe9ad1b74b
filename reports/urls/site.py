"""Addresses without a language: desk, moderation, photos, health."""

from django.urls import include, path, re_path

from reports.models import Photo
from reports.views import health, leaving, log, media, offline, public

_SIZES = "|".join(Photo.SIZES)

urlpatterns = [
    path("p/<slug:identifier>", public.short, name="short"),
    path("robots.txt", public.robots, name="robots"),
    path("leave/", leaving.leave, name="leave"),
    path("service-worker.js", offline.service_worker, name="service-worker"),
    path("readyz", health.readyz, name="readyz"),
    re_path(
        rf"^media/photos/(?P<name>[0-9a-f]{{20}})/(?P<size>{_SIZES})\.jpg$",
        media.photo,
        name="photo",
    ),
    path("media/documents/<slug:public_id>.pdf", media.document, name="enclosure"),
    path("log/entries", log.entries, name="log-entries"),
    path("log/openings", log.opened, name="log-openings"),
    path("log/waiting.txt", log.waiting, name="log-waiting"),
    path("log/checkpoints.txt", log.checkpoints, name="log-checkpoints"),
    path("log/checkpoints.atom", log.feed, name="log-feed"),
    path("log/key.txt", log.keys, name="log-key"),
    path("log/audit.py", log.auditor, name="log-auditor"),
    path("log/proof/<slug:public_id>", log.proof, name="log-proof"),
    path("open311/", include("reports.urls.open311")),
    path("desk/", include("reports.urls.desk")),
    path("accounts/groups/", include("reports.urls.groups")),
    path("accounts/unlisted/", include("reports.urls.joining")),
    path("moderation/", include("reports.urls.moderation")),
]
