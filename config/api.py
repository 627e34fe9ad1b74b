"""The API: the only list of its endpoints."""

urlpatterns = []
