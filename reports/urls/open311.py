"""Open311 GeoReport v2: each address with .json, .xml, or neither (JSON)."""

from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from reports.api import georeport, open311

_ID = "[a-z0-9]{1,16}"


def _both(route: str, view: object, name: str) -> URLPattern:
    return re_path(rf"^{route}(?:\.(?P<form>json|xml))?$", georeport.shaped(view), name=name)


urlpatterns = [
    _both("discovery", open311.discovery, "open311-discovery"),
    path("v2/", georeport.shaped(open311.discovery), name="open311"),
    _both("v2/discovery", open311.discovery, "open311-discovery-v2"),
    _both("v2/services", open311.services, "open311-services"),
    _both("v2/services/(?P<code>[a-z_]{1,40})", open311.service, "open311-service"),
    _both("v2/requests", open311.requests, "open311-requests"),
    _both(f"v2/requests/(?P<public_id>{_ID})", open311.one_request, "open311-request"),
    _both(f"v2/tokens/(?P<public_id>{_ID})", open311.token, "open311-token"),
    re_path(r"^(?P<rest>[\s\S]*)$", open311.nothing, name="open311-nothing"),
]
