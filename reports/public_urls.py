"""Public pages about reports, below a language."""

urlpatterns = []
