"""Pages of the register."""

from django.urls import path

from projects import views

urlpatterns = [
    path("places/", views.country, name="country"),
    path("places/<slug:code>/", views.place, name="place"),
    path("projects/", views.projects, name="projects"),
    path("projects/<slug:identifier>/", views.project, name="project"),
    path("projects/<slug:identifier>/ask/", views.ask, name="ask"),
]
