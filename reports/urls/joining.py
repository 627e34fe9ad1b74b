"""From report to register."""

from django.urls import path

from reports.views import joining

urlpatterns = [
    path("", joining.unlisted, name="unlisted"),
    path("<slug:public_id>/", joining.one, name="unlisted-report"),
]
