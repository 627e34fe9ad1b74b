"""Pages of the register."""

urlpatterns = []
