"""The Django admin of elections: when rankings pause, and which users stand."""

from django.contrib import admin

from oversight.admin_site import NothingAdded, NothingDeleted, ToldToTheLog
from oversight.models import Candidacy


class CandidacyInline(admin.TabularInline):
    """Until the vote they moderate nothing and speak for no group."""

    model = Candidacy
    autocomplete_fields = ["user"]
    extra = 0


class ElectionFigureAdmin(NothingAdded, ToldToTheLog, admin.ModelAdmin):
    """They come by `manage.py import_election_figures`; a wrong one is taken away here."""

    list_display = ["voted", "subject", "name", "value", "source"]
    list_filter = ["voted", "subject"]


class ElectionAdmin(NothingDeleted, ToldToTheLog, admin.ModelAdmin):
    """Enter it on the day it is called. A wrong one is mended by its days."""

    list_display = ["place", "called_on", "vote_on", "source"]
    list_select_related = ["place"]
    autocomplete_fields = ["place"]
    inlines = [CandidacyInline]
