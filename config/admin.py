"""The Django admin, for operators with a second factor only."""

from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):
    """Swaps in our own admin site."""

    default_site = "oversight.admin_site.OperatorsAdmin"
