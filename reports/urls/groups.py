"""The rooms of groups."""

from django.urls import path

from reports.views import dossiers, gatherings, visits
from reports.views import group_rooms as rooms

urlpatterns = [
    path("", rooms.rooms, name="group-rooms"),
    path("<slug:slug>/", rooms.room, name="group-room"),
    path("<slug:slug>/visit/", visits.visit, name="group-visit"),
    path("<slug:slug>/dossiers/", dossiers.dossier_list, name="group-dossiers"),
    path("<slug:slug>/dossiers/<slug:public_id>/", dossiers.dossier, name="group-dossier"),
    path("<slug:slug>/gatherings/", gatherings.of_group, name="group-gatherings"),
    path(
        "<slug:slug>/gatherings/<slug:public_id>/",
        gatherings.one_of_group,
        name="group-gathering",
    ),
    path("<slug:slug>/people/", rooms.people, name="group-people"),
    path("<slug:slug>/about/", rooms.about, name="group-about"),
]
