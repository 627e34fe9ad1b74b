"""Pages of the register."""

from django.urls import path

from projects import givers, parties, views
from projects.budgets import pages as budgets
from projects.machinery import pages as machinery

urlpatterns = [
    path("places/", views.country, name="country"),
    path("places/map.geojson", views.country_map, name="country-map"),
    path("places/<slug:code>/map.geojson", views.place_map, name="place-map"),
    path("places/<slug:code>/need/", views.need, name="need"),
    path("places/<slug:code>/", views.place, name="place"),
    path("programmes/<slug:code>/", parties.programme, name="programme"),
    path("suppliers/<int:pk>/", parties.supplier, name="supplier"),
    path("pledges/", givers.pledges, name="pledges"),
    path("pledges/<slug:public_id>/", givers.pledge, name="pledge"),
    path("pledges/<slug:public_id>/say/", givers.say, name="say-of-pledge"),
    path("subsidies/", givers.subsidies, name="subsidies"),
    path("machines/", machinery.machines, name="machines"),
    path("machines/<slug:public_id>/", machinery.machine, name="machine"),
    path("budgets/", budgets.budgets, name="budgets"),
    path("budgets/<slug:code>/", budgets.budget, name="budget"),
    path("documents/<slug:public_id>/", parties.document, name="document"),
    path("projects/", views.projects, name="projects"),
    path("projects/<slug:identifier>/", views.project, name="project"),
    path("projects/<slug:identifier>/ask/", views.ask, name="ask"),
]
