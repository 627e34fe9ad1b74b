"""Sign-in and invitations."""

urlpatterns = []
