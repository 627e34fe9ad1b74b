"""The rooms of groups."""

from django.urls import path

from reports.views import group_rooms as rooms
from reports.views import visits

urlpatterns = [
    path("", rooms.rooms, name="group-rooms"),
    path("<slug:slug>/", rooms.room, name="group-room"),
    path("<slug:slug>/visit/", visits.visit, name="group-visit"),
    path("<slug:slug>/people/", rooms.people, name="group-people"),
    path("<slug:slug>/about/", rooms.about, name="group-about"),
]
