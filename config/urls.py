"""The map of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from oversight import views

urlpatterns = [
    path("", views.to_own_language),
    path("healthz", views.healthz, name="healthz"),
    path("accounts/", include("oversight.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
    path("", include("reports.urls.site")),
    *i18n_patterns(
        path("", include("projects.urls")),
        path("", include("reports.urls.public")),
    ),
]

handler500 = "oversight.views.last_resort"
