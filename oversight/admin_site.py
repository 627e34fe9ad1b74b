"""The Django admin's door."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oversight import signin


class OperatorsAdmin(AdminSite):
    """Operators only, with a second factor in this session; everybody else is sent to sign in."""

    site_header = site_title = _("Baqylau: operators")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and signin.has_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect(f"{reverse('account_login')}?next={reverse('admin:index')}")
